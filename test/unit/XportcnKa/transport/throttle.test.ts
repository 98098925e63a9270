import fc from 'fast-check';
import { sleep } from 'n8n-workflow';

import type { Attempt } from '../../../../nodes/XportcnKa/transport/httpResult';
import { createThrottle } from '../../../../nodes/XportcnKa/transport/throttle';

const answer = (httpStatus: number, code: number): Attempt => ({
	kind: 'answered',
	httpStatus,
	envelope: { code, msg: null, requestId: null, data: null },
});
const page = (httpStatus: number): Attempt => ({ kind: 'notXportcn', httpStatus });
const fine = answer(200, 200);
const timeout: Attempt = { kind: 'unanswered', cause: 'timeout' };
const LONGEST_WAIT_MS = 60_000;

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

/** What a server does with the nth request, from 0: how long it takes, and what comes of it. */
type Server = (nth: number) => { ms: number; attempt?: Attempt };

/** A throttle in front of a server that counts. */
function scene(max: number, server: Server, cancelSignal?: AbortSignal) {
	const throttle = createThrottle(max, LONGEST_WAIT_MS, cancelSignal);
	const seen = { sent: 0, inFlight: 0, most: 0 };
	const request = async (): Promise<Attempt> => {
		const { ms, attempt = fine } = server(seen.sent++);
		seen.inFlight += 1;
		seen.most = Math.max(seen.most, seen.inFlight);
		await sleep(ms);
		seen.inFlight -= 1;
		return attempt;
	};
	return {
		seen,
		throttle,
		/** Asks for so many requests at once. */
		ask: (count: number) => Array.from({ length: count }, async () => await throttle.run(request)),
		/** Lets time pass. @returns how many requests are in flight then */
		async after(ms: number) {
			await jest.advanceTimersByTimeAsync(ms);
			return seen.inFlight;
		},
	};
}

describe('How many requests are in flight', () => {
	it('begins with 4, and doubles with every round of answers, up to the maximum', async () => {
		const { ask, after } = scene(20, () => ({ ms: 30 }));
		ask(1000);
		expect(await after(0)).toBe(4);
		expect(await after(30)).toBe(8);
		expect(await after(30)).toBe(16);
		expect(await after(30)).toBe(20);
		expect(await after(3000)).toBeLessThanOrEqual(20);
	});

	it('doubles with every round also when its answers do not come at the same moment', async () => {
		const { ask, after } = scene(16, (nth) => ({ ms: 100 + 3 * (nth % 4) }));
		ask(1000);
		// the slowest of each round
		expect(await after(109)).toBe(8);
		expect(await after(118)).toBe(16);
	});

	it.each([1, 2, 3, 4, 5, 16])('is never above a maximum of %s', async (max) => {
		const { ask, after, seen } = scene(max, () => ({ ms: 30 }));
		ask(200);
		expect(await after(0)).toBe(Math.min(4, max));
		await after(30_000);
		expect(seen).toEqual({ sent: 200, inFlight: 0, most: max });
	});

	it('is not one more than there is to do', async () => {
		const { ask, after, seen } = scene(16, () => ({ ms: 30 }));
		ask(3);
		expect(await after(0)).toBe(3);
		await after(30);
		expect(seen.most).toBe(3);
	});

	it('stays while answers take more than twice as long as the best', async () => {
		let ms = 10;
		const { ask, after } = scene(64, () => ({ ms }));
		ask(10_000);
		await after(0);
		ms = 21;
		expect(await after(10)).toBe(8);
		expect(await after(21)).toBe(8);
		expect(await after(21 * 10)).toBe(8);
		ms = 20;
		await after(21);
		expect(await after(20)).toBe(16);
	});

	it('goes by the median: a few slow answers do not hold it', async () => {
		const isSlow = (nth: number) => nth >= 4 && nth < 7;
		const { ask, after } = scene(64, (nth) => ({ ms: isSlow(nth) ? 25 : 10 }));
		ask(1000);
		expect(await after(10)).toBe(8);
		// 5 answers within 10 ms, then 3 that take 25 ms each, of 8
		await after(10);
		expect(await after(15)).toBe(16);
	});

	it.each<[string, Attempt]>([
		["a gateway's 429", page(429)],
		['HTTP 429 around an answer', answer(429, 429)],
		['a page with HTTP 502', page(502)],
		['HTTP 500 around an answer', answer(500, 500)],
		['a timeout', timeout],
	])('halves at %s', async (_, complaint) => {
		const { ask, after } = scene(16, (nth) => ({ ms: 30, attempt: nth === 12 ? complaint : fine }));
		ask(1000);
		expect(await after(30 + 30)).toBe(16);
		expect(await after(30)).toBe(8);
	});

	it.each<[string, Attempt]>([
		['code 429 inside an answer', answer(200, 429)],
		['code 500 inside an answer', answer(200, 500)],
		['a refusal', answer(401, 401)],
		['another page', page(404)],
	])('doubles all the same with %s', async (_, attempt) => {
		const { ask, after } = scene(16, () => ({ ms: 30, attempt }));
		ask(1000);
		expect(await after(30)).toBe(8);
	});

	it.each<[string, Attempt]>([
		['a lost connection', { kind: 'unanswered', cause: 'connectionLost' }],
		['no connection', { kind: 'notSent', cause: 'notConnected', detail: '' }],
	])('neither doubles nor halves with %s', async (_, attempt) => {
		const { ask, after } = scene(16, () => ({ ms: 30, attempt }));
		ask(1000);
		expect(await after(30)).toBe(4);
		expect(await after(3000)).toBe(4);
	});

	it('doubles all the same with a lost connection among answers, not with as many as answers', async () => {
		const lost: Attempt = { kind: 'unanswered', cause: 'connectionLost' };
		const losing = (count: number) =>
			scene(16, (nth) => ({ ms: 30, attempt: nth < count ? lost : fine }));
		const [few, many] = [losing(1), losing(2)];
		few.ask(1000);
		many.ask(1000);
		expect(await few.after(30)).toBe(8);
		expect(await many.after(0)).toBe(4);
		expect(await many.after(30)).toBe(8);
	});

	it('halves once for all complaints of the same moment', async () => {
		const { ask, after } = scene(16, (nth) => ({ ms: 30, attempt: nth < 4 ? page(429) : fine }));
		ask(1000);
		expect(await after(30)).toBe(2);
	});

	it('halves again with the next complaints, down to 1 and no further', async () => {
		const { ask, after, seen } = scene(16, () => ({ ms: 30, attempt: page(503) }));
		ask(20);
		expect(await after(30)).toBe(2);
		expect(await after(30)).toBe(1);
		expect(await after(30)).toBe(1);
		await after(3000);
		expect(seen).toEqual({ sent: 20, inFlight: 0, most: 4 });
	});

	it('halves at a timeout, however quick the other answers are meanwhile', async () => {
		const { ask, after } = scene(16, (nth) =>
			nth === 0 ? { ms: 30_000, attempt: timeout } : { ms: 30 },
		);
		ask(20_000);
		expect(await after(29_999)).toBe(16);
		expect(await after(1)).toBe(8);
	});

	it('rises again after it was halved', async () => {
		const { ask, after } = scene(8, (nth) => ({ ms: 30, attempt: nth === 0 ? page(503) : fine }));
		ask(1000);
		expect(await after(30)).toBe(2);
		expect(await after(30)).toBe(4);
		expect(await after(30)).toBe(8);
	});

	it('is given back by a request that throws', async () => {
		const { ask, after, throttle, seen } = scene(1, () => ({ ms: 30 }));
		const broken = throttle.run(async () => await Promise.reject(new Error('broken')));
		await expect(broken).rejects.toThrow('broken');
		ask(1);
		await after(30);
		expect(seen.sent).toBe(1);
	});

	it('is never above the maximum and never stuck, whatever comes of the requests', async () => {
		const result = fc.constantFrom(fine, answer(200, 500), page(429), page(502), timeout, {
			kind: 'notSent',
			cause: 'notConnected',
			detail: '',
		} as const);
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 50 }),
				fc.array(fc.record({ ms: fc.integer({ min: 0, max: 200 }), attempt: result }), {
					minLength: 1,
					maxLength: 120,
				}),
				async (max, answers) => {
					const { ask, after, seen } = scene(max, (nth) => answers[nth]);
					const attempts = Promise.all(ask(answers.length));
					await after(200 * answers.length);
					expect(seen.most).toBeLessThanOrEqual(max);
					expect(await attempts).toHaveLength(answers.length);
					expect(seen.sent).toBe(answers.length);
				},
			),
			{ numRuns: 50 },
		);
	});
});

