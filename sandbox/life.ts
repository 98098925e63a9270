import { chance } from './chance';
import type { Order, OrderChange, OrderStatus } from './order';
import type { OrderBook } from './orders';
import type { WorldClock } from './worldClock';

/** A change that an order can go through by itself. */
export type Step = 'paid' | 'cancelled' | 'shipped' | 'received' | 'completed';

/** The least and the most ms that an order waits. */
export type Range = readonly [number, number];

/** How orders move by themselves. Null = that step does not happen by itself. */
export interface LifePlan {
	/** Which order waits how long, and which is cancelled. Default 1. */
	seed?: number;
	/** Share of the unpaid orders, 0 to 1, that are cancelled and not paid. Default 0.1. */
	cancelledShare?: number;
	/** How long after the step before. Defaults: see DEFAULT_LIFE. */
	afterMs?: Partial<Record<Step, Range | null>>;
}

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

/** Invented, and roughly what a parcel takes. */
export const DEFAULT_LIFE: Readonly<Record<Step, Range>> = {
	paid: [5 * MINUTE, HOUR],
	cancelled: [HOUR, DAY],
	shipped: [2 * HOUR, 2 * DAY],
	received: [DAY, 5 * DAY],
	completed: [DAY, 3 * DAY],
};

const NEXT: Partial<Record<OrderStatus, Step>> = {
	WAITING_FOR_SENT: 'shipped',
	WAITING_FOR_RECEIVE: 'received',
	CONFIRM_GOODS: 'completed',
};

/**
 * Lets orders move along their states on the world's clock. A payment here is one outside of the
 * funds account (the buyer paid at 1688 itself), so the ledger does not have it.
 */
export class Life {
	private plan: LifePlan | null = null;
	/** Changes with every `begin` and `stop`: what an earlier plan intended does not happen. */
	private era = 0;

	constructor(
		private readonly orders: OrderBook,
		private readonly clock: WorldClock,
	) {
		orders.onChange(({ kind, order }) => {
			if (kind !== 'priceChanged') this.await(order);
		});
	}

	/** From now on, every order that is there or comes to be. Replaces an earlier plan. */
	begin(plan: LifePlan = {}): void {
		this.stop();
		this.plan = plan;
		for (const order of this.orders.all()) this.await(order);
	}

	/** Orders stay where they are. */
	stop(): void {
		this.era += 1;
		this.plan = null;
	}

	/**
	 * Moves so many orders, drawn by the seed, one step on at once; fewer when fewer can move. Needs no
	 * plan.
	 *
	 * @returns the changes, in the order they were made
	 */
	step(count: number, { seed = 1, cancelledShare }: Omit<LifePlan, 'afterMs'> = {}): OrderChange[] {
		const changes: OrderChange[] = [];
		const end = this.orders.onChange((change) => changes.push(change));
		const drawn = this.orders
			.all()
			.filter((order) => order.orderStatus !== 'CANCEL' && order.orderStatus !== 'SUCCESS')
			.map((order) => ({ order, rank: chance(seed, 'step', order.orderId, order.orderStatus) }))
			.sort((one, other) => one.rank - other.rank)
			.slice(0, count);
		for (const { order } of drawn) this.take(nextStep(order, { seed, cancelledShare }), order);
		end();
		return changes;
	}

	private await(order: Order): void {
		const { plan, era } = this;
		const step = plan && nextStep(order, plan);
		if (!step) return;
		const { [step]: range } = { ...DEFAULT_LIFE, ...plan.afterMs };
		if (!range) return;
		const [least, most] = range;
		const drawn = chance(plan.seed ?? 1, 'wait', step, order.orderId) * (most - least);
		// never within the change before: who listens hears of changes in their order
		this.clock.after(Math.max(1, Math.round(least + drawn)), () => {
			const isStill = this.orders.get(order.orderId)?.orderStatus === order.orderStatus;
			if (era === this.era && isStill) this.take(step, order);
		});
	}

	private take(step: Step | null, { orderId }: Order): void {
		const moves: Record<Step, (id: string) => unknown> = {
			paid: (id) => this.orders.markPaid(id),
			cancelled: (id) => this.orders.cancel(id),
			shipped: (id) => this.orders.ship(id),
			received: (id) => this.orders.receive(id),
			completed: (id) => this.orders.complete(id),
		};
		if (step) moves[step](orderId);
	}
}

/** Where an order goes next, or null at its end. */
function nextStep(order: Order, { seed = 1, cancelledShare = 0.1 }: LifePlan): Step | null {
	if (order.orderStatus !== 'WAITING_FOR_PAYMENT') return NEXT[order.orderStatus] ?? null;
	return chance(seed, 'cancelled', order.orderId) < cancelledShare ? 'cancelled' : 'paid';
}
