import fc from 'fast-check';

import { limiter, mapConcurrently } from '../../nodes/XportcnKa/transport/pool';

describe('mapConcurrently', () => {
	it('does every entry once, keeps their order, and never has more than the limit in hand', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.scheduler(),
				fc.array(fc.integer(), { maxLength: 30 }),
				fc.integer({ min: 1, max: 8 }),
				async (scheduler, entries, limit) => {
					let [inHand, most, calls] = [0, 0, 0];
					const work = scheduler.scheduleFunction(async (entry: number) => entry * 2);
					const mapped = mapConcurrently(entries, limit, async (entry) => {
						calls += 1;
						most = Math.max(most, ++inHand);
						const result = await work(entry);
						inHand -= 1;
						return result;
					});
					await scheduler.waitFor(mapped);
					expect(await mapped).toEqual(entries.map((entry) => entry * 2));
					expect(calls).toBe(entries.length);
					expect(most).toBe(Math.min(limit, entries.length));
				},
			),
		);
	});
});

describe('limiter', () => {
	it('lets at most so many tasks run at once, in their order, whatever becomes of them', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.scheduler(),
				fc.array(fc.boolean(), { maxLength: 30 }),
				fc.integer({ min: 1, max: 5 }),
				async (scheduler, fates, limit) => {
					let [inHand, most] = [0, 0];
					const started: number[] = [];
					const inTurn = limiter(limit);
					const work = scheduler.scheduleFunction(async (fails: boolean) => fails);
					const all = Promise.allSettled(
						fates.map((fails, index) =>
							inTurn(async () => {
								started.push(index);
								most = Math.max(most, ++inHand);
								await work(fails);
								inHand -= 1;
								if (fails) throw new Error('no');
							}),
						),
					);
					await scheduler.waitFor(all);
					const results = await all;
					expect(results.map(({ status }) => status === 'rejected')).toEqual(fates);
					expect(started).toEqual(fates.map((_, index) => index));
					expect(most).toBeLessThanOrEqual(limit);
				},
			),
		);
	});
});
