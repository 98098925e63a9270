import { FaultPlan, startSandbox, type DrawnFaults, type FaultBehaviour } from '../../sandbox';
import { call } from './client';

const WEIGHTS: DrawnFaults = {
	probability: 0.2,
	kinds: [
		{ kind: 'code', code: 500, weight: 3 },
		{ kind: 'omit', weight: 1 },
	],
};

const target = (n: number) => ({
	operation: 'pay' as const,
	orderIds: [`${n}`],
	rawBody: `{"orderIds":["${n}"]}`,
});

function fates(seed: number, numbers: number[], weights = WEIGHTS) {
	const plan = new FaultPlan();
	plan.drawFrom(seed, weights);
	return new Map(numbers.map((n) => [n, plan.take(target(n))?.kind ?? null]));
}

const NUMBERS = Array.from({ length: 2000 }, (_, n) => n);

test('the same seed strikes the same requests, in whatever order they come', () => {
	const forwards = fates(7, NUMBERS);
	const backwards = fates(7, [...NUMBERS].reverse());
	expect(NUMBERS.map((n) => backwards.get(n))).toEqual(NUMBERS.map((n) => forwards.get(n)));
	expect([...fates(8, NUMBERS).values()]).not.toEqual([...forwards.values()]);
});

test('about as often as they should, by weight', () => {
	const kinds = [...fates(7, NUMBERS).values()];
	const codes = kinds.filter((kind) => kind === 'code').length;
	const omits = kinds.filter((kind) => kind === 'omit').length;
	// 400 of 2,000 expected, 300 and 100
	expect(codes).toBeGreaterThan(240);
	expect(codes).toBeLessThan(360);
	expect(omits).toBeGreaterThan(60);
	expect(omits).toBeLessThan(140);
});

test('a repeat of a request has a fate of its own', () => {
	const plan = new FaultPlan();
	plan.drawFrom(1, { ...WEIGHTS, probability: 0.5 });
	const repeated = new Set(Array.from({ length: 50 }, () => plan.take(target(1)) === null));
	expect(repeated.size).toBe(2);
});

test('probability 0 is never, 1 is always; kinds an operation cannot have are not drawn', () => {
	const count = (probability: number, kinds: FaultBehaviour[]) =>
		[...fates(1, NUMBERS.slice(0, 50), { probability, kinds }).values()].filter(Boolean).length;
	expect(count(0, [{ kind: 'reset' }])).toBe(0);
	expect(count(1, [{ kind: 'reset' }])).toBe(50);
	const plan = new FaultPlan();
	plan.drawFrom(1, { probability: 1, kinds: [{ kind: 'omit' }] });
	expect(plan.take({ operation: 'get', orderIds: [], rawBody: '{}' })).toBeNull();
	plan.drawFrom(1, { probability: 1, kinds: [{ kind: 'hang' }], on: 'get' });
	expect(plan.take(target(1))).toBeNull();
});

test('late debits and refusals half-way can be drawn, each where it can strike', async () => {
	const sandbox = await startSandbox();
	try {
		const orders = sandbox.orders.add(60);
		sandbox.faults.drawFrom(3, {
			probability: 1,
			kinds: [
				{ kind: 'accepted', as: 'submitted', debitAfterMs: 60_000 },
				{ kind: 'halfWay', done: 1, code: 500 },
				{ kind: 'list', maxPageSize: 5 },
			],
		});
		for (let at = 0; at < 60; at += 2) {
			const orderIds = orders.slice(at, at + 2).map(({ orderId }) => orderId);
			await call(sandbox, 'pay', { orderIds });
		}
		const struck = (kind: string) =>
			sandbox.requests.of('pay').filter(({ fault }) => fault === kind).length;
		const [late, halfWay] = [struck('accepted'), struck('halfWay')];
		expect([late > 0, halfWay > 0, late + halfWay]).toEqual([true, true, 30]);
		expect(sandbox.ledger.all()).toHaveLength(halfWay);
		sandbox.clock.settle();
		expect(sandbox.ledger.all()).toHaveLength(halfWay + 2 * late);
		await call(sandbox, 'getMany', {});
		expect(sandbox.requests.of('getMany')).toMatchObject([{ fault: 'list' }]);
	} finally {
		await sandbox.stop();
	}
});

test('a planned fault goes first', () => {
	const plan = new FaultPlan();
	plan.drawFrom(1, { probability: 1, kinds: [{ kind: 'reset' }] });
	plan.add({ kind: 'hang' });
	expect([plan.take(target(1)), plan.take(target(1))]).toMatchObject([
		{ kind: 'hang' },
		{ kind: 'reset' },
	]);
});

test('over HTTP: two concurrent runs of one seed end with the same ledger and the same answers', async () => {
	const run = async () => {
		const sandbox = await startSandbox({ seed: 5 });
		try {
			const orders = sandbox.orders.add(100);
			sandbox.faults.drawFrom(42, {
				probability: 0.4,
				kinds: [
					{ kind: 'reset', when: 'after' },
					{ kind: 'status', status: 502 },
					{ kind: 'bothLists', debited: false },
				],
			});
			const told = await Promise.all(
				orders.map(async ({ orderId }) => {
					try {
						const answer = await call(sandbox, 'pay', { orderIds: [orderId] });
						return [answer.status, answer.json().data];
					} catch (error) {
						return (error as { code: string }).code;
					}
				}),
			);
			return { told, debits: orders.map(({ orderId }) => sandbox.ledger.debitsOf(orderId)) };
		} finally {
			await sandbox.stop();
		}
	};
	const first = await run();
	expect(await run()).toEqual(first);
	expect(first.told).toContain('ECONNRESET');
	expect(new Set(first.debits)).toEqual(new Set([0, 1]));
});
