import fc from 'fast-check';

import { mapConcurrently } from '../../nodes/XportcnKa/transport/pool';

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
