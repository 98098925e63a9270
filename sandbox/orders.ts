import { chance } from './chance';
import { chinaTime } from './clock';
import { SandboxInputError } from './errors';
import type { NewOrder, Order, OrderChange, OrderStatus, Parcel } from './order';

const SHIPPING_FEN = 600;
const isFen = (value: number) => Number.isSafeInteger(value) && value >= 0;

/** All orders of the sandbox. Orders are never edited: a change puts a new one in their place. */
export class OrderBook {
	private readonly byId = new Map<string, Order>();
	private readonly times = new Map<string, { created: number; modified: number }>();
	private readonly listeners = new Set<(change: OrderChange) => void>();
	private idsDrawn = 0;
	private ordersMade = 0;

	/** @param now the clock that the orders' times are read from, in ms since 1970 */
	constructor(
		private readonly seed: number,
		private readonly now: () => number = Date.now,
	) {}

	/** Adds unpaid orders: so many alike, or one, or one per entry. All of them or, on error, none. */
	add(howMany: number, details?: NewOrder): Order[];
	add(details: NewOrder | readonly NewOrder[]): Order[];
	add(first: number | NewOrder | readonly NewOrder[], details: NewOrder = {}): Order[] {
		const wanted: NewOrder[] =
			typeof first === 'number' ? Array.from({ length: first }, () => details) : [first].flat();
		this.checkNew(wanted);
		return wanted.map((each) => this.put('created', this.fresh(each)));
	}

	get(orderId: string): Order | undefined {
		return this.byId.get(orderId);
	}

	/** When an order came to be, in ms since 1970. */
	createdAt(orderId: string): number {
		return this.times.get(orderId)?.created ?? this.now();
	}

	/** When an order last changed, in ms since 1970. */
	modifiedAt(orderId: string): number {
		return this.times.get(orderId)?.modified ?? this.now();
	}

	/** All orders, oldest first. */
	all(): Order[] {
		return [...this.byId.values()];
	}

	/** Unpaid -> waiting for shipment (documented). Does not touch the funds account. */
	markPaid(orderId: string): Order {
		const order = this.need(orderId, 'WAITING_FOR_PAYMENT', 'paid');
		const paid = { orderStatus: 'WAITING_FOR_SENT', payStatus: 2 } as const;
		return this.put('paid', { ...order, ...paid, payTime: chinaTime(this.now()) });
	}

	/** The seller changes the price of an unpaid order (documented message); shipping stays. */
	changePrice(orderId: string, totalAmount: number): Order {
		const order = this.need(orderId, 'WAITING_FOR_PAYMENT', 'given a new price');
		const productAmount = totalAmount - order.shippingFee;
		if (!isFen(totalAmount) || !isFen(productAmount)) {
			throw new SandboxInputError(400, `totalAmount must be fen, ${order.shippingFee} or more`);
		}
		return this.put('priceChanged', { ...order, totalAmount, productAmount });
	}

	/** Unpaid -> cancelled. Close reason and the unchanged payStatus as documented. */
	cancel(orderId: string): Order {
		const order = this.need(orderId, 'WAITING_FOR_PAYMENT', 'cancelled');
		return this.put('cancelled', {
			...order,
			orderStatus: 'CANCEL',
			closeReason: 'buyer_cancel',
		});
	}

	/** Paid -> shipped, in one parcel. Invented for the sandbox. */
	ship(orderId: string): Order {
		const order = this.need(orderId, 'WAITING_FOR_SENT', 'shipped');
		const parcel: Parcel = {
			logisticsId: `LP${orderId.slice(-12)}`,
			logisticsBillNo: `SF${orderId.slice(-13)}`,
			logisticsCompanyName: '顺丰速运',
			status: 'TRANSPORT',
			logisticsSteps: [{ acceptTime: chinaTime(this.now()), remark: '卖家已发货' }],
		};
		return this.put('shipped', {
			...order,
			orderStatus: 'WAITING_FOR_RECEIVE',
			parcels: [parcel],
		});
	}

	/** Shipped -> received by the buyer, not yet done. Invented for the sandbox, after 1688. */
	receive(orderId: string): Order {
		const order = this.need(orderId, 'WAITING_FOR_RECEIVE', 'received');
		const parcels = this.signedFor(order);
		return this.put('received', { ...order, orderStatus: 'CONFIRM_GOODS', parcels });
	}

