/** The first, second and last are documented; the other three are invented for the sandbox. */
export type OrderStatus =
	| 'WAITING_FOR_PAYMENT'
	| 'WAITING_FOR_SENT'
	| 'WAITING_FOR_RECEIVE'
	| 'CONFIRM_GOODS'
	| 'SUCCESS'
	| 'CANCEL';

/** One parcel of an order. Shape after 1688's logistics infos and trace; invented here. */
export interface Parcel {
	readonly logisticsId: string;
	readonly logisticsBillNo: string;
	readonly logisticsCompanyName: string;
	readonly status: 'TRANSPORT' | 'SIGN';
	readonly logisticsSteps: ReadonlyArray<{ acceptTime: string; remark: string }>;
}

/** One line of an order that was made by a purchase. Amount in fen. */
export interface OrderLine {
	readonly offerId: number;
	readonly specId: string | null;
	readonly skuId: number | null;
	readonly quantity: number;
	readonly amountFen: number;
}

/**
 * An order at one moment. Fields up to `payTime` are those of the vendor's push messages
 * (documented); amounts are integer fen, times are China time.
 */
export interface Order {
	readonly orderId: string;
	readonly orderNo: string;
	readonly orderStatus: OrderStatus;
	/** 1 before payment, 2 paid (documented). */
	readonly payStatus: 1 | 2;
	/** productAmount + shippingFee; this is what paying debits. */
	readonly totalAmount: number;
	readonly shippingFee: number;
	readonly productAmount: number;
	readonly refundAmount: number;
	readonly refundStatus: string | null;
	readonly closeReason: string | null;
	readonly tbCreateTime: string;
	readonly payTime: string | null;
	/** The buyer's own number. On the order by inference only. */
	readonly outOrderId: string | null;
	/** A scripted `failedReason`: paying this order is always refused with it. */
	readonly refusal: string | null;
	readonly parcels: readonly Parcel[];
	/** What was bought; only of orders that create made. */
	readonly lines?: readonly OrderLine[];
}

/** What may be chosen for a new unpaid order; the rest is made up from the seed. */
export interface NewOrder {
	orderId?: string;
	outOrderId?: string | null;
	/** Fen, goods and shipping. */
	totalAmount?: number;
	/** Fen, part of totalAmount. */
	shippingFee?: number;
	refusal?: string | null;
	lines?: readonly OrderLine[];
}

export interface OrderChange {
	readonly kind:
		'created' | 'priceChanged' | 'paid' | 'cancelled' | 'shipped' | 'received' | 'completed';
	readonly order: Order;
	/** When, in ms since 1970. */
	readonly at: number;
}
