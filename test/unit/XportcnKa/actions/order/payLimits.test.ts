import fc from 'fast-check';
import { createRunExecutionData, sleep } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { fenToCny } from '../../../../../nodes/shared/money';
import type { BoundTask } from '../../../../../nodes/XportcnKa/actions/operation';
import { pay } from '../../../../../nodes/XportcnKa/actions/order/pay.operation';
import type { PaySettings } from '../../../../../nodes/XportcnKa/actions/order/paySettings';
import type { PayTask } from '../../../../../nodes/XportcnKa/actions/order/payTask';
import type { Result } from '../../../../../nodes/XportcnKa/outcome/outcome';
import type { XportcnClient } from '../../../../../nodes/XportcnKa/transport/client';
import { executeContext } from '../../../../harness/executeContext';
import { accepted, notSent, page, unanswered } from '../../../../harness/replies';
import { scriptedClient } from '../../../../harness/scriptedClient';

/** An order of a run, by its place among all. */
interface PlannedOrder {
	fen: number;
	maximumPerOrder: number | undefined;
	/** Which account pays it. */
	account: number;
	/** How long its details take, ms. */
	readMs: number;
}

interface Plan {
	/** What each run of the node pays: one for each round of a loop. */
	rounds: PlannedOrder[][];
	settings: PaySettings;
	/** How long the nth pay request takes (ms), and whether it is connected and answered. */
	pays: Array<{ ms: number; comes: 'accepted' | 'lost' | 'notConnected' | 'tooMany' }>;
}

const SETTINGS: PaySettings = {
	batchSize: 10,
	maxConcurrency: 16,
	verifyUnknown: false,
	verifyWait: 1,
	skipIfPaid: false,
	confirmPayment: false,
	confirmWait: 1,
	dryRun: false,
	alreadyPaidSucceeds: false,
	maximumPerRun: undefined,
};
const ANSWERS = {
	accepted: (orderIds: unknown) => accepted({ successOrderIds: orderIds }),
	lost: () => unanswered('connectionLost'),
	notConnected: () => notSent('notConnected', 'ECONNREFUSED'),
	tooMany: () => page(429),
};
/** What certainly did not leave this machine is the only thing that does not count. */
const LEFT = { accepted: true, lost: true, notConnected: false, tooMany: true };

/** The number of an order, and its place by its number. */
const idAt = (place: number) => String(3300504350583000000n + BigInt(place));
const placeOf = (orderId: unknown) => Number(BigInt(String(orderId)) - 3300504350583000000n);

// n8n's engine has intervals of its own, which never end
beforeEach(() => jest.useFakeTimers({ doNotFake: ['setInterval'] }));
afterEach(() => jest.useRealTimers());

/** Carries a plan out, one round after the other, in one execution. */
async function carryOut({ rounds, settings, pays }: Plan) {
	const orders = rounds.flat();
	const requests: Array<{ places: number[]; comes: keyof typeof ANSWERS }> = [];
	const answerTo = async (path: string, body: IDataObject) => {
		if (path.endsWith('/detail')) {
			const { fen, readMs } = orders[placeOf(body.orderId)];
			if (readMs > 0) await sleep(readMs);
			return accepted({
				orderId: body.orderId,
				orderStatus: 'WAITING_FOR_PAYMENT',
				payStatus: 1,
				totalAmount: fen,
			});
		}
		const { ms, comes } = pays[requests.length % pays.length];
		requests.push({ places: (body.orderIds as string[]).map(placeOf), comes });
		if (ms > 0) await sleep(ms);
		return ANSWERS[comes](body.orderIds);
	};
	const clients = [0, 1].map(
		(): XportcnClient =>
			scriptedClient(() => page(500), {
				send: async ({ path }, body) => await answerTo(path, body as IDataObject),
			}).client,
	);

	const execution = createRunExecutionData();
	const results: Result[] = [];
	let place = 0;
	for (const round of rounds) {
		const tasks = round.map(({ maximumPerOrder, account }): BoundTask<PayTask, PaySettings> => {
			const orderId = idAt(place++);
			return {
				task: {
					key: `${account} ${orderId}`,
					identity: { orderId },
					orderId,
					expectedTotals: [],
					maximumPerOrder,
					refusal: undefined,
				},
				context: { client: clients[account], settings },
			};
		});
		const context = executeContext({ resource: 'order', operation: 'pay' }, { execution });
		const paid = pay.executeAll?.(tasks, context);
		await jest.runAllTimersAsync();
		const byTask = await paid;
		for (const { task } of tasks) results.push(...(byTask?.get(task.key) ?? []));
	}
	return { results, requests, orders };
}

