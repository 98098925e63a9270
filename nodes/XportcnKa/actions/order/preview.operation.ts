import type { IDataObject } from 'n8n-workflow';

import { withCny } from '../../../shared/amounts';
import { failed, succeeded } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import type { Operation } from '../operation';
import { simplifyProperty } from '../simplify';
import { missingLines, previewPurchase, refusalIn } from './previewResponse';
import type { Preview } from './previewResponse';
import { identifyPurchase, readPurchaseTask } from './purchase';
import type { CargoParam, PurchaseTask } from './purchase';
import { purchaseProperties } from './purchaseFields';

/** Preview: what a purchase would cost, one item per order it would be split into. */
export const preview: Operation<PurchaseTask> = {
	endpoint: 'order.preview',
	simplify: simplifyPreview,
	properties: [...purchaseProperties, simplifyProperty],
	identify: identifyPurchase,

	prepare(context, itemIndex) {
		return [readPurchaseTask(context, itemIndex)];
	},

	async execute({ client }, { purchase }) {
		const read = await previewPurchase(client, purchase);
		if (!read.ok) return [read.failure];
		const missing = missingLines(purchase, read.preview);
		const results = read.preview.orders.map((order) => resultOf(order, read.preview));
		return missing.length > 0 ? [...results, incomplete(missing, read.preview)] : results;
	},
};

function resultOf(order: IDataObject, { requestId, httpStatus }: Preview): Result {
	const refusal = refusalIn(order);
	if (!refusal) return succeeded(previewJson(order), requestId);
	const { english, failedReason } = refusal;
	return failed(
		'rejected',
		'PREVIEW_REFUSED',
		`Xportcn says that this cannot be ordered. ${english}`,
		{ failedReason, httpStatus, requestId, json: previewJson(order) },
	);
}

const incomplete = (missing: CargoParam[], { requestId, httpStatus }: Preview): Result =>
	failed('rejected', 'PREVIEW_INCOMPLETE', missingMessage(missing), { httpStatus, requestId });

/** What to say when a preview lacks lines. */
export const missingMessage = (missing: readonly CargoParam[]): string =>
	`The preview does not list every line. These are missing: ${missing
		.map(({ offerId, specId }) => (specId ? `${offerId} (${specId})` : String(offerId)))
		.join(', ')}. Check their Offer ID and Spec ID.`;

const CNY_FIELDS = ['totalPaymentCny', 'totalCny', 'productCny', 'shippingCny'] as const;

/** The amounts in CNY first: they are what a preview is for. */
function previewJson(order: IDataObject): IDataObject {
	const json = withCny(order);
	const first = CNY_FIELDS.filter((name) => json[name] !== undefined);
	return { ...Object.fromEntries(first.map((name) => [name, json[name]])), ...json };
}

const FEN_FIELDS = [
	'sumTotalPayment',
	'sumPayment',
	'sumPaymentNoCarriage',
	'sumCarriage',
] as const;

/** The amounts and the lines. */
function simplifyPreview(json: IDataObject): IDataObject {
	const names = [...CNY_FIELDS, ...FEN_FIELDS, 'orderItemTOList', 'message'];
	return Object.fromEntries(
		names.filter((name) => json[name] !== undefined).map((name) => [name, json[name]]),
	);
}
