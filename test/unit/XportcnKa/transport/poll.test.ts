import fc from 'fast-check';
import { sleep } from 'n8n-workflow';

import { pollSchedule, pollUntil } from '../../../../nodes/XportcnKa/transport/poll';
import type { Poll } from '../../../../nodes/XportcnKa/transport/poll';

describe('When to poll over a span', () => {
	it.each([
		[1, [1]],
		[2, [1, 2]],
		[5000, [100, 300, 700, 1500, 3100, 5000]],
		[30_000, [100, 300, 700, 1500, 3100, 6300, 11_300, 16_300, 21_300, 26_300, 30_000]],
	])('of %s ms', (spanMs, times) => {
		expect(pollSchedule(spanMs)).toEqual(times);
	});

	it('is soon at first, then at least every 5 s, and at the end of the span', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 3_600_000 }), (spanMs) => {
				const times = pollSchedule(spanMs);
				expect(times.at(-1)).toBe(spanMs);
				expect(times[0]).toBeLessThanOrEqual(100);
				times.reduce((before, time) => {
					expect(time).toBeGreaterThan(before);
					expect(time - before).toBeLessThanOrEqual(5000);
					return time;
				}, 0);
			}),
		);
	});
});

describe('Polling', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	/** Polls over a span, each poll taking some ms. @returns when each began, and when all was over */
	async function poll(
		spanMs: number,
		{ takes = 0, doneAt = Infinity, cancelAt = Infinity } = {},
	): Promise<{ polls: Array<[number, Poll['isLast']]>; overAt: number }> {
		const startedAt = Date.now();
		const soFar = () => Date.now() - startedAt;
		const cancelling = new AbortController();
		if (cancelAt !== Infinity) void sleep(cancelAt).then(() => cancelling.abort());
		const polls: Array<[number, Poll['isLast']]> = [];
		let overAt = NaN;
		void pollUntil(spanMs, cancelling.signal, async ({ isLast }) => {
			polls.push([soFar(), isLast]);
			if (takes > 0) await sleep(takes);
			return polls.length >= doneAt;
		}).then(() => (overAt = soFar()));
		await jest.advanceTimersByTimeAsync(spanMs + 3 * takes + 10);
		return { polls, overAt };
	}

	it('goes by its schedule, and knows its last poll', async () => {
		expect((await poll(5000)).polls).toEqual([
			[100, false],
			[300, false],
			[700, false],
			[1500, false],
			[3100, false],
			[5000, true],
		]);
	});

	it('ends when there is nothing more to learn', async () => {
		const { polls, overAt } = await poll(5000, { doneAt: 2 });
		expect(polls).toHaveLength(2);
		expect(overAt).toBe(300);
	});

	it('ends when the execution is cancelled', async () => {
		const { polls, overAt } = await poll(5000, { cancelAt: 500 });
		expect(polls).toHaveLength(2);
		expect(overAt).toBe(500);
	});

	it('does not begin when the execution was cancelled before', async () => {
		let polls = 0;
		await pollUntil(5000, AbortSignal.abort(), async () => {
			polls += 1;
			return false;
		});
		expect(polls).toBe(0);
	});

	it('is over in time, however long each poll takes, and never without its last poll', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 60_000 }),
				fc.integer({ min: 0, max: 40_000 }),
				async (spanMs, takes) => {
					const { polls, overAt } = await poll(spanMs, { takes });
					// a timer of 0 ms takes 1
					expect(overAt).toBeLessThanOrEqual(spanMs + 2 * takes + 2);
					expect(polls.filter(([, isLast]) => isLast)).toEqual([polls.at(-1)]);
				},
			),
			{ numRuns: 50 },
		);
	});
});
