import fc from 'fast-check';

import { XportcnKaPollTrigger } from '../../nodes/XportcnKaPollTrigger/XportcnKaPollTrigger.node';
import type { ListQuirks, Order } from '../../sandbox';
import { pause } from '../../sandbox/clock';
import { PollHost } from '../harness/pollHost';
import { usePolling } from '../harness/pollScene';

const scene = usePolling();

/** What this trigger tells of; the world also knows prices, receipts and completions. */
const KINDS = new Set(['created', 'paid', 'shipped', 'cancelled']);
const QUIRKS: ListQuirks[] = [
	...[{}, { order: 'modified' }, { order: 'shuffled' }, { order: 'oldest' }],
	...[{ maxPageSize: 13 }, { order: 'modified', maxPageSize: 20 }],
] as ListQuirks[];

/** The world's own ledger of changes, each as `<orderId> <kind>`. */
function keepLedger(): { changes: string[]; orders: Map<string, Order> } {
	const changes: string[] = [];
	const orders = new Map<string, Order>();
	scene.sandbox.orders.onChange(({ kind, order }) => {
		orders.set(order.orderId, order);
		if (KINDS.has(kind)) changes.push(`${order.orderId} ${kind}`);
	});
	return { changes, orders };
}
const toldChanges = () =>
	scene.host.items.flatMap(({ orderId, changes }) =>
		(changes as string[]).map((change) => `${String(orderId)} ${change}`),
	);

/** A world in which orders come to be, move on and are cancelled; polls, restarts, lists that fail. */
async function live(seed: number, steps: number): Promise<void> {
	const { orders, life, faults, clock } = scene.sandbox;
	// drawn from the seed, so that a failure can be played again
	const [draws] = fc.sample(
		fc.array(
			fc.record({
				created: fc.nat(12),
				moved: fc.nat(25),
				quirks: fc.constantFrom(...QUIRKS),
				what: fc.constantFrom('poll', 'poll', 'poll', 'restart', 'failing', 'nothing'),
				failsAtPage: fc.nat(3),
			}),
			{ minLength: steps, maxLength: steps },
		),
		{ seed, numRuns: 1 },
	);
	for (const [index, { created, moved, quirks, what, failsAtPage }] of draws.entries()) {
		clock.advance(60_000);
		orders.add(created);
		life.step(moved, { seed: seed + index, cancelledShare: 0.15 });
		faults.clear();
		if (what === 'failing') {
			faults.add({ kind: 'code', code: 403, on: 'getMany', skip: failsAtPage, times: 0 });
		}
		faults.add({ kind: 'list', times: 0, ...quirks });
		if (what === 'restart') await scene.host.restart();
		else if (what !== 'nothing') await scene.host.poll();
	}
	faults.clear();
	await scene.host.restart();
}

describe('Over more than a thousand changes, with orderly restarts and lists that fail half-way', () => {
	it.each([1688, 4242])('none is lost and none is told twice (seed %i)', async (seed) => {
		scene.sandbox.orders.add(40);
		await scene.host.activate();
		const { changes } = keepLedger();
		await live(seed, 120);
		expect(changes.length).toBeGreaterThan(1000);
		expect(toldChanges().sort()).toEqual([...changes].sort());
		expect(scene.host.errors.length).toBeGreaterThan(5);
	});

	it.each([['shipped'], ['paid'], ['cancelled']])(
		'nor when most of them start no run, so that n8n saves the memory seldom: %s',
		async (event) => {
			scene.host.parameters = { events: [event] };
			scene.sandbox.orders.add(40);
			await scene.host.activate();
			const { changes } = keepLedger();
			await live(7, 70);
			const wanted = changes.filter((change) => change.endsWith(event));
			expect(wanted.length).toBeGreaterThan(20);
			expect(toldChanges().sort()).toEqual(wanted.sort());
		},
	);

	it('changed ends with every order as it is', async () => {
		scene.host.parameters = { events: ['changed'] };
		await scene.host.activate();
		const { orders } = keepLedger();
		await live(99, 60);
		const last = new Map(scene.host.items.map((item) => [item.orderId, item.orderStatus]));
		expect(last.size).toBeGreaterThan(200);
		expect(last).toEqual(new Map([...orders].map(([id, { orderStatus }]) => [id, orderStatus])));
	});
});

describe('A kill', () => {
	it.each([
		['before the memory is saved', 'again'],
		['before the run is recorded', 'not at all'],
	] as const)('%s: that poll is told %s, and no other', async (kill, result) => {
		const { orders } = scene.sandbox;
		const [first, second, third] = orders.add(3);
		await scene.host.activate();
		orders.markPaid(first.orderId);
		await scene.host.poll();

		orders.markPaid(second.orderId);
		scene.host.kill = kill;
		await scene.host.poll();
		orders.markPaid(third.orderId);
		await scene.host.restart();

		const again = result === 'again' ? [`${second.orderId} paid`, `${second.orderId} paid`] : [];
		expect(toldChanges().sort()).toEqual(
			[`${first.orderId} paid`, ...again, `${third.orderId} paid`].sort(),
		);
	});

	it('while the list is read costs nothing', async () => {
		const { orders } = scene.sandbox;
		const [{ orderId }] = orders.add(1);
		await scene.host.activate();
		orders.markPaid(orderId);
		const saved = { ...scene.host.database };
		scene.sandbox.latencyMs = 300;
		const cutOff = scene.host.poll();
		await pause(100);
		const restarted = new PollHost(new XportcnKaPollTrigger(), scene.host.credential, saved);
		restarted.parameters = scene.host.parameters;
		await restarted.activate();
		expect(restarted.items).toMatchObject([{ orderId, change: 'paid' }]);
		await cutOff;
	});
});