describe('A pause', () => {
	it('holds back every new request until it has passed, and none that is in flight', async () => {
		const { ask, after, throttle, seen } = scene(16, () => ({ ms: 30 }));
		ask(4);
		await after(10);
		throttle.holdBack(5000);
		const later = ask(10);
		expect(await after(20)).toBe(0);
		await after(4979);
		expect(seen.sent).toBe(4);
		await after(1);
		expect(seen.sent).toBeGreaterThan(4);
		await after(3000);
		expect(seen.sent).toBe(14);
		expect(await Promise.all(later)).toEqual(later.map(() => fine));
	});

	it('becomes longer by a longer one, not shorter by a shorter one', async () => {
		const { ask, after, throttle, seen } = scene(16, () => ({ ms: 30 }));
		throttle.holdBack(5000);
		ask(1);
		await after(1000);
		throttle.holdBack(5000);
		throttle.holdBack(10);
		await after(4999);
		expect(seen.sent).toBe(0);
		await after(1);
		expect(seen.sent).toBe(1);
	});

	it('is waited for up to the longest wait', async () => {
		const { ask, after, throttle, seen } = scene(16, () => ({ ms: 30 }));
		throttle.holdBack(LONGEST_WAIT_MS);
		ask(1);
		await after(LONGEST_WAIT_MS);
		expect(seen.sent).toBe(1);
	});

	it('that is longer is not waited for: nothing is sent', async () => {
		const { ask, throttle, seen } = scene(16, () => ({ ms: 30 }));
		throttle.holdBack(LONGEST_WAIT_MS + 1);
		expect(await Promise.all(ask(5))).toEqual(
			Array.from({ length: 5 }, () => ({ kind: 'notSent', cause: 'heldBack', detail: '' })),
		);
		expect(seen.sent).toBe(0);
	});
});

describe('A cancelled execution', () => {
	const NOT_SENT = { kind: 'notSent', cause: 'cancelled', detail: '' };

	it('sends nothing that was waiting for a place', async () => {
		const cancelling = new AbortController();
		const { ask, after, seen } = scene(1, () => ({ ms: 30 }), cancelling.signal);
		const attempts = Promise.all(ask(3));
		await after(10);
		cancelling.abort();
		await after(20);
		expect(await attempts).toEqual([fine, NOT_SENT, NOT_SENT]);
		expect(seen.sent).toBe(1);
	});

	it('does not wait for the end of a pause', async () => {
		const cancelling = new AbortController();
		const { ask, after, throttle, seen } = scene(4, () => ({ ms: 30 }), cancelling.signal);
		throttle.holdBack(50_000);
		const attempts = Promise.all(ask(3));
		await after(10);
		cancelling.abort();
		expect(await attempts).toEqual([NOT_SENT, NOT_SENT, NOT_SENT]);
		expect(seen.sent).toBe(0);
	});
});
