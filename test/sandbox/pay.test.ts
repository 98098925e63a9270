import { startSandbox, type Sandbox } from '../../sandbox';
import { ALREADY_DEBITED, ask, call, signedHeaders } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const pay = async (...orderIds: string[]) => (await ask(sandbox, 'pay', { orderIds })).data;

test('a payment: envelope, ledger, balance and order', async () => {
	const [order] = sandbox.orders.add(1, { totalAmount: 6400 });
	const before = Date.now();
	const envelope = await ask(sandbox, 'pay', { orderIds: [order.orderId] });

	expect(envelope).toEqual({
		requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
		code: 200,
		developId: '1023561483696472887',
		msg: '成功',
		data: { successOrderIds: [order.orderId], failedOrderList: [] },
	});
	expect(Object.keys(envelope)).toEqual(['requestId', 'code', 'developId', 'msg', 'data']);

	const { requestId } = envelope;
	const entry = { orderId: order.orderId, amountFen: 6400, requestId, at: expect.any(Number) };
	expect(sandbox.ledger.all()).toEqual([entry]);
	expect(sandbox.ledger.entries[0].at).toBeGreaterThanOrEqual(before);
	expect(sandbox.ledger.debitsOf(order.orderId)).toBe(1);
	expect(sandbox.ledger.totalFen()).toBe(6400);
	expect(sandbox.account.balanceFen).toBe(100_000_00 - 6400);
	expect(sandbox.orders.get(order.orderId)).toEqual({
		...order,
		orderStatus: 'WAITING_FOR_SENT',
		payStatus: 2,
		payTime: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
	});
	expect(sandbox.requests.all()).toMatchObject([{ requestId, operation: 'pay' }]);
});

test('payTime is China time', async () => {
	const [{ orderId }] = sandbox.orders.add(1);
	await pay(orderId);
	const payTime = sandbox.orders.get(orderId)?.payTime ?? '';
	const ms = Date.parse(`${payTime.replace(' ', 'T')}+08:00`);
	expect(Math.abs(ms - Date.now())).toBeLessThan(10_000);
});

test('each reason to refuse, beside an order that is paid', async () => {
	const [good, cancelled, paid] = sandbox.orders.add(3, { totalAmount: 1000 });
	const [scripted] = sandbox.orders.add({ refusal: '卖家已关闭交易' });
	const [machine] = sandbox.orders.add({ totalAmount: 38_000_000 });
	sandbox.orders.cancel(cancelled.orderId);
	await pay(paid.orderId);

	const unknown = '3300504350583134260';
	const ids = [unknown, cancelled, paid, scripted, machine, good];
	const asked = ids.map((each) => (typeof each === 'string' ? each : each.orderId));
	expect(await pay(...asked)).toEqual({
		successOrderIds: [good.orderId],
		failedOrderList: [
			{ orderId: unknown, failedReason: '订单不存在' },
			{ orderId: cancelled.orderId, failedReason: '订单已取消,无法支付' },
			{ orderId: paid.orderId, failedReason: ALREADY_DEBITED },
			{ orderId: scripted.orderId, failedReason: '卖家已关闭交易' },
			{ orderId: machine.orderId, failedReason: '资金账户余额不足' },
		],
	});
	expect(sandbox.ledger.all().map(({ orderId }) => orderId)).toEqual([paid.orderId, good.orderId]);
	expect(sandbox.account.balanceFen).toBe(100_000_00 - 2000);
});

test('the balance may be used up to the last fen, and not beyond', async () => {
	sandbox.account.balanceFen = 1000;
	const [first, second] = sandbox.orders.add([{ totalAmount: 1000 }, { totalAmount: 1 }]);
	const { successOrderIds, failedOrderList } = await pay(first.orderId, second.orderId);
	expect(successOrderIds).toEqual([first.orderId]);
	expect(failedOrderList).toHaveLength(1);
	expect(sandbox.account.balanceFen).toBe(0);
});

