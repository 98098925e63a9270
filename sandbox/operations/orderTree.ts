import { chinaTime } from '../clock';
import { yuanNumber } from '../money';
import type { Order, OrderLine, OrderStatus } from '../order';

/** 1688's words for the states of an order. That KA's states are these is inferred. */
const STATUS_1688: Record<OrderStatus, string> = {
	WAITING_FOR_PAYMENT: 'waitbuyerpay',
	WAITING_FOR_SENT: 'waitsellersend',
	WAITING_FOR_RECEIVE: 'waitbuyerreceive',
	CONFIRM_GOODS: 'confirm_goods',
	SUCCESS: 'success',
	CANCEL: 'cancel',
};

/** 1688's numbers: 1 unshipped, 2 shipped, 3 received, 8 nothing yet. */
const LOGISTICS_STATUS: Record<OrderStatus, number> = {
	WAITING_FOR_PAYMENT: 8,
	WAITING_FOR_SENT: 1,
	WAITING_FOR_RECEIVE: 2,
	CONFIRM_GOODS: 3,
	SUCCESS: 3,
	CANCEL: 8,
};

/**
 * An order in the tree of 1688's buyerView, as a deployment that passes it on would tell it: amounts
 * in yuan, the discount in fen. The buyer's own order number is not in it.
 */
export function orderTree(order: Order, payStatus: number, modifiedMs: number) {
	const { orderId, orderStatus, totalAmount, payTime } = order;
	return {
		baseInfo: {
			// as on 1688: the number cannot hold it, the text beside it can
			id: Number(orderId),
			idOfStr: orderId,
			status: STATUS_1688[orderStatus],
			createTime: time1688(order.tbCreateTime),
			payTime: payTime === null ? null : time1688(payTime),
			modifyTime: time1688(chinaTime(modifiedMs)),
			totalAmount: yuanNumber(totalAmount),
			sumProductPayment: yuanNumber(order.productAmount),
			shippingFee: yuanNumber(order.shippingFee),
			discount: 0,
			refund: yuanNumber(order.refundAmount),
			refundStatus: order.refundStatus,
			closeReason: order.closeReason === null ? null : 'buyerCancel',
			tradeType: '50060',
			businessType: 'cn',
		},
		productItems: (order.lines ?? []).map((line, i) => item(order, line, i)),
		nativeLogistics: {
			logisticsItems: order.parcels.map(({ logisticsBillNo, logisticsCompanyName }) => ({
				logisticsBillNo,
				logisticsCompanyName,
			})),
		},
		tradeTerms: [
			{
				payStatus,
				payTime: payTime === null ? null : time1688(payTime),
				phasAmount: yuanNumber(totalAmount),
				phase: 1,
			},
		],
	};
}

function item({ orderId, orderStatus }: Order, line: OrderLine, position: number) {
	const { offerId, specId, skuId, quantity, amountFen } = line;
	return {
		productID: offerId,
		...{ skuID: skuId, specId, quantity },
		price: yuanNumber(Math.round(amountFen / quantity)),
		itemAmount: yuanNumber(amountFen),
		status: STATUS_1688[orderStatus],
		logisticsStatus: LOGISTICS_STATUS[orderStatus],
		subItemIDString: `${orderId}${position}`,
	};
}

/** `2026-05-20 15:40:00` -> `20260520154000000+0800`. */
const time1688 = (chinaTimeText: string) => `${chinaTimeText.replace(/\D/g, '')}000+0800`;
