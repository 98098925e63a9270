import type { Order } from '../orders';

/**
 * An order as the API tells it: flat, the fields of the push messages in their order (documented
 * there, inferred for these answers) plus outOrderId. Amounts are fen.
 */
export type OrderAnswer = Omit<Order, 'refusal' | 'parcels' | 'lines'>;

/** Leaves out what only the sandbox knows. */
export function orderAnswer(order: Order): OrderAnswer {
	return {
		orderId: order.orderId,
		orderNo: order.orderNo,
		orderStatus: order.orderStatus,
		payStatus: order.payStatus,
		totalAmount: order.totalAmount,
		shippingFee: order.shippingFee,
		productAmount: order.productAmount,
		refundAmount: order.refundAmount,
		refundStatus: order.refundStatus,
		closeReason: order.closeReason,
		tbCreateTime: order.tbCreateTime,
		payTime: order.payTime,
		outOrderId: order.outOrderId,
	};
}
