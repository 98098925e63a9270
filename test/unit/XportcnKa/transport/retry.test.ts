import fc from 'fast-check';

import { isGatewayRefusal } from '../../../../nodes/XportcnKa/transport/httpResult';
import type { Attempt } from '../../../../nodes/XportcnKa/transport/httpResult';
import {
	mayRetry,
	NO_RETRIES,
	RETRY_LIMITS,
	withRetries,
} from '../../../../nodes/XportcnKa/transport/retry';
import type { Effect } from '../../../../nodes/XportcnKa/transport/retry';
import { waits } from '../../../harness/waits';

jest.mock(
	'n8n-workflow',
	() =>
		jest.requireActual<typeof import('../../../harness/waits')>('../../../harness/waits')
			.recordedSleep,
);

const lost: Attempt = { kind: 'unanswered', cause: 'connectionLost' };
const noConnection: Attempt = { kind: 'notSent', cause: 'notConnected', detail: '' };
const page = (httpStatus: number, retryAfterMs?: number): Attempt => ({
	kind: 'notXportcn',
	httpStatus,
	retryAfterMs,
});
const answer = (httpStatus: number, code: number, retryAfterMs?: number): Attempt => ({
	kind: 'answered',
	httpStatus,
	envelope: { code, msg: null, requestId: null, data: null },
	retryAfterMs,
});
const tooMany = page(429);

beforeEach(() => {
	waits.length = 0;
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => jest.restoreAllMocks());

describe('Whether a request may be sent again', () => {
	it.each<[string, Attempt, Record<Effect, boolean>]>([
		['no connection', noConnection, { read: true, write: true, foreignWrite: true }],
		...[
			'certificate' as const,
			'refusedHere' as const,
			'cancelled' as const,
			'heldBack' as const,
		].map((cause): [string, Attempt, Record<Effect, boolean>] => [
			`nothing sent: ${cause}`,
			{ kind: 'notSent', cause, detail: '' },
			{ read: false, write: false, foreignWrite: false },
		]),
		['a lost connection', lost, { read: true, write: false, foreignWrite: false }],
		[
			'no answer in time',
			{ kind: 'unanswered', cause: 'timeout' },
			{ read: true, write: false, foreignWrite: false },
		],
		[
			'a cancelled execution, after it was sent',
			{ kind: 'unanswered', cause: 'cancelled' },
			{ read: false, write: false, foreignWrite: false },
		],
		[
			'a 429 that may be Xportcn’s own',
			{ kind: 'notXportcn', httpStatus: 429, mayBeXportcn: true },
			{ read: true, write: false, foreignWrite: false },
		],
		["a gateway's 429", tooMany, { read: true, write: true, foreignWrite: false }],
		['a page with HTTP 500', page(500), { read: true, write: false, foreignWrite: false }],
		['a page with HTTP 599', page(599), { read: true, write: false, foreignWrite: false }],
		['a page with HTTP 600', page(600), { read: false, write: false, foreignWrite: false }],
		['a page with HTTP 401', page(401), { read: false, write: false, foreignWrite: false }],
		['a page with HTTP 404', page(404), { read: false, write: false, foreignWrite: false }],
		['a page with HTTP 200', page(200), { read: false, write: false, foreignWrite: false }],
		[
			'HTTP 429 around an answer',
			answer(429, 200),
			{ read: true, write: false, foreignWrite: false },
		],
		[
			'HTTP 429 around an answer of 429',
			answer(429, 429),
			{ read: true, write: false, foreignWrite: false },
		],
		['code 429 in an answer', answer(200, 429), { read: true, write: false, foreignWrite: false }],
		[
			'HTTP 503 around an answer',
			answer(503, 200),
			{ read: true, write: false, foreignWrite: false },
		],
		['code 500 in an answer', answer(200, 500), { read: true, write: false, foreignWrite: false }],
		['code 401 in an answer', answer(401, 401), { read: false, write: false, foreignWrite: false }],
		['code 400 in an answer', answer(200, 400), { read: false, write: false, foreignWrite: false }],
		['success', answer(200, 200), { read: false, write: false, foreignWrite: false }],
	])('after %s', (_, attempt, expected) => {
		const effects: Effect[] = ['read', 'write', 'foreignWrite'];
		expect(Object.fromEntries(effects.map((each) => [each, mayRetry(attempt, each)]))).toEqual(
			expected,
		);
	});
});

/** What comes of a request whose attempts end like this, one after the other; each takes 700 ms. */
async function outcome(effect: Effect, attempts: Attempt[], limits = RETRY_LIMITS) {
	let now = 1000;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	const left = [...attempts];
	const pauses: number[] = [];
	const result = await withRetries(
		effect,
		limits,
		undefined,
		async () => {
			now += 700;
			return left.shift() as Attempt;
		},
		(pauseMs) => pauses.push(pauseMs),
	);
	return { result, sends: attempts.length - left.length, pauses };
}
const times = (count: number, attempt: Attempt) => Array.from({ length: count }, () => attempt);

describe('Trying again', () => {
	it('ends with the first answer that is one, and says how often and how long it took', async () => {
		const { result, sends } = await outcome('read', [page(502), lost, answer(200, 200), lost]);
		expect(result).toEqual({ ...answer(200, 200), tries: { count: 3, durationMs: 2100 } });
		expect(sends).toBe(3);
	});

	it('waits longer each time', async () => {
		await outcome('write', times(5, noConnection));
		expect(waits).toEqual([300, 600, 1200, 2400]);
	});

	it('waits not always the same time, so that many do not come back at one moment', async () => {
		jest.spyOn(Math, 'random').mockReturnValueOnce(0).mockReturnValueOnce(1);
		await outcome('read', times(3, lost));
		expect(waits).toEqual([150, 900]);
	});

	it.each<[string, Effect, Attempt, number]>([
		['a write without a connection', 'write', noConnection, 5],
		["a write of another's without a connection", 'foreignWrite', noConnection, 5],
		["a write that gets a gateway's 429", 'write', tooMany, 5],
		["a read that gets a gateway's 429", 'read', tooMany, 5],
		['a read that nobody answers', 'read', lost, 3],
		["a write of another's that gets a gateway's 429", 'foreignWrite', tooMany, 1],
		['a write that nobody answers', 'write', lost, 1],
		['a write with code 429 in the answer', 'write', answer(200, 429), 1],
		['a write with HTTP 429 around an answer', 'write', answer(429, 429, 1000), 1],
		['a write that a server in front answers', 'write', page(502), 1],
	])('sends %s so often at most', async (_, effect, attempt, most) => {
		const { result, sends } = await outcome(effect, times(9, attempt));
		expect(sends).toBe(most);
		expect(result).toMatchObject({ ...attempt, tries: { count: most } });
	});

	it('does not happen where it is not wanted', async () => {
		expect((await outcome('read', [lost, lost], NO_RETRIES)).sends).toBe(1);
		expect((await outcome('read', [tooMany, lost], NO_RETRIES)).sends).toBe(1);
		expect(waits).toEqual([]);
	});

	it('never follows a write that may have been carried out', async () => {
		const { result, sends } = await outcome('write', [noConnection, tooMany, lost, tooMany]);
		expect(result).toEqual({ ...lost, tries: { count: 3, durationMs: 2100 } });
		expect(sends).toBe(3);
	});

	it('follows a write only if every attempt before certainly came to nothing', async () => {
		const attempt = fc.oneof(
			fc.constantFrom(noConnection, tooMany, page(429, 30_000), page(429, 90_000)),
			fc.constantFrom(lost, page(200), page(401), page(500), page(502), page(503)),
			fc
				.tuple(fc.constantFrom(200, 401, 429, 500), fc.constantFrom(200, 400, 401, 429, 500))
				.map(([httpStatus, code]) => answer(httpStatus, code)),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(attempt, { minLength: 9, maxLength: 9 }), async (attempts) => {
				waits.length = 0;
				const { sends } = await outcome('write', attempts);
				const before = attempts.slice(0, sends - 1);
				expect(before.every((each) => each === noConnection || isGatewayRefusal(each))).toBe(true);
				expect(sends).toBeLessThanOrEqual(5);
				expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(60_000);
			}),
		);
	});
});

