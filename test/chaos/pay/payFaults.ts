import fc from 'fast-check';

import type { Fault, FaultBehaviour, Order, When } from '../../../sandbox';
import type { FaultTarget } from '../../../sandbox/faults/faultPlan';
import { anyTime, halfWay, honestHalfWay, refusal, scope } from '../faults';
import type { Scope } from '../faults';
import { OPEN_TEXTS, PENDING_TEXTS } from '../texts';
import { oddDetails, SHAPES } from './oddDetails';
import type { DetailsShape } from './oddDetails';

/**
 * Faults that an honest but troubled vendor can have on paying an order or reading it. Honest: what
 * counts as a plain no is only said before the work, "already debited" only of an order that was, and
 * "accepted" only of an order whose debit comes, however late.
 */
export type PayFault = { on: 'pay' | 'get' } & Scope &
	(
		| { behaviour: FaultBehaviour }
		/** Faults about certain orders, by their position in the scenario. */
		| { omit: number[]; when: When }
		| { bothLists: number[]; debited: boolean }
		| { accepted: Extract<FaultBehaviour, { kind: 'accepted' }>; orders: number[] | null }
		/** The details of an order are told in this shape. */
		| { details: DetailsShape; order: number }
	);

const ORDINARY_REASON = '订单异常';
const NOBODYS = '9933333333333333333';
const positions = fc.array(fc.nat(11), { minLength: 1, maxLength: 4 });
const when = fc.constantFrom<When>('before', 'after');

/** ms; null is never. */
const soonOrLate = [0, 3, 15, 60, 30_000];
export const debitTimes = fc.constantFrom(...soonOrLate);
export const shownTimes = fc.constantFrom(0, 0, 3, 30, 30_000, null);

const accepted = fc.oneof(
	fc.record({
		kind: fc.constant('accepted' as const),
		as: fc.constant('succeeded' as const),
		debitAfterMs: debitTimes,
		shownAfterMs: shownTimes,
	}),
	fc.record({
		kind: fc.constant('accepted' as const),
		as: fc.constantFrom('submitted', 'pending', 'both', 'payUrl', 'payUrlBeside'),
		msg: fc.constantFrom(undefined, ...OPEN_TEXTS),
		reason: fc.constantFrom(...PENDING_TEXTS),
		debitAfterMs: fc.constantFrom(...soonOrLate, null, null),
		shownAfterMs: shownTimes,
	}),
);

const onPay = fc.oneof(
	{ weight: 9, arbitrary: fc.record({ behaviour: anyTime }) },
	{ weight: 2, arbitrary: fc.record({ behaviour: refusal }) },
	{ weight: 4, arbitrary: fc.record({ behaviour: halfWay }) },
	{
		weight: 5,
		arbitrary: fc.record({ accepted, orders: fc.oneof(fc.constant(null), positions) }),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			behaviour: fc.constant<FaultBehaviour>({
				kind: 'foreignIds',
				orderIds: ['9911111111111111111', '9922222222222222222'],
			}),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			behaviour: when.map((moment): FaultBehaviour => ({ kind: 'vendorSample', when: moment })),
		}),
	},
	{ weight: 2, arbitrary: fc.record({ omit: positions, when }) },
	{ weight: 2, arbitrary: fc.record({ bothLists: positions, debited: fc.boolean() }) },
);
const onGet = fc.oneof(
	{ weight: 3, arbitrary: fc.record({ behaviour: fc.oneof(anyTime, refusal) }) },
	{
		weight: 2,
		arbitrary: fc.record({ details: fc.constantFrom(...SHAPES), order: fc.nat(11) }),
	},
);

/** A fault on paying (mostly) or on reading an order. */
export const payFault: fc.Arbitrary<PayFault> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc
			.tuple(onPay, scope)
			.map(([what, where]): PayFault => ({ on: 'pay', ...where, ...what })),
	},
	{
		weight: 1,
		arbitrary: fc
			.tuple(onGet, scope)
			.map(([what, where]): PayFault => ({ on: 'get', ...where, ...what })),
	},
);

/**
 * The sandbox's fault.
 * @param orders of the scenario
 * @param isPaidWhenAsked whether an order has been debited, or will be when it is asked for
 */
export function faultFor(
	fault: PayFault,
	orders: Order[],
	isPaidWhenAsked: (orderId: string) => boolean,
): Fault {
	const { on, skip, times } = fault;
	const at = (indexes: number[]) => indexes.map((index) => orders[index % orders.length].orderId);
	if ('behaviour' in fault) return { on, skip, times, ...fault.behaviour };
	if ('omit' in fault) {
		return { on, skip, times, kind: 'omit', orderIds: at(fault.omit), when: fault.when };
	}
	if ('accepted' in fault) {
		const orderIds = fault.orders ? at(fault.orders) : undefined;
		return { on, skip, times, ...fault.accepted, ...(orderIds && { orderIds }) };
	}
	if ('details' in fault) {
		const order = orders[fault.order % orders.length];
		const next = orders[(fault.order + 1) % orders.length];
		const other = next === order ? { ...order, orderId: NOBODYS } : next;
		const body = oddDetails(fault.details, order, other);
		return { on, skip, times, orderId: order.orderId, kind: 'raw', body };
	}
	const ids = at(fault.bothLists);
	return fault.debited
		? { on, skip, times, kind: 'bothLists', orderIds: ids.filter(isPaidWhenAsked) }
		: {
				on,
				skip,
				times,
				kind: 'bothLists',
				orderIds: ids,
				debited: false,
				reason: ORDINARY_REASON,
			};
}

/** A refusal that counts as a plain no for one order comes before that order was paid. */
export const honestPay = (fault: FaultBehaviour, { orderIds }: FaultTarget): FaultBehaviour =>
	honestHalfWay(fault, orderIds.length);
