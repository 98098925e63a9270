import type { IDataObject } from 'n8n-workflow';

import { amountInFen, fenToCny } from '../../../shared/money';
import type { AmountUnit } from '../../../shared/money';
import { failed, succeeded } from '../../outcome/outcome';
import type { ErrorCode, Failed, Result } from '../../outcome/outcome';
import { failedLineText, withoutOrder } from './createResponse';
import type { CreatedOrder, CreateResponse } from './createResponse';
import { orderJson } from './orderFields';
import type { PreviewTotal } from './previewResponse';

/** What was announced before a purchase was created. Amounts in fen. */
export interface Announced {
	/** How many orders; undefined without a preview. */
	orders: number | undefined;
	total: PreviewTotal | undefined;
	priceTolerance: number;
}

/**
 * The results for what an answer says was created. An order is Succeeded only if all of it turned out
 * as announced; otherwise every order of the purchase is `differs`.
 */
export function resultsOfCreate(
	response: CreateResponse,
	announced: Announced,
	unit: AmountUnit,
): Result[] {
	const { orders, failure, requestId, httpStatus } = response;
	const details = { httpStatus, requestId, failedReason: failure?.failedReason ?? null };
	if (failure) {
		return orders.length === 0
			? [failure]
			: orders.map(({ orderId }): Failed => ({
					...failure,
					outcome: 'unknown',
					retryable: false,
					json: { orderId },
				}));
	}
	if (orders.length === 0) return [withoutOrder(details)];

	const difference = differenceOf(response, announced, unit);
	return orders.map(({ orderId, order, isDenied }) => {
		const json = createdJson(orderId, order, orders.length, announced, unit);
		if (isDenied) return { ...withoutOrder(details), errorMessage: DENIED, json: { orderId } };
		return difference
			? failed('differs', ...difference, { ...details, json })
			: succeeded(json, requestId);
	});
}

const DENIED =
	'Xportcn accepted the purchase, but says of this order that it did not succeed. It may have been created. Look for it in Xportcn before you create it again.';

/** How what was created differs from what was asked for, if it does. */
function differenceOf(
	{ orders, failedLines, hasUnreadable }: CreateResponse,
	announced: Announced,
	unit: AmountUnit,
): [ErrorCode, string] | undefined {
	const isOtherNumber = announced.orders !== undefined && orders.length !== announced.orders;
	const otherCount =
		isOtherNumber || hasUnreadable
			? `The preview announced ${announced.orders ?? 'another number of'} orders, and the answer names ${orders.length}. Look in Xportcn what was created before you pay.`
			: undefined;
	if (failedLines.length > 0) {
		return [
			'LINES_MISSING',
			`The order was created without these lines: ${failedLines.map(failedLineText).join('; ')}. ${otherCount ?? 'Look at it before you pay.'}`,
		];
	}
	if (otherCount !== undefined) return ['ORDER_COUNT_DIFFERS', otherCount];
	if (orders.some(({ isDenied }) => isDenied)) {
		return [
			'ORDER_COUNT_DIFFERS',
			'Another order of this purchase did not succeed. Look in Xportcn what was created before you pay.',
		];
	}
	const { total, priceTolerance } = announced;
	const actual = sumOfCreated(orders, unit);
	if (total === undefined || actual === undefined || actual <= total.most + priceTolerance)
		return undefined;
	return [
		'PRICE_CHANGED',
		`This was created for ${fenToCny(actual)} CNY in all. The preview said ${fenToCny(total.most)} CNY. Check the price before you pay.`,
	];
}

/**
 * What an order costs by the answer that created it, fen: its own amount, in the credential's unit, or
 * 1688's own fields, which are fen (from 1688's open platform; inferred here).
 */
function amountOf({ order }: CreatedOrder, unit: AmountUnit): number | undefined {
	const { totalAmount, orderAmmount, totalSuccessAmount } = order;
	return (
		amountInFen(totalAmount, unit) ??
		amountInFen(orderAmmount, 'fen') ??
		amountInFen(totalSuccessAmount, 'fen')
	);
}

function sumOfCreated(orders: readonly CreatedOrder[], unit: AmountUnit): number | undefined {
	let sum = 0;
	for (const order of orders) {
		const fen = amountOf(order, unit);
		if (fen === undefined) return undefined;
		sum += fen;
	}
	return sum;
}

function createdJson(
	orderId: string,
	order: IDataObject,
	count: number,
	{ total }: Announced,
	unit: AmountUnit,
): IDataObject {
	const json = orderJson({ ...order, orderId }, unit);
	const own = fenToCny(amountOf({ orderId, order, isDenied: false }, unit));
	if (own !== undefined) return { ...json, totalCny: own };
	// the price of a single order is known from its preview; of several nobody knows which costs what
	const announced = count === 1 ? fenToCny(total?.most) : undefined;
	return announced === undefined ? json : { ...json, totalCny: announced, totalSource: 'preview' };
}
