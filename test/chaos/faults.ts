import fc from 'fast-check';

import type { FaultBehaviour, When } from '../../sandbox';
import { CREDENTIAL_TEXTS, OPEN_TEXTS, REFUSAL_TEXTS } from './texts';

/** Which requests of an operation a fault strikes. */
export interface Scope {
	skip: number;
	/** 0: all from then on. */
	times: number;
}

export const scope: fc.Arbitrary<Scope> = fc.record({
	skip: fc.constantFrom(0, 0, 0, 1, 2, 3),
	times: fc.constantFrom(1, 1, 1, 2, 3, 0),
});

/**
 * Small, so that a run is short. A payment or an order that comes later than any look at it is drawn as
 * such: the vendor's clock is moved forward to it.
 */
export const TIMES = { timeout: 500, verifyWaits: [1, 20, 60], confirmWaits: [1, 40] } as const;
/** Shorter than the timeout, about as long, and longer. */
const LATENCIES_MS = [1, 20, 150, 490, 510, 700];

const when = fc.constantFrom<When>('before', 'after');
/** When the work of a request is done that something else than its answer came back for. */
const timing = fc.oneof(
	{ weight: 3, arbitrary: fc.record({ when }) },
	{ weight: 1, arbitrary: fc.record({ laterMs: fc.constantFrom(5, 90, 45_000) }) },
);
const beforeOnly = fc.constant({});

/** Adds when the work is done to a fault. */
const timed = <T extends FaultBehaviour>(fault: fc.Arbitrary<T>): fc.Arbitrary<T> =>
	fc.tuple(fault, timing).map(([what, moment]) => ({ ...what, ...moment }));

/** A gateway that takes no more requests: it says so before any work, and in no envelope. */
export const gatewayRefusal: fc.Arbitrary<FaultBehaviour> = fc.record({
	kind: fc.constant('status'),
	status: fc.constant(429),
	body: fc.constantFrom('html', 'text', 'empty'),
	retryAfterSeconds: fc.constantFrom(undefined, 0, 0.004, 0.02),
});

/** What can go wrong with a connection or an answer, whatever was asked, before and after the work. */
export const anyTime: fc.Arbitrary<FaultBehaviour> = fc.oneof<fc.Arbitrary<FaultBehaviour>[]>(
	fc.record({ kind: fc.constant('latency'), ms: fc.constantFrom(...LATENCIES_MS), when }),
	timed(fc.record({ kind: fc.constant('hang') })),
	timed(fc.record({ kind: fc.constant('reset') })),
	timed(
		fc.record({
			kind: fc.constant('html'),
			status: fc.constantFrom(200, 302, 403, 404, 407, 500),
		}),
	),
	timed(
		fc.record({
			kind: fc.constant('status'),
			status: fc.constantFrom(408, 500, 502, 503, 504),
			body: fc.constantFrom('envelope', 'html', 'text', 'empty'),
		}),
	),
	timed(
		fc.record({
			kind: fc.constant('status'),
			status: fc.constantFrom(401, 403, 404),
			body: fc.constantFrom('html', 'text', 'empty'),
		}),
	),
	// in an envelope these two prove nothing
	timed(
		fc.record({
			kind: fc.constant('status'),
			status: fc.constantFrom(404, 429),
			body: fc.constant('envelope'),
			retryAfterSeconds: fc.constantFrom(undefined, 0, 0.004),
		}),
	),
	gatewayRefusal,
	timed(
		fc.record({
			kind: fc.constant('code'),
			code: fc.constantFrom(500, 10001, -1, 202, 429, 0),
			msg: fc.constantFrom(...OPEN_TEXTS, ...REFUSAL_TEXTS, ...CREDENTIAL_TEXTS),
		}),
	),
	timed(
		fc.record({
			kind: fc.constant('successFalse'),
			value: fc.constantFrom(false as const, 'false' as const),
			at: fc.constantFrom('envelope', 'data'),
			data: fc.constantFrom(undefined, 'usual', 'null'),
			msg: fc.constantFrom(undefined, '支付失败', '处理中', '余额不足'),
		}),
	),
	fc.constant<FaultBehaviour>({ kind: 'idsAsNumbers' }),
	fc.record({ kind: fc.constant('truncate'), bytes: fc.nat(200), cutConnection: fc.boolean() }),
	fc.constant<FaultBehaviour>({ kind: 'huge', bytes: 50_000 }),
	fc.record({
		kind: fc.constant('drip'),
		chunkBytes: fc.integer({ min: 20, max: 80 }),
		everyMs: fc.integer({ min: 1, max: 40 }),
	}),
	brokenBody(),
);

/** An answer that is not what its headers say, or breaks off. */
function brokenBody(): fc.Arbitrary<FaultBehaviour> {
	const shape = {
		kind: fc.constant('broken' as const),
		encoding: fc.constantFrom(undefined, 'gzip', 'br', 'deflate'),
		framing: fc.constantFrom('close', 'length', 'chunked'),
		end: fc.constantFrom('fin', 'reset'),
	} as const;
	return fc.oneof<fc.Arbitrary<FaultBehaviour>[]>(
		fc.record({ ...shape, content: fc.constantFrom('cut', 'whole', 'plain', 'corrupt') }),
		// what cannot be read to its end refuses nothing
		timed(
			fc.record({
				...shape,
				content: fc.constantFrom('cut', 'corrupt'),
				status: fc.constantFrom(401, 403, 429, 500, 502),
			}),
		),
	);
}

/** A refusal of the whole call, before any work. */
export const refusal: fc.Arbitrary<FaultBehaviour> = fc.oneof<fc.Arbitrary<FaultBehaviour>[]>(
	fc.record({
		kind: fc.constant('status'),
		status: fc.constantFrom(401, 403),
		retryAfterSeconds: fc.constantFrom(undefined, 0),
	}),
	fc
		.tuple(
			fc.constantFrom(400, 401, 403, 404, 500),
			fc.constantFrom(...CREDENTIAL_TEXTS, ...REFUSAL_TEXTS, ...OPEN_TEXTS),
			beforeOnly,
		)
		.map(([code, msg]): FaultBehaviour => ({ kind: 'code', code, msg })),
);

/** A refusal of the whole call after a part of the work, with any HTTP status, code and words. */
export const halfWay: fc.Arbitrary<FaultBehaviour> = fc.record({
	kind: fc.constant('halfWay'),
	done: fc.nat(4),
	code: fc.constantFrom(200, 400, 401, 403, 404, 429, 500, 10001, -1),
	status: fc.constantFrom(undefined, undefined, 200, 400, 401, 403, 404, 429, 500, 502),
	msg: fc.constantFrom(...CREDENTIAL_TEXTS, ...REFUSAL_TEXTS, ...OPEN_TEXTS),
});

/**
 * A refusal as an honest vendor may give it: one that counts as a plain no never comes after work that
 * it is about.
 * @param asked how many orders the request is about, or how many a purchase comes to
 */
export function honestHalfWay(fault: FaultBehaviour, asked: number): FaultBehaviour {
	if (fault.kind !== 'halfWay') return fault;
	const { code, msg = '', status = 200 } = fault;
	const agrees = (status >= 200 && status < 300) || status === code;
	const isOwnCheck = [401, 403].includes(code) && CREDENTIAL_TEXTS.includes(msg);
	const isAboutOne = asked === 1 && [400, 403, 404].includes(code) && REFUSAL_TEXTS.includes(msg);
	return agrees && (isOwnCheck || isAboutOne) ? { ...fault, done: 0 } : fault;
}