const amount = fc.integer({ min: 0, max: 1000 });
const order = fc.record({
	fen: amount,
	maximumPerOrder: fc.option(amount, { nil: undefined }),
	account: fc.constantFrom(0, 0, 0, 1),
	readMs: fc.integer({ min: 0, max: 20 }),
});
const settings = fc.record({
	batchSize: fc.integer({ min: 1, max: 5 }),
	maxConcurrency: fc.integer({ min: 1, max: 8 }),
	maximumPerRun: fc.option(fc.integer({ min: 0, max: 6000 }), { nil: undefined, freq: 6 }),
});
const planOf = (comes: fc.Arbitrary<Plan['pays'][number]['comes']>): fc.Arbitrary<Plan> =>
	fc.record({
		rounds: fc.array(fc.array(order, { minLength: 1, maxLength: 12 }), {
			minLength: 1,
			maxLength: 3,
		}),
		settings: settings.map((some) => ({ ...SETTINGS, ...some })),
		pays: fc.array(fc.record({ ms: fc.integer({ min: 0, max: 20 }), comes }), {
			minLength: 1,
			maxLength: 5,
		}),
	});

const sumOf = (orders: PlannedOrder[], places: number[]) =>
	places.reduce((sum, place) => sum + orders[place].fen, 0);
const isTooDear = ({ fen, maximumPerOrder }: PlannedOrder) => fen > (maximumPerOrder ?? Infinity);

/** The places of the orders that fit: the first that does not, and all after it, do not. */
function fitting(orders: PlannedOrder[], maximumPerRun = Infinity): number[] {
	const places: number[] = [];
	let spent = 0;
	for (const [place, each] of orders.entries()) {
		if (isTooDear(each)) continue;
		if (spent + each.fen > maximumPerRun) break;
		spent += each.fen;
		places.push(place);
	}
	return places;
}

const sorted = (places: number[]) => [...places].sort((one, other) => one - other);

describe('Limits of Pay, over orders, batches, accounts and the rounds of a loop', () => {
	it('send exactly what fits, each order once', async () => {
		await fc.assert(
			fc.asyncProperty(planOf(fc.constant('accepted')), async (plan) => {
				const { results, requests, orders } = await carryOut(plan);
				const { maximumPerRun, batchSize } = plan.settings;
				const sent = requests.flatMap(({ places }) => places);
				const fits = fitting(orders, maximumPerRun);

				expect(sorted(sent)).toEqual(fits);
				expect(Math.max(0, ...requests.map(({ places }) => places.length))).toBeLessThanOrEqual(
					batchSize,
				);
				expect(results).toHaveLength(orders.length);
				for (const [place, result] of results.entries()) {
					expect(result).toMatchObject(
						fits.includes(place)
							? { outcome: 'succeeded' }
							: { outcome: 'notSent', errorCode: 'ABOVE_MAXIMUM', retryable: false },
					);
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('are never passed, whatever comes of the requests; every order has one result', async () => {
		const comes = fc.constantFrom(...(['accepted', 'lost', 'notConnected', 'tooMany'] as const));
		await fc.assert(
			fc.asyncProperty(planOf(comes), async (plan) => {
				const { results, requests, orders } = await carryOut(plan);
				const { maximumPerRun = Infinity } = plan.settings;
				const left = requests.filter((each) => LEFT[each.comes]).flatMap(({ places }) => places);
				const sent = requests.flatMap(({ places }) => places);

				expect(sumOf(orders, left)).toBeLessThanOrEqual(maximumPerRun);
				expect(sent.map((place) => orders[place]).some(isTooDear)).toBe(false);
				expect(new Set(sent).size).toBe(sent.length);
				expect(results).toHaveLength(orders.length);
				for (const [place, result] of results.entries()) {
					const { comes: outcome } = requests.find(({ places }) => places.includes(place)) ?? {};
					expect(result.outcome).toBe(
						outcome === undefined || outcome === 'notConnected'
							? 'notSent'
							: { accepted: 'succeeded', lost: 'unknown', tooMany: 'rejected' }[outcome],
					);
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('of a run hold back all that come after the first that does not fit, in later rounds too', async () => {
		const of = (fen: number): PlannedOrder => ({
			fen,
			maximumPerOrder: undefined,
			account: 0,
			readMs: 0,
		});
		const { requests } = await carryOut({
			rounds: [[of(500), of(400)], [of(200), of(100)], [of(1)]],
			settings: { ...SETTINGS, maximumPerRun: 1000 },
			pays: [{ ms: 0, comes: 'accepted' }],
		});
		expect(requests.flatMap(({ places }) => places)).toEqual([0, 1]);
	});

	it('send nothing in a dry run, and count what would be sent', async () => {
		await fc.assert(
			fc.asyncProperty(planOf(fc.constant('accepted')), async (plan) => {
				const rounds = [plan.rounds.flat()];
				const { results, requests, orders } = await carryOut({
					...plan,
					rounds,
					settings: { ...plan.settings, dryRun: true },
				});
				const fits = fitting(orders, plan.settings.maximumPerRun);
				expect(requests).toEqual([]);
				expect(results).toHaveLength(orders.length);
				for (const [place, result] of results.entries()) {
					const totalCny = fenToCny(orders[place].fen);
					expect(result).toMatchObject(
						fits.includes(place)
							? { outcome: 'notSent', errorCode: 'DRY_RUN', json: { wouldPayCny: totalCny } }
							: { outcome: 'notSent', errorCode: 'ABOVE_MAXIMUM', json: { totalCny } },
					);
				}
			}),
			{ numRuns: 100 },
		);
	});
});
