import type { IDataObject } from 'n8n-workflow';

import { fenToCny } from '../../../shared/money';
import { failed, succeeded } from '../../outcome/outcome';
import type { Failed, Result } from '../../outcome/outcome';
import { isWithin, totalOfPreview } from './previewResponse';
import type { Preview } from './previewResponse';

/** An order that exists already under the buyer's own number. */
export interface ExistingOrder {
	/** The fields of its item. */
	json: IDataObject;
	/** What it costs, fen; undefined when it does not say. */
	fen: number | undefined;
	requestId: string | null;
}

/**
 * The results for orders that exist already: nothing is created.
 * @param difference how they differ from the purchase, in words; undefined when they do not, or when
 * nobody wanted to know
 */
export const existingResults = (
	orders: readonly ExistingOrder[],
	difference: string | undefined,
	isDryRun: boolean,
): Result[] =>
	orders.map(({ json, requestId }) => {
		const details = { requestId, json: { ...json, existing: true } };
		if (difference) return failed('differs', 'EXISTING_DIFFERS', difference, details);
		return isDryRun
			? failed('notSent', 'ALREADY_EXISTS', WOULD_BE_RETURNED, details)
			: succeeded(details.json, requestId);
	});

/** The results where no order may exist yet. */
export const refusedAsExisting = (orders: readonly ExistingOrder[]): Result[] =>
	orders.map(({ json, requestId }) =>
		failed('notSent', 'ALREADY_EXISTS', REFUSED, { requestId, json: { ...json, existing: true } }),
	);

/** The results for orders that could not be compared with the purchase: they may be another's. */
export const notCompared = (orders: readonly ExistingOrder[], failure: Failed): Result[] =>
	orders.map(({ json }) => ({
		...failure,
		outcome: 'notSent',
		errorMessage: `${EXISTS} It could not be compared with this purchase, because the preview did not go through. ${failure.errorMessage} Look at the order before you pay. To take it without a comparison, switch 'Preview First' off.`,
		json: { ...json, existing: true },
	}));

const EXISTS = "An order with this 'Out Order ID' exists already, so no order was created.";
const REFUSED = `${EXISTS} Use another number, or pay the order that is there.`;
const WOULD_BE_RETURNED = `${EXISTS} Without 'Dry Run' it would be returned.`;

/** How existing orders differ from what the preview announces, if they do. */
export function differenceFrom(
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