	/** Shipped or received -> done. Invented for the sandbox. */
	complete(orderId: string): Order {
		const isReceived = this.byId.get(orderId)?.orderStatus === 'CONFIRM_GOODS';
		const status = isReceived ? 'CONFIRM_GOODS' : 'WAITING_FOR_RECEIVE';
		const order = this.need(orderId, status, 'completed');
		const parcels = isReceived ? order.parcels : this.signedFor(order);
		return this.put('completed', { ...order, orderStatus: 'SUCCESS', parcels });
	}

	/** Calls back after every change, from creation on. Returns the function that ends it. */
	onChange(listener: (change: OrderChange) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	/** Forgets all orders; the next ones get the same ids again. Listeners stay. */
	clear(): void {
		this.byId.clear();
		this.times.clear();
		this.idsDrawn = 0;
		this.ordersMade = 0;
	}

	private signedFor({ parcels }: Order): Parcel[] {
		const signed = { acceptTime: chinaTime(this.now()), remark: '已签收' };
		return parcels.map((parcel) => ({
			...parcel,
			status: 'SIGN',
			logisticsSteps: [...parcel.logisticsSteps, signed],
		}));
	}

	/** The only place where an order comes to be or changes. */
	private put(kind: OrderChange['kind'], next: Order): Order {
		const order = Object.freeze(next);
		const at = this.now();
		const created = this.times.get(order.orderId)?.created ?? at;
		this.times.set(order.orderId, { created, modified: at });
		this.byId.set(order.orderId, order);
		for (const listener of this.listeners) listener({ kind, order, at });
		return order;
	}

	private need(orderId: string, status: OrderStatus, verb: string): Order {
		const order = this.byId.get(orderId);
		if (!order) throw new SandboxInputError(404, `there is no order ${orderId}`);
		if (order.orderStatus !== status) {
			const state = `order ${orderId} is ${order.orderStatus}`;
			throw new SandboxInputError(409, `${state}: only ${status} can be ${verb}`);
		}
		return order;
	}

	private checkNew(wanted: readonly NewOrder[]): void {
		const named = new Set<string>();
		for (const { orderId, totalAmount, shippingFee } of wanted) {
			if (orderId !== undefined) {
				if (orderId === '') throw new SandboxInputError(400, 'orderId must not be empty');
				if (named.has(orderId) || this.byId.has(orderId)) {
					throw new SandboxInputError(409, `there is already an order ${orderId}`);
				}
				named.add(orderId);
			}
			const shipping = shippingFee ?? 0;
			if (!isFen(shipping) || !isFen((totalAmount ?? shipping) - shipping)) {
				throw new SandboxInputError(400, 'amounts must be whole fen, totalAmount >= shippingFee');
			}
		}
	}

	private fresh(details: NewOrder): Order {
		this.ordersMade += 1;
		const orderId = details.orderId ?? this.drawId();
		// 16.00 to 76.00 CNY: 1,000 of them fit into the default balance of 100,000.00 CNY
		const goods = 1000 + Math.floor(chance(this.seed, 'amount', this.ordersMade) * 6001);
		const shippingFee =
			details.shippingFee ?? Math.min(SHIPPING_FEN, details.totalAmount ?? SHIPPING_FEN);
		const totalAmount = details.totalAmount ?? goods + shippingFee;
		const tbCreateTime = chinaTime(this.now());
		return {
			orderId,
			orderNo: orderNumber(tbCreateTime, this.ordersMade),
			orderStatus: 'WAITING_FOR_PAYMENT',
			payStatus: 1,
			totalAmount,
			shippingFee,
			productAmount: totalAmount - shippingFee,
			refundAmount: 0,
			refundStatus: null,
			closeReason: null,
			tbCreateTime,
			payTime: null,
			outOrderId: details.outOrderId ?? null,
			refusal: details.refusal ?? null,
			parcels: [],
			...(details.lines && { lines: details.lines }),
		};
	}

	/**
	 * 19 digits that begin with 33 and end like the documented ones (1688 repeats the buyer there),
	 * far above 2^53, so that a client which reads them as numbers is found out.
	 */
	private drawId(): string {
		for (;;) {
			this.idsDrawn += 1;
			const middle = Math.floor(chance(this.seed, 'orderId', this.idsDrawn) * 1e11);
			const orderId = `33${String(middle).padStart(11, '0')}134260`;
			if (!this.byId.has(orderId)) return orderId;
		}
	}
}

/** `PO202605200001`: the documented look; that the tail is a counter is inferred. */
function orderNumber(chinaTimeText: string, count: number): string {
	const day = chinaTimeText.slice(0, 10).replaceAll('-', '');
	return `PO${day}${String(count).padStart(4, '0')}`;
}
