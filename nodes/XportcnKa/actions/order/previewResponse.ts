import type { IDataObject } from 'n8n-workflow';

import { isNo } from '../../../shared/envelope';
import { parseId } from '../../../shared/ids';
import { asText, isEmpty, isObject } from '../../../shared/json';
import { vendorText } from '../../../shared/vendorText';
import { failed } from '../../outcome/outcome';
import type { Failed } from '../../outcome/outcome';
import { englishFor } from '../../outcome/reasons';
import type { XportcnClient } from '../../transport/client';
import { call } from '../call';
import type { CargoParam, Purchase } from './purchase';

export interface Preview {
	/** One entry per order that the purchase would be split into, the vendor's fields. */
	orders: IDataObject[];
	requestId: string | null;
	httpStatus: number;
	/** When Xportcn answered, by its own clock, ms since 1970. */
	serverTime?: number;
}

export type PreviewRead = { ok: true; preview: Preview } | { ok: false; failure: Failed };

/** Asks what a purchase would cost (documented: `data` is an array). Changes nothing. */
export async function previewPurchase(
	client: XportcnClient,
	purchase: Purchase,
): Promise<PreviewRead> {
	const response = await call(client, client.endpoints['order.preview'], purchase);
	if (!response.ok) return response;

	const { data, requestId, httpStatus, serverTime } = response;
	const orders = Array.isArray(data) && data.every(isObject) ? data : [];
	if (orders.length > 0)
		return { ok: true, preview: { orders, requestId, httpStatus, serverTime } };
	return {
		ok: false,
		failure: failed(
			'unknown',
			'UNREADABLE_ANSWER',
			'Xportcn accepted the preview, but this node finds no order in its answer. Nothing was changed. Check the items and the address.',
			{ httpStatus, requestId },
		),
	};
}

/** 1688's codes for a purchase that cannot be ordered (from 1688's open platform; inferred here). */
const REFUSAL_CODES: Readonly<Record<string, string>> = {
	'500_001': 'This product cannot be bought online. Choose another one.',
	'500_002':
		'The lines are from several sellers, or the variant is missing. Fill in the Spec ID, or order from one seller at a time.',
	'500_003':
		'This variant does not belong to the product. Copy the Spec ID again from Product → Get.',
	'500_004': 'There is too little stock. Lower the quantity, or choose another product.',
	'500_005': 'The quantity is below the minimum order. Raise it.',
	'500_006': "The purchase does not reach the seller's limit for mixed orders. Order more.",
	'500_007': 'There is no consignment relation with this seller. Ask Xportcn about it.',
	'500_008': 'The price of this product is 0. Ask the seller.',
	'500_009': 'The quantity is below the minimum for the wholesale price. Raise it.',
};

const CODES_OF_SUCCESS = ['', '200', '0', 'success', 'ok', 'true'];

/** Why an entry of a preview cannot be ordered, if it says so: the entry itself, or one of its lines. */
export function refusalIn(
	order: IDataObject,
): { english: string; failedReason: string | null } | undefined {
	for (const entry of [order, ...linesOf(order)]) {
		const code = asText(entry.resultCode ?? '').trim();
		const isRefused =
			asText(entry.status).trim().toLowerCase() === 'false' ||
			isNo(entry.success) ||
			!CODES_OF_SUCCESS.includes(code.toLowerCase());
		if (!isRefused) continue;
		const failedReason = vendorText(entry.message) ?? vendorText(code);
		const byCode = REFUSAL_CODES[code.replace(/^500(?=\d{3}$)/, '500_')];
		return { english: byCode ?? englishFor(failedReason), failedReason };
	}
	return undefined;
}

/** The lines of an entry: `orderItemTOList` (documented), or `cargoList` as 1688 calls them. */
const linesOf = ({ orderItemTOList, cargoList }: IDataObject): IDataObject[] =>
	[orderItemTOList, cargoList].flat().filter(isObject);

/**
 * The lines that were asked for and that no entry of the preview has. A line that does not say which
 * variant it is can be one of them only.
 */
export function missingLines(
	{ cargoParamList }: Purchase,
	{ orders }: Pick<Preview, 'orders'>,
): CargoParam[] {
	const listed = orders.flatMap(linesOf);
	const ofNoVariant = listed.filter(({ specId }) => isEmpty(specId));
	return cargoParamList.filter(({ offerId, specId }) => {
		const isOfOffer = (line: IDataObject) => parseId(line.offerId) === String(offerId);
		const isListed = (line: IDataObject) =>
			isOfOffer(line) && (specId === undefined || line.specId === specId);
		if (listed.some(isListed)) return false;
		const index = ofNoVariant.findIndex(isOfOffer);
		if (index !== -1) ofNoVariant.splice(index, 1);
		return index === -1;
	});
}

/** What a purchase costs by its preview, all orders together, in fen. */
export interface PreviewTotal {
	/** Goods and freight, in fen. */
	least: number;
	/** The larger of the two totals of each order: with a service fee of Xportcn's, as it seems. */
	most: number;
}

/** The total of a preview. Undefined when an amount is missing, not whole fen, or contradicts others. */
export function totalOfPreview({ orders }: Pick<Preview, 'orders'>): PreviewTotal | undefined {
	let least = 0;
	let most = 0;
	for (const order of orders) {
		const payment = fenIn(order.sumPayment);
		const total = isEmpty(order.sumTotalPayment) ? payment : fenIn(order.sumTotalPayment);
		const goods = isEmpty(order.sumPaymentNoCarriage) ? 0 : fenIn(order.sumPaymentNoCarriage);
		const freight = isEmpty(order.sumCarriage) ? 0 : fenIn(order.sumCarriage);
		if (payment === undefined || total === undefined) return undefined;
		if (goods === undefined || freight === undefined) return undefined;
		if (Math.max(payment, total) < Math.max(goods, freight)) return undefined;
		least += Math.min(payment, total);
		most += Math.max(payment, total);
	}
	return { least, most };
}

/** Whether an amount is what a preview announced, up to a tolerance (fen). */
export const isWithin = (fen: number, { least, most }: PreviewTotal, tolerance: number): boolean =>
	fen >= least - tolerance && fen <= most + tolerance;

const fenIn = (value: unknown): number | undefined =>
	typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
