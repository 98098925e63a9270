import fc from 'fast-check';

import type { Fault, FaultBehaviour, When } from '../../sandbox';

/**
 * Faults that an honest but troubled vendor can have. Honest: a plain "no" (HTTP 401, `余额不足`) is
 * only ever said before the work, and "already debited" only about an order that was. Nobody can
 * judge a payment by a lie.
 */
export type ChaosFault = { on: 'pay' | 'get'; skip: number; times: number } & (
	| { behaviour: FaultBehaviour }
	/** Faults about certain orders, by their position in the scenario. */
	| { omit: number[]; when: When }
	| { bothLists: number[]; debited: boolean }
);

/** The longest time a fault holds a payment back, ms: see the times in scenario.ts. */
export const LONGEST_LATENCY_MS = 150;
const ORDINARY_REASON = '订单异常';

const when = fc.constantFrom<When>('before', 'after');
const statusBody = fc.constantFrom('envelope', 'html', 'empty');

const anyTime = fc.oneof<fc.Arbitrary<FaultBehaviour>[]>(
	fc.record({
		kind: fc.constant('latency'),
		ms: fc.integer({ min: 1, max: LONGEST_LATENCY_MS }),
		when,
	}),
	fc.record({ kind: fc.constant('hang'), when }),
	fc.record({ kind: fc.constant('reset'), when }),
	fc.record({ kind: fc.constant('html'), status: fc.constantFrom(200, 302, 403, 500), when }),
	fc.record({
		kind: fc.constant('status'),
		status: fc.constantFrom(408, 500, 502, 503, 504),
		body: statusBody,
		when,
	}),
	fc.record({
		kind: fc.constant('status'),
		status: fc.constantFrom(401, 403, 404, 429),
		body: fc.constantFrom('html', 'empty'),
		when,
	}),
	fc.record({
		kind: fc.constant('code'),
		code: fc.constantFrom(500, 10001, -1, 202),
		msg: fc.constantFrom('系统繁忙,请稍后再试', '处理中', '?'),
		when,
	}),
	fc.record({ kind: fc.constant('idsAsNumbers') }),
	fc.record({
		kind: fc.constant('truncate'),
		bytes: fc.nat(200),
		cutConnection: fc.boolean(),
	}),
	fc.record({ kind: fc.constant('huge'), bytes: fc.constant(100_000) }),
	fc.record({
		kind: fc.constant('drip'),
		chunkBytes: fc.integer({ min: 20, max: 80 }),
		everyMs: fc.integer({ min: 1, max: 25 }),
	}),
);

/** A plain no: said before the work. */
const refusal = fc.oneof<fc.Arbitrary<FaultBehaviour>[]>(
	fc.record({
		kind: fc.constant('status'),
		status: fc.constantFrom(401, 403, 404, 429),
		retryAfterSeconds: fc.constantFrom(undefined, 0),
	}),
	fc.constantFrom<FaultBehaviour>(
		{ kind: 'code', code: 400, msg: '参数错误' },
		{ kind: 'code', code: 401, msg: '签名错误' },
		{ kind: 'code', code: 429, msg: '请求过于频繁' },
		{ kind: 'code', code: 500, msg: '余额不足' },
	),
);

const positions = fc.array(fc.nat(11), { minLength: 1, maxLength: 4 });
const foreign = fc.constant<FaultBehaviour>({
	kind: 'foreignIds',
	orderIds: ['9911111111111111111', '9922222222222222222'],
});

const onPay = fc.oneof(
	{ weight: 10, arbitrary: fc.record({ behaviour: anyTime }) },
	{ weight: 3, arbitrary: fc.record({ behaviour: refusal }) },
	{ weight: 1, arbitrary: fc.record({ behaviour: foreign }) },
	{ weight: 3, arbitrary: fc.record({ omit: positions, when }) },
	{ weight: 3, arbitrary: fc.record({ bothLists: positions, debited: fc.boolean() }) },
);
const onGet = fc.record({ behaviour: fc.oneof(anyTime, refusal) });

const scope = {
	skip: fc.constantFrom(0, 0, 0, 1, 2, 3),
	times: fc.constantFrom(1, 1, 1, 2, 3, 0),
};

/** A fault on paying (mostly) or on reading an order. */
export const chaosFault: fc.Arbitrary<ChaosFault> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc
			.tuple(onPay, fc.record(scope))
			.map(([what, where]): ChaosFault => ({ on: 'pay', ...where, ...what })),
	},
	{
		weight: 1,
		arbitrary: fc
			.tuple(onGet, fc.record(scope))
			.map(([what, where]): ChaosFault => ({ on: 'get', ...where, ...what })),
	},
);

/**
 * The sandbox's fault.
 * @param orderIds of the scenario's orders
 * @param payable those of them that are or have been paid when asked for; only about these may a
 *   vendor say that they were debited
 */
export function faultFor(fault: ChaosFault, orderIds: string[], payable: Set<string>): Fault {
	const { on, skip, times } = fault;
	const at = (indexes: number[]) => indexes.map((index) => orderIds[index % orderIds.length]);
	if ('behaviour' in fault) return { on, skip, times, ...fault.behaviour };
	if ('omit' in fault) {
		return { on, skip, times, kind: 'omit', orderIds: at(fault.omit), when: fault.when };
	}
	const ids = at(fault.bothLists);
	return fault.debited
		? { on, skip, times, kind: 'bothLists', orderIds: ids.filter((id) => payable.has(id)) }
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
