import { startSandbox, type Fault, type Sandbox } from '../../sandbox';
import { pause } from '../../sandbox/clock';
import { ALREADY_DEBITED, ask, call, problemOf } from './client';

let sandbox: Sandbox;
let ids: string[];
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.reset();
	ids = sandbox.orders.add(2).map(({ orderId }) => orderId);
});

const MINUTE = 60_000;
const pay = async (orderIds = ids) => await ask(sandbox, 'pay', { orderIds });
const debits = () => ids.map((id) => sandbox.ledger.debitsOf(id));
/** What order details say of each. */
async function shown(): Promise<number[]> {
	const details = await Promise.all(ids.map((orderId) => ask(sandbox, 'get', { orderId })));
	return details.map(({ data }) => (data as { payStatus: number }).payStatus);
}
const failed = (failedReason: string) => ids.map((orderId) => ({ orderId, failedReason }));

describe('a late debit', () => {
	test.each<['succeeded' | 'submitted' | 'pending' | 'both', string, () => unknown]>([
		['succeeded', '成功', () => ({ successOrderIds: ids, failedOrderList: [] })],
		['submitted', '支付请求已提交', () => null],
		['pending', '成功', () => ({ successOrderIds: [], failedOrderList: failed('支付处理中') })],
		['both', '成功', () => ({ successOrderIds: ids, failedOrderList: failed('支付处理中') })],
	])('answered as %s', async (as, msg, data) => {
		sandbox.faults.add({ kind: 'accepted', as, debitAfterMs: 5 * MINUTE });
		expect(await pay()).toMatchObject({ code: 200, msg, data: data() });
		expect([debits(), await shown()]).toEqual([
			[0, 0],
			[1, 1],
		]);
		sandbox.clock.advance(5 * MINUTE);
		expect([debits(), await shown()]).toEqual([
			[1, 1],
			[2, 2],
		]);
		expect(sandbox.ledger.totalFen()).toBe(100_000_00 - sandbox.account.balanceFen);
	});

	test('with words of its own', async () => {
		sandbox.faults.add({ kind: 'accepted', as: 'submitted', msg: '已受理' });
		expect(await pay()).toMatchObject({ code: 200, msg: '已受理', data: null });
		sandbox.reset();
		ids = sandbox.orders.add(2).map(({ orderId }) => orderId);
		sandbox.faults.add({ kind: 'accepted', as: 'pending', reason: '等待银行确认', count: 1 });
		expect((await pay()).data).toEqual({
			successOrderIds: [ids[1]],
			failedOrderList: [{ orderId: ids[0], failedReason: '等待银行确认' }],
		});
		expect(debits()).toEqual([1, 1]);
	});

	test('only some orders: the others are debited at once', async () => {
		sandbox.faults.add({ kind: 'accepted', orderIds: [ids[1]], debitAfterMs: MINUTE });
		await pay();
		expect(debits()).toEqual([1, 0]);
		sandbox.clock.settle();
		expect(debits()).toEqual([1, 1]);
	});

	test('never: accepted and not debited', async () => {
		sandbox.faults.add({ kind: 'accepted', debitAfterMs: null });
		expect((await pay()).data.successOrderIds).toEqual(ids);
		sandbox.clock.settle();
		expect(debits()).toEqual([0, 0]);
	});

	test('runs by itself with real time', async () => {
		sandbox.faults.add({ kind: 'accepted', debitAfterMs: 30 });
		await pay();
		while (sandbox.clock.pending > 0) await pause(5);
		expect(debits()).toEqual([1, 1]);
	});

	test('paid meanwhile: the documented refusal holds for it too', async () => {
		sandbox.faults.add({ kind: 'accepted', debitAfterMs: MINUTE });
		await pay();
		expect((await pay()).data.successOrderIds).toEqual(ids);
		sandbox.clock.settle();
		expect(debits()).toEqual([1, 1]);
	});

	test('a vendor that debits again does so late as well', async () => {
		sandbox.refuseSecondDebit = false;
		sandbox.faults.add({ kind: 'accepted', debitAfterMs: MINUTE });
		await pay();
		await pay();
		sandbox.clock.settle();
		expect(debits()).toEqual([2, 2]);
	});

	test('an order cancelled before it is not debited', async () => {
		sandbox.faults.add({ kind: 'accepted', debitAfterMs: MINUTE });
		await pay();
		sandbox.orders.cancel(ids[0]);
		sandbox.clock.settle();
		expect(debits()).toEqual([0, 1]);
	});

	test('what cannot be paid is refused as ever', async () => {
		sandbox.orders.cancel(ids[0]);
		sandbox.faults.add({ kind: 'accepted', as: 'pending', debitAfterMs: MINUTE });
		expect((await pay()).data.failedOrderList).toEqual([
			{ orderId: ids[0], failedReason: '订单已取消,无法支付' },
			{ orderId: ids[1], failedReason: '支付处理中' },
		]);
	});

	test('a reset of the sandbox takes it back', async () => {
		sandbox.faults.add({ kind: 'accepted', debitAfterMs: MINUTE });
		await pay();
		sandbox.reset();
		sandbox.orders.add(ids.map((orderId) => ({ orderId })));
		sandbox.clock.advance(2 * MINUTE);
		expect(sandbox.ledger.all()).toEqual([]);
	});

	test('as a setting, for every payment', async () => {
		sandbox.debitAfterMs = MINUTE;
		await pay();
		expect(debits()).toEqual([0, 0]);
		sandbox.clock.settle();
		expect(debits()).toEqual([1, 1]);
	});
});

