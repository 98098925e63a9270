import type { IDataObject } from 'n8n-workflow';

import { fenToCny } from '../../../shared/money';
import { failed, succeeded } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import { totalOfPreview } from './previewResponse';
import type { Preview } from './previewResponse';
import { isWithin } from './verifyCreate';

/** An order that exists already under the buyer's own number. */
export interface ExistingOrder {
	/** The fields of its item. */
	json: IDataObject;
	/** What it costs, fen; undefined when it does not say. */
	fen: number | undefined;
	requestId: string | null;
}

/** The results for orders that exist already: nothing is created. */
export function existingResults(
	orders: readonly ExistingOrder[],
	ifExists: 'returnExisting' | 'refuse',
	preview: Preview | undefined,
	priceTolerance: number,
	isDryRun: boolean,
): Result[] {
	const difference =
		ifExists === 'refuse' ? undefined : preview && differenceFrom(orders, preview, priceTolerance);
	const resultOf = ({ json, requestId }: ExistingOrder): Result => {
		const details = { requestId, json: { ...json, existing: true } };
		if (difference) return failed('differs', 'EXISTING_DIFFERS', difference, details);
		if (ifExists === 'refuse') return failed('notSent', 'ALREADY_EXISTS', REFUSED, details);
		if (isDryRun) return failed('notSent', 'ALREADY_EXISTS', WOULD_BE_RETURNED, details);
		return succeeded(details.json, requestId);
	};
	return orders.map(resultOf);
}

const EXISTS = "An order with this 'Out Order ID' exists already, so no order was created.";
const REFUSED = `${EXISTS} Use another number, or pay the order that is there.`;
const WOULD_BE_RETURNED = `${EXISTS} Without 'Dry Run' it would be returned.`;

/** How existing orders differ from what the preview announces, if they do. */
function differenceFrom(
	orders: readonly ExistingOrder[],
	preview: Preview,
	priceTolerance: number,
): string | undefined {
	if (orders.length < preview.orders.length) {
		return `Orders with this 'Out Order ID' exist already (${orders.length}), but the purchase needs ${preview.orders.length}. Nothing was created. Look at them in Xportcn before you pay.`;
	}
	const total = totalOfPreview(preview);
	const sum = orders.every(({ fen }) => fen !== undefined)
		? orders.reduce((soFar, { fen = 0 }) => soFar + fen, 0)
		: undefined;
	if (total !== undefined && sum !== undefined && isWithin(sum, total, priceTolerance))
		return undefined;
	const costs = sum === undefined ? 'do not say what they cost' : `cost ${fenToCny(sum)} CNY`;
	const announced = total === undefined ? 'no readable total' : `${fenToCny(total.most)} CNY`;
	return `Orders with this 'Out Order ID' exist already and ${costs}. The preview says ${announced}. Nothing was created. They may belong to another purchase: look at them before you pay.`;
}