test('an id twice in one request is taken twice', async () => {
	const [{ orderId }] = sandbox.orders.add(1);
	expect(await pay(orderId, orderId)).toEqual({
		successOrderIds: [orderId],
		failedOrderList: [{ orderId, failedReason: ALREADY_DEBITED }],
	});
	expect(sandbox.ledger.debitsOf(orderId)).toBe(1);
});

test('a vendor that debits again', async () => {
	const lenient = await startSandbox({ refuseSecondDebit: false });
	try {
		const [{ orderId, totalAmount }] = lenient.orders.add(1);
		await ask(lenient, 'pay', { orderIds: [orderId] });
		lenient.orders.ship(orderId);
		const again = await ask(lenient, 'pay', { orderIds: [orderId, orderId] });
		expect(again.data).toEqual({ successOrderIds: [orderId, orderId], failedOrderList: [] });
		expect(lenient.ledger.debitsOf(orderId)).toBe(3);
		expect(lenient.account.balanceFen).toBe(100_000_00 - 3 * totalAmount);
		expect(lenient.orders.get(orderId)?.orderStatus).toBe('WAITING_FOR_RECEIVE');
	} finally {
		await lenient.stop();
	}
});

test('concurrent requests for one order debit it once', async () => {
	const [{ orderId }] = sandbox.orders.add(1);
	const answers = await Promise.all(Array.from({ length: 20 }, async () => await pay(orderId)));
	expect(answers.filter(({ successOrderIds }) => successOrderIds.length === 1)).toHaveLength(1);
	expect(sandbox.ledger.debitsOf(orderId)).toBe(1);
});

test.each([
	['no JSON', '{"orderIds":'],
	['no object', '["3300504350583134260"]'],
	['no orderIds', '{}'],
	['no ids', '{"orderIds":[]}'],
	['numbers for ids', '{"orderIds":[3300504350583134260]}'],
	['an empty id', '{"orderIds":[""]}'],
	['a text for ids', '{"orderIds":"3300504350583134260"}'],
])('bad body, %s: HTTP 200, code 400', async (_, body) => {
	const { code, msg, data } = await ask(sandbox, 'pay', body);
	expect([code, data]).toEqual([400, null]);
	expect(msg).not.toBe('成功');
	expect(sandbox.requests.all()).toMatchObject([{ verdict: { status: 200, code: 400 } }]);
});

test('a body that is not called JSON is refused', async () => {
	const [{ orderId }] = sandbox.orders.add(1);
	const headers = signedHeaders(sandbox, { 'content-type': 'text/plain' });
	const answer = await call(sandbox, 'pay', { orderIds: [orderId] }, { headers });
	expect(answer.json().code).toBe(400);
	expect(sandbox.ledger.all()).toEqual([]);
});

test('1,000 orders in 100 requests are quick, and every fen is accounted for', async () => {
	const orders = sandbox.orders.add(1000);
	// without any the requests of one client would be served one by one
	sandbox.latencyMs = 2;
	const before = Date.now();
	for (let at = 0; at < 1000; at += 40) {
		const batches = [0, 10, 20, 30].map((offset) => orders.slice(at + offset, at + offset + 10));
		await Promise.all(batches.map(async (each) => await pay(...each.map((o) => o.orderId))));
	}
	expect(Date.now() - before).toBeLessThan(5000);
	const sum = orders.reduce((fen, { totalAmount }) => fen + totalAmount, 0);
	expect(sandbox.ledger.totalFen()).toBe(sum);
	expect(sandbox.account.balanceFen).toBe(100_000_00 - sum);
	expect(orders.every(({ orderId }) => sandbox.ledger.debitsOf(orderId) === 1)).toBe(true);
	expect(sandbox.requests.of('pay')).toHaveLength(100);
	expect(sandbox.requests.peakInFlight).toBe(4);
});
