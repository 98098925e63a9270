import { startSandbox, type LifePlan, type OrderChange, type Sandbox } from '../../sandbox';
import { ask } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const [HOUR, DAY] = [3_600_000, 86_400_000];
const statuses = () => sandbox.orders.all().map(({ orderStatus }) => orderStatus);

/** What happens to so many orders within a time, as text. */
function lived(plan: LifePlan, orders: number, ms: number): string[] {
	sandbox.reset();
	const changes: OrderChange[] = [];
	const stop = sandbox.orders.onChange((change) => changes.push(change));
	sandbox.orders.add(orders);
	sandbox.life.begin(plan);
	sandbox.clock.advance(ms);
	stop();
	return changes.map(({ kind, order }) => `${kind} ${order.orderId}`);
}

test('one order along all its states, and details and list show each', async () => {
	const [{ orderId }] = sandbox.orders.add(1);
	const afterMs = {
		paid: [HOUR, HOUR],
		shipped: [DAY, DAY],
		received: [DAY, DAY],
		completed: [DAY, DAY],
	} as const;
	sandbox.life.begin({ cancelledShare: 0, afterMs });
	const seen: unknown[] = [];
	for (const ms of [0, HOUR, DAY, DAY, DAY]) {
		sandbox.clock.advance(ms);
		const details = (await ask(sandbox, 'get', { orderId })).data;
		const { data } = await ask(sandbox, 'getMany', { orderStatus: details.orderStatus });
		expect(data.data).toEqual([details]);
		seen.push(details.orderStatus);
	}
	expect(seen).toEqual([
		'WAITING_FOR_PAYMENT',
		'WAITING_FOR_SENT',
		'WAITING_FOR_RECEIVE',
		'CONFIRM_GOODS',
		'SUCCESS',
	]);
	const [{ status, logisticsSteps }] = (await ask(sandbox, 'getLogistics', { orderId })).data;
	expect([status, logisticsSteps.length]).toEqual(['SIGN', 2]);
	expect(sandbox.clock.pending).toBe(0);
	// paid outside of the funds account
	expect(sandbox.ledger.all()).toEqual([]);
});

test('the clock gives the times: of payment, and of the last change', async () => {
	const [{ orderId, tbCreateTime }] = sandbox.orders.add(1);
	sandbox.life.begin({ cancelledShare: 0, afterMs: { paid: [DAY, DAY], shipped: null } });
	sandbox.clock.advance(2 * DAY);
	const ms = (time: string | null | undefined) => Date.parse(`${time?.replace(' ', 'T')}+08:00`);
	const { payTime } = sandbox.orders.get(orderId) ?? {};
	expect(Math.round((ms(payTime) - ms(tbCreateTime)) / HOUR)).toBe(24);
	expect(
		sandbox.orders.modifiedAt(orderId) - sandbox.orders.createdAt(orderId),
	).toBeGreaterThanOrEqual(DAY);
});

test('the same seed makes the same changes in the same order; another seed others', () => {
	const first = lived({ seed: 4 }, 40, 3 * DAY);
	expect(first.length).toBeGreaterThan(80);
	expect(lived({ seed: 4 }, 40, 3 * DAY)).toEqual(first);
	expect(lived({ seed: 5 }, 40, 3 * DAY)).not.toEqual(first);
});

test('about so many are cancelled', () => {
	lived({ cancelledShare: 0.25 }, 400, 30 * DAY);
	const cancelled = statuses().filter((status) => status === 'CANCEL').length;
	expect(cancelled).toBeGreaterThan(60);
	expect(cancelled).toBeLessThan(140);
	expect(statuses().every((status) => status === 'CANCEL' || status === 'SUCCESS')).toBe(true);
});

test('a step that is null waits for somebody to take it', async () => {
	sandbox.life.begin({ cancelledShare: 0, afterMs: { paid: null } });
	const [{ orderId }] = sandbox.orders.add(1);
	sandbox.clock.advance(30 * DAY);
	expect(statuses()).toEqual(['WAITING_FOR_PAYMENT']);
	await ask(sandbox, 'pay', { orderIds: [orderId] });
	expect(sandbox.ledger.debitsOf(orderId)).toBe(1);
	sandbox.clock.advance(30 * DAY);
	expect(statuses()).toEqual(['SUCCESS']);
});

test('an order that was moved by hand goes on from where it is', () => {
	const [{ orderId }] = sandbox.orders.add(1);
	sandbox.life.begin({ cancelledShare: 0, afterMs: { completed: null } });
	sandbox.orders.markPaid(orderId);
	sandbox.orders.ship(orderId);
	sandbox.orders.complete(orderId);
	sandbox.clock.settle();
	expect(statuses()).toEqual(['SUCCESS']);
});

test('stop, and a new plan, end what the old one intended', () => {
	sandbox.orders.add(2);
	sandbox.life.begin({ cancelledShare: 0 });
	sandbox.life.stop();
	sandbox.clock.settle();
	expect(statuses()).toEqual(['WAITING_FOR_PAYMENT', 'WAITING_FOR_PAYMENT']);
	sandbox.life.begin({ cancelledShare: 0 });
	sandbox.life.begin({ cancelledShare: 1 });
	sandbox.clock.settle();
	expect(statuses()).toEqual(['CANCEL', 'CANCEL']);
});

describe('steps at once', () => {
	test('so many orders, drawn by the seed, each one step', () => {
		const step = (seed: number) => {
			sandbox.reset();
			sandbox.orders.add(100);
			return sandbox.life.step(30, { seed }).map(({ kind, order }) => `${kind} ${order.orderId}`);
		};
		const first = step(1);
		expect(new Set(first.map((change) => change.split(' ')[1])).size).toBe(30);
		expect(statuses().filter((status) => status === 'WAITING_FOR_PAYMENT')).toHaveLength(70);
		expect(step(1)).toEqual(first);
		expect(step(2)).not.toEqual(first);
	});

	test('in bulk, until all are at their end', () => {
		sandbox.orders.add(5000);
		const kinds = new Set<string>();
		let changes = 0;
		for (let made = -1; made !== 0; changes += made) {
			const step = sandbox.life.step(10_000);
			for (const { kind } of step) kinds.add(kind);
			made = step.length;
		}
		expect([...kinds].sort()).toEqual(['cancelled', 'completed', 'paid', 'received', 'shipped']);
		const cancelled = statuses().filter((status) => status === 'CANCEL').length;
		expect(changes).toBe(cancelled + 4 * (5000 - cancelled));
	});
});

test('a message goes out for each change', () => {
	sandbox.push.to('http://127.0.0.1:9/', { retries: 0 });
	sandbox.orders.add(1);
	sandbox.life.begin({ cancelledShare: 0 });
	sandbox.clock.settle();
	expect(sandbox.push.log.all().map(({ messageType }) => messageType)).toEqual([
		'ORDER_CREATE',
		'ORDER_PAY_SUCCESS',
		'ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS',
		'ORDER_BUYER_VIEW_ORDER_COMFIRM_RECEIVEGOODS',
		'ORDER_BUYER_VIEW_ORDER_SUCCESS',
	]);
});
