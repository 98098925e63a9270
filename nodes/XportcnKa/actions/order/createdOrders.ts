import type { IDataObject } from 'n8n-workflow';

import { isEmpty, without } from '../../../shared/json';
import { amountInFen, fenToCny } from '../../../shared/money';
import { failed, succeeded } from '../../outcome/outcome';
import type { ErrorCode } from '../../outcome/errorCodes';
import type { Failed, Result } from '../../outcome/outcome';
import { failedLineText, withoutOrder } from './createResponse';
import type { CreatedOrder, CreateResponse } from './createResponse';
import { orderJson } from './orderFields';
import { isWithin } from './previewResponse';
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
export function resultsOfCreate(response: CreateResponse, announced: Announced): Result[] {
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

	const difference = differenceOf(response, announced);
	return orders.map((created) => {
		const { orderId, isDenied } = created;
		const json = createdJson(created, orders, announced);
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
	const actual = sumOfCreated(orders, total);
	if (total === undefined || actual === undefined || actual <= total.most + priceTolerance)
		return undefined;
	return [
		'PRICE_CHANGED',
		`This was created for ${fenToCny(actual)} CNY in all. The preview said ${fenToCny(total.most)} CNY. Check the price before you pay.`,
	];
}

/** An amount that is this many times smaller than announced may be in another unit. */
const OTHER_UNIT = 10;

/**
 * What an order costs by the answer that created it, fen: its own amount, or 1688's fields for it (from
 * 1688's open platform; inferred here), the largest of them. That they are fen is inferred from the
 * preview. Undefined when it states none, or one that cannot be read.
 */
function amountOf(created: CreatedOrder, isOnlyOne: boolean): number | undefined {
	const amounts = statedAmounts(created, isOnlyOne).map((amount) => amountInFen(amount, 'fen'));
	const known = amounts.filter((fen) => fen !== undefined);
	return known.length > 0 && known.length === amounts.length ? Math.max(...known) : undefined;
}

const statedAmounts = (
	{ order: { totalAmount, orderAmmount, totalSuccessAmount } }: CreatedOrder,
	isOnlyOne: boolean,
): unknown[] =>
	// of several orders the last is the sum, whichever it stands beside
	[totalAmount, orderAmmount, isOnlyOne ? totalSuccessAmount : undefined].filter(
		(amount) => !isEmpty(amount),
	);

/** What the orders of a purchase cost together, fen. Undefined when that cannot be relied on. */
function sumOfCreated(
	orders: readonly CreatedOrder[],
	total: PreviewTotal | undefined,
): number | undefined {
	let sum = 0;
	for (const order of orders) {
		const fen = amountOf(order, orders.length === 1);
		if (fen === undefined) return undefined;
		sum += fen;
	}
	return total !== undefined && sum * OTHER_UNIT <= total.least ? undefined : sum;
}

function createdJson(
	created: CreatedOrder,
	orders: readonly CreatedOrder[],
	{ orders: expected, total }: Announced,
): IDataObject {
	const isOnlyOne = orders.length === 1;
	const isReliable = sumOfCreated(orders, total) !== undefined;
	const json = orderJson({ ...created.order, orderId: created.orderId }, 'fen');
	const own = isReliable ? fenToCny(amountOf(created, isOnlyOne)) : undefined;
	if (own !== undefined) return { ...json, totalCny: own };
	const rest = without(json, 'totalCny');
	// the price of a single order is known from its preview; of several nobody knows which costs what
	if (!isOnlyOne || expected !== 1 || contradicts(created, total)) return rest;
	const announced = fenToCny(total?.least);
	return announced === undefined ? rest : { ...rest, totalCny: announced, totalSource: 'preview' };
}

/** Whether an amount that cannot be relied on is not that of the preview, neither in fen nor in yuan. */
function contradicts(created: CreatedOrder, total: PreviewTotal | undefined): boolean {
	if (total === undefined || amountOf(created, true) !== undefined) return false;
	return statedAmounts(created, true).some((amount) => {
		const number = Number(amount);
		return ![number, Math.round(number * 100)].some((fen) => isWithin(fen, total, 0));
	});
}