describe('Retry-After', () => {
	it('is waited for, up to 60 s in all', async () => {
		const { result, sends } = await outcome('write', times(9, page(429, 20_000)));
		expect(waits).toEqual([20_000, 20_000, 20_000]);
		expect(sends).toBe(4);
		expect(result).toMatchObject({ kind: 'notXportcn', httpStatus: 429, tries: { count: 4 } });
	});

	it.each([
		[60_000, 2],
		[60_001, 1],
	])('of %s ms: %s sends', async (retryAfterMs, expected) => {
		const { sends } = await outcome('write', [page(429, retryAfterMs), answer(200, 200)]);
		expect(sends).toBe(expected);
	});

	it('in an answer is waited for by a read', async () => {
		await outcome('read', [answer(503, 503, 7000), answer(200, 200)]);
		expect(waits).toEqual([7000]);
	});

	it('makes a wait longer, never shorter', async () => {
		await outcome('read', [page(429, 1), answer(200, 200)]);
		expect(waits).toEqual([300]);
	});
});

describe('A pause that a gateway wants', () => {
	it('is made known each time, also when this request is not sent again', async () => {
		expect((await outcome('write', [page(429, 8000), page(429, 90_000)])).pauses).toEqual([
			8000, 90_000,
		]);
		expect((await outcome('foreignWrite', [page(429, 8000)])).pauses).toEqual([8000]);
		expect((await outcome('read', [page(429, 8000), answer(200, 200)])).pauses).toEqual([8000]);
	});

	it.each([
		['a 429 inside an answer', answer(429, 429, 8000)],
		['another page', page(503, 8000)],
		['a lost connection', lost],
	])('is not one of %s', async (_, attempt) => {
		expect((await outcome('write', [attempt])).pauses).toEqual([]);
	});
});

describe('A cancelled execution', () => {
	it('sends nothing more, and what is known stays', async () => {
		const cancelling = new AbortController();
		let sends = 0;
		const result = await withRetries('read', RETRY_LIMITS, cancelling.signal, async () => {
			sends += 1;
			cancelling.abort();
			return lost;
		});
		expect(result).toMatchObject({ ...lost, tries: { count: 1 } });
		expect(sends).toBe(1);
	});
});
