import type { IDataObject } from 'n8n-workflow';

import { asText, isObject } from './json';

/**
 * The states of an order in plain English, and how sure we are of each.
 * `documented`: on a page of Xportcn's own. `inferred`: 1688's own code, which Xportcn may pass on.
 */
export interface StatusCode {
	code: string | number;
	/** Behind a comma or by itself, without a full stop. */
	text: string;
	/** How far an order with it is, where it says so. No limit and no payment relies on this. */
	stage?: Stage;
	provenance: 'documented' | 'inferred';
	/** Where the code comes from. */
	source: string;
}

/** How far an order is. */
export type Stage = 'unpaid' | 'paid' | 'shipped' | 'cancelled';

const MESSAGES = 'https://doc-en-ka.xportcn.com/doc-7259275';
const TAOBAO_FLOW = 'https://doc-en-ka.xportcn.com/doc-8873281';
const ALIBABA = "1688's open platform (alibaba.trade.get.buyerView)";

/** KA's own words are public for the first stages only; these are made as those are. */
const LIKE_KAS_OWN = "a word made like KA's own WAITING_FOR_SENT; seen nowhere";

type Entry = [code: string | number, text: string, stage?: Stage];

const from =
	(provenance: StatusCode['provenance'], source: string) =>
	(...[code, text, stage]: Entry): StatusCode => ({
		...{ code, text },
		...(stage && { stage }),
		...{ provenance, source },
	});
const documented = from('documented', MESSAGES);
const inferred = from('inferred', ALIBABA);
const made = from('inferred', LIKE_KAS_OWN);
const ofTaobao = from('documented', TAOBAO_FLOW);

/** `orderStatus` of an order on 1688. */
export const orderStatuses: readonly StatusCode[] = [
	documented('WAITING_FOR_PAYMENT', 'waiting for payment', 'unpaid'),
	documented('WAITING_FOR_SENT', 'waiting for the seller to ship', 'paid'),
	documented('CANCEL', 'cancelled', 'cancelled'),
	made('WAITING_FOR_RECEIVE', 'shipped', 'shipped'),
	made('WAITING_FOR_RECEIVED', 'shipped', 'shipped'),
	made('WAITING_FOR_RECEIPT', 'shipped', 'shipped'),
	inferred('waitbuyerpay', 'waiting for payment', 'unpaid'),
	inferred('waitsellersend', 'waiting for the seller to ship', 'paid'),
	inferred('waitlogisticstakein', 'waiting for the parcel to be picked up', 'paid'),
	inferred('waitbuyerreceive', 'shipped', 'shipped'),
	inferred('waitbuyersign', 'shipped, waiting for a signature', 'shipped'),
	inferred('signinsuccess', 'signed for', 'shipped'),
	inferred('confirm_goods', 'received', 'shipped'),
	inferred('success', 'completed', 'shipped'),
	inferred('cancel', 'cancelled', 'cancelled'),
	inferred('terminated', 'ended'),
];

/** `payStatus` of an order on 1688. */
export const payStatuses: readonly StatusCode[] = [
	documented(1, 'not paid', 'unpaid'),
	documented(2, 'paid', 'paid'),
	inferred(4, 'refunded', 'paid'),
	inferred(6, 'paid out to the seller', 'paid'),
	inferred(7, 'no payment created'),
	inferred(8, 'cancelled before payment'),
	inferred(9, 'being paid'),
	inferred(12, 'to be paid by account period'),
];

/** The status of an order on Taobao: a number in Xportcn's list of such orders. */
export const taobaoStatuses: readonly StatusCode[] = [
	ofTaobao(12, 'being created'),
	ofTaobao(0, 'waiting for payment'),
	ofTaobao(1, 'proof of payment uploaded, waiting for finance'),
	ofTaobao(2, 'approved by finance'),
	ofTaobao(3, 'refused by finance'),
	ofTaobao(5, 'waiting for finance to pay'),
	ofTaobao(10, 'paid, waiting for the seller to ship'),
	ofTaobao(11, 'shipped'),
	ofTaobao(4, 'closed or cancelled'),
	ofTaobao(9, 'another status'),
];

const textOf = (codes: readonly StatusCode[], code: unknown): string | undefined =>
	codes.find((each) => each.code === code)?.text;

const stagesOf = (codes: readonly StatusCode[]): ReadonlyMap<string, Stage> =>
	new Map(codes.flatMap(({ code, stage }) => (stage ? [[keyOf(code), stage] as const] : [])));

/** In one spelling: KA writes statuses in capitals, 1688 does not, and a number may come as text. */
const keyOf = (code: unknown): string => asText(code).toUpperCase();

const stagesByStatus = stagesOf(orderStatuses);
const stagesByPayment = stagesOf(payStatuses);

/** How far an order is: what each of its fields says by itself. */
export function stageOf(order: IDataObject): {
	byStatus: Stage | undefined;
	/** Undefined also where the payment's state does not tell. */
	byPayment: Stage | undefined;
} {
	const { orderStatus, payStatus } = statusFieldsOf(order);
	return {
		byStatus: stagesByStatus.get(keyOf(orderStatus)),
		byPayment: stagesByPayment.get(keyOf(payStatus)),
	};
}

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
