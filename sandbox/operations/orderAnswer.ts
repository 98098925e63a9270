import { chinaTime } from '../clock';
import { yuanNumber } from '../money';
import type { Order } from '../order';
import type { AmountUnit, Profile } from '../profile';
import type { World } from '../world';
import { orderTree } from './orderTree';

/** Where an order is told; each may be different in a profile. */
export type Place = 'list' | 'details' | 'create';

/** An order as the API tells it in that place. Leaves out what only the sandbox knows. */
export function orderAnswer(world: World, order: Order, place: Place): object {
	const { profile } = world;
	const payStatus = shownPayStatus(world, order);
	const modifiedMs = world.orders.modifiedAt(order.orderId);
	if (shapeIn(profile, place) === 'tree1688') return orderTree(order, payStatus, modifiedMs);
	return {
		...flat(order, payStatus, profile.amountUnit[place]),
		...(profile.showsOutOrderId && { outOrderId: order.outOrderId }),
		...(profile.showsModifyTime && { modifyTime: chinaTime(modifiedMs) }),
	};
}

function shapeIn({ listShape, detailsShape }: Profile, place: Place) {
	if (place === 'create') return 'flat';
	return place === 'list' ? listShape : detailsShape;
}

/** 1688's numbers: 1 unpaid, 2 paid (both documented), 9 being paid (inferred). */
function shownPayStatus({ paying }: World, { orderId, orderStatus, payStatus }: Order): number {
	return orderStatus === 'WAITING_FOR_PAYMENT' && paying.has(orderId) ? 9 : payStatus;
}

/**
 * The fields of the push messages in their order (documented there, inferred for these answers).
 */
function flat(order: Order, payStatus: number, unit: AmountUnit) {
	const amount = unit === 'fen' ? (fen: number) => fen : yuanNumber;
	return {
		orderId: order.orderId,
		orderNo: order.orderNo,
		orderStatus: order.orderStatus,
		payStatus,
		totalAmount: amount(order.totalAmount),
		shippingFee: amount(order.shippingFee),
		productAmount: amount(order.productAmount),
		refundAmount: amount(order.refundAmount),
		refundStatus: order.refundStatus,
		closeReason: order.closeReason,
		tbCreateTime: order.tbCreateTime,
		payTime: order.payTime,
	};
}
