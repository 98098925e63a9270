import type { Order, OrderChange } from '../order';

/** Where an order is from; the number a message carries (documented). */
export type Platform = 0 | 1;
export const TAOBAO: Platform = 0;
export const ALIBABA_1688: Platform = 1;

/** What a message says. When it is pushed, it gets the push time. */
export interface MessageContent {
	readonly messageType: string;
	/** The text of `messageBody`: JSON, unless a test wants it otherwise. */
	readonly messageBody: string;
	readonly messagePlatform: Platform;
}

/** The first four are documented, the others are 1688's own names (sic): inferred. */
export const MESSAGE_TYPES: Readonly<Record<OrderChange['kind'], string>> = {
	created: 'ORDER_CREATE',
	cancelled: 'ORDER_CANCEL',
	paid: 'ORDER_PAY_SUCCESS',
	priceChanged: 'ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY',
	shipped: 'ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS',
	received: 'ORDER_BUYER_VIEW_ORDER_COMFIRM_RECEIVEGOODS',
	completed: 'ORDER_BUYER_VIEW_ORDER_SUCCESS',
};

/**
 * The message about a change of an order. Type, fields and their order are documented for 1688 and
 * the first four types; that Taobao's messages and the other types look the same is invented.
 */
export function messageAbout(
	{ kind, order }: Pick<OrderChange, 'kind' | 'order'>,
	messagePlatform: Platform,
): MessageContent {
	return {
		messageType: MESSAGE_TYPES[kind],
		messageBody: JSON.stringify(bodyOf(order)),
		messagePlatform,
	};
}

function bodyOf(order: Order) {
	const { orderId, orderNo, orderStatus, payStatus, totalAmount, shippingFee } = order;
	const { productAmount, refundAmount, refundStatus, closeReason, tbCreateTime, payTime } = order;
	return {
		...{ orderId, orderNo, orderStatus, payStatus, totalAmount, shippingFee },
		...{ productAmount, refundAmount, refundStatus, closeReason, tbCreateTime, payTime },
	};
}

/** The text of a push: the envelope's fields in the documented order, 13 digits of push time. */
export function pushText(
	{ messageType, messageBody, messagePlatform }: MessageContent,
	pushedAtMs: number,
): string {
	return JSON.stringify({
		messageType,
		messageBody,
		messagePlatform,
		timestamp: String(pushedAtMs),
	});
}
