import type { IDataObject } from 'n8n-workflow';

import { isObject } from './json';

/**
 * The states of an order in plain English, and how sure we are of each.
 * `documented`: on a page of Xportcn's own. `inferred`: 1688's own code, which Xportcn may pass on.
 */
export interface StatusCode {
	code: string | number;
	/** Behind a comma or by itself, without a full stop. */
	text: string;
	provenance: 'documented' | 'inferred';
	/** Where the code comes from. */
	source: string;
}

const MESSAGES = 'https://doc-en-ka.xportcn.com/doc-7259275';
const TAOBAO_FLOW = 'https://doc-en-ka.xportcn.com/doc-8873281';
const ALIBABA = "1688's open platform (alibaba.trade.get.buyerView)";

const documented = (code: string | number, text: string, source = MESSAGES): StatusCode => ({
	code,
	text,
	provenance: 'documented',
	source,
});
const inferred = (code: string | number, text: string): StatusCode => ({
	code,
	text,
	provenance: 'inferred',
	source: ALIBABA,
});

/** `orderStatus` of an order on 1688. */
export const orderStatuses: readonly StatusCode[] = [
	documented('WAITING_FOR_PAYMENT', 'waiting for payment'),
	documented('WAITING_FOR_SENT', 'waiting for the seller to ship'),
	documented('CANCEL', 'cancelled'),
	inferred('waitbuyerpay', 'waiting for payment'),
	inferred('waitsellersend', 'waiting for the seller to ship'),
	inferred('waitlogisticstakein', 'waiting for the parcel to be picked up'),
	inferred('waitbuyerreceive', 'shipped'),
	inferred('waitbuyersign', 'shipped, waiting for a signature'),
	inferred('signinsuccess', 'signed for'),
	inferred('confirm_goods', 'received'),
	inferred('success', 'completed'),
	inferred('cancel', 'cancelled'),
	inferred('terminated', 'ended'),
];

/** `payStatus` of an order on 1688. */
export const payStatuses: readonly StatusCode[] = [
	documented(1, 'not paid'),
	documented(2, 'paid'),
	inferred(4, 'refunded'),
	inferred(6, 'paid out to the seller'),
	inferred(7, 'no payment created'),
	inferred(8, 'cancelled before payment'),
	inferred(9, 'being paid'),
	inferred(12, 'to be paid by account period'),
];

/** The status of an order on Taobao: a number in Xportcn's list of such orders. */
export const taobaoStatuses: readonly StatusCode[] = [
	documented(12, 'being created', TAOBAO_FLOW),
	documented(0, 'waiting for payment', TAOBAO_FLOW),
	documented(1, 'proof of payment uploaded, waiting for finance', TAOBAO_FLOW),
	documented(2, 'approved by finance', TAOBAO_FLOW),
	documented(3, 'refused by finance', TAOBAO_FLOW),
	documented(5, 'waiting for finance to pay', TAOBAO_FLOW),
	documented(10, 'paid, waiting for the seller to ship', TAOBAO_FLOW),
	documented(11, 'shipped', TAOBAO_FLOW),
	documented(4, 'closed or cancelled', TAOBAO_FLOW),
	documented(9, 'another status', TAOBAO_FLOW),
];

const textOf = (codes: readonly StatusCode[], code: unknown): string | undefined =>
	codes.find((each) => each.code === code)?.text;

/**
 * The status of an order in words: "Paid, waiting for the seller to ship". A code that nobody knows is
 * shown as it is, never guessed. Undefined for an object without a status.
 */
export function statusText(order: IDataObject): string | undefined {
	const { orderStatus, payStatus } = statusFieldsOf(order);
	if (isNothing(orderStatus) && isNothing(payStatus)) return undefined;
	const status =
		textOf(typeof orderStatus === 'number' ? taobaoStatuses : orderStatuses, orderStatus) ??
		(isNothing(orderStatus) ? undefined : String(orderStatus));
	const payment = isNothing(payStatus)
		? undefined
		: (textOf(payStatuses, payStatus) ?? `payStatus ${String(payStatus)}`);
	const words = [addsNothing(status, payment) ? undefined : payment, status]
		.filter((text) => text !== undefined)
		.join(', ');
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "Waiting for payment" says that it is not paid, and so does "cancelled" unless it was paid. */
const addsNothing = (status: string | undefined, payment: string | undefined): boolean =>
	payment === 'not paid' && (status === 'waiting for payment' || status === 'cancelled');

const isNothing = (value: unknown): boolean =>
	value === undefined || value === null || value === '';

/** The fields that say where an order is. What an order does not show is undefined or null. */
export interface StatusFields {
	orderStatus: unknown;
	payStatus: unknown;
	refundStatus: unknown;
}

/** The status of an order, its own or that of a 1688-like tree (inferred). */
export function statusFieldsOf(order: IDataObject): StatusFields {
	const tree = isObject(order.baseInfo) ? order.baseInfo : {};
	return {
		orderStatus: order.orderStatus ?? tree.status,
		payStatus: order.payStatus ?? payStatusIn(order.tradeTerms),
		refundStatus: order.refundStatus ?? tree.refundStatus,
	};
}

/** The payment state in a tree's phases of payment, when all of them have the same. */
function payStatusIn(tradeTerms: unknown): unknown {
	if (!Array.isArray(tradeTerms)) return undefined;
	const states = new Set(
		tradeTerms.map((phase) => (isObject(phase) ? phase.payStatus : undefined)),
	);
	return states.size === 1 ? [...states][0] : undefined;
}