describe('the work after the answer', () => {
	test.each<[Fault, number | string]>([
		[{ kind: 'status', status: 504, body: 'html', laterMs: MINUTE }, 504],
		[{ kind: 'code', code: 500, laterMs: MINUTE }, 200],
		[{ kind: 'html', laterMs: MINUTE }, 200],
		[{ kind: 'reset', laterMs: MINUTE }, 'ECONNRESET'],
	])('%j: the back end debits later', async (fault, seen) => {
		sandbox.faults.add(fault);
		const asked = call(sandbox, 'pay', { orderIds: ids });
		expect(typeof seen === 'string' ? await problemOf(asked) : (await asked).status).toBe(seen);
		expect(debits()).toEqual([0, 0]);
		sandbox.clock.advance(MINUTE);
		expect([debits(), await shown()]).toEqual([
			[1, 1],
			[2, 2],
		]);
	});

	test('the ledger names the request that was not answered', async () => {
		sandbox.faults.add({ kind: 'reset', laterMs: MINUTE });
		await problemOf(pay());
		sandbox.clock.settle();
		const [{ requestId }] = sandbox.requests.of('pay');
		expect(sandbox.ledger.all().map((entry) => entry.requestId)).toEqual([requestId, requestId]);
	});
});

describe('debited, and details show it as unpaid', () => {
	test('for a while', async () => {
		sandbox.faults.add({ kind: 'accepted', shownAfterMs: 10 * MINUTE });
		expect((await pay()).data.successOrderIds).toEqual(ids);
		sandbox.clock.advance(9 * MINUTE);
		expect([debits(), await shown()]).toEqual([
			[1, 1],
			[1, 1],
		]);
		sandbox.clock.advance(MINUTE);
		expect(await shown()).toEqual([2, 2]);
	});

	test('for ever, and a second debit is refused in the documented words', async () => {
		sandbox.faults.add({ kind: 'accepted', as: 'submitted', shownAfterMs: null });
		await pay();
		sandbox.clock.settle();
		expect(await shown()).toEqual([1, 1]);
		expect((await pay()).data).toEqual({
			successOrderIds: [],
			failedOrderList: failed(ALREADY_DEBITED),
		});
		expect(debits()).toEqual([1, 1]);
		const { data } = await ask(sandbox, 'getMany', { payStatus: 1 });
		expect(data.data).toHaveLength(2);
	});

	test('as a setting it goes with any fault', async () => {
		sandbox.paidShownAfterMs = null;
		sandbox.faults.add({ kind: 'status', status: 502, when: 'after' });
		await call(sandbox, 'pay', { orderIds: ids });
		expect([debits(), await shown()]).toEqual([
			[1, 1],
			[1, 1],
		]);
	});

	test('being paid meanwhile, which is neither paid nor unpaid', async () => {
		sandbox.faults.add({ kind: 'accepted', as: 'pending', shownAfterMs: MINUTE, paying: true });
		await pay();
		expect([debits(), await shown()]).toEqual([
			[1, 1],
			[9, 9],
		]);
		sandbox.clock.settle();
		expect(await shown()).toEqual([2, 2]);
	});

	test('an order cancelled meanwhile stays cancelled', async () => {
		sandbox.paidShownAfterMs = MINUTE;
		await pay();
		sandbox.orders.cancel(ids[0]);
		sandbox.clock.settle();
		expect(sandbox.orders.get(ids[0])).toMatchObject({ orderStatus: 'CANCEL', payStatus: 1 });
		expect(debits()).toEqual([1, 1]);
	});
});

describe('payUrl', () => {
	const LINK = 'https://cashier.sandbox.invalid/pay?requestId=';

	test.each([
		['debited', 0, 1],
		['not debited', null, 0],
	])('alone, %s', async (_, debitAfterMs, each) => {
		sandbox.faults.add({ kind: 'accepted', as: 'payUrl', debitAfterMs });
		const { requestId, code, data } = await pay();
		expect([code, data]).toEqual([200, { payUrl: LINK + requestId }]);
		expect(debits()).toEqual([each, each]);
	});

	test('beside the lists', async () => {
		sandbox.faults.add({ kind: 'accepted', as: 'payUrlBeside', debitAfterMs: null });
		const { requestId, data } = await pay();
		expect(data).toEqual({
			successOrderIds: ids,
			failedOrderList: [],
			payUrl: LINK + requestId,
		});
		expect(debits()).toEqual([0, 0]);
	});
});
