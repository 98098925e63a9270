import { sleep } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { ONE_OF_THE_VENDORS, usePaying } from '../harness/paying';
import { naming, orderIdsOf } from '../harness/scene';

const scene = usePaying();
const { debitsOf, detailsAre, payFails } = scene;

/** Pays, and settles what stays unclear within a short wait. */
const settle = async (
	input: IDataObject[],
	options: IDataObject = {},
	more: Parameters<typeof scene.pay>[2] = {},
) =>
	await scene.pay(input, { options: { verifyUnknown: true, verifyWait: 300, ...options } }, more);

const UNPAID = { payStatus: 1, orderStatus: 'WAITING_FOR_PAYMENT' };

describe('Verify Unknown: details that show an order as paid', () => {
	it('make it Succeeded', async () => {
		const orders = scene.sandbox.orders.add(2);
		payFails({ kind: 'reset', when: 'after', times: 1 });
		const { succeeded, failed } = await settle(naming(orders));

		expect(failed).toEqual([]);
		expect(succeeded).toMatchObject(
			orders.map(({ orderId }) => ({ orderId, outcome: 'succeeded', settledBy: 'orderDetails' })),
		);
		expect(debitsOf(orders)).toEqual([1, 1]);
	});

	it('are waited for when the debit comes late', async () => {
		const orders = scene.sandbox.orders.add(1);
		payFails({ kind: 'latency', ms: 600 });
		const { succeeded } = await settle(naming(orders), { timeout: 100, verifyWait: 3000 });
		expect(succeeded).toMatchObject([{ settledBy: 'orderDetails' }]);
		expect(scene.sandbox.requests.of('get').length).toBeGreaterThan(1);
		expect(debitsOf(orders)).toEqual([1]);
	});

	it.each<[string, Fault]>([
		['in both lists', { kind: 'bothLists', reason: '订单状态异常', count: 2 }],
		['"no money" for the whole batch', { kind: 'code', code: 500, msg: '余额不足', when: 'after' }],
		['"Read timed out"', { kind: 'code', code: 500, msg: 'Read timed out', when: 'after' }],
	])('are waited for when they come late: %s', async (_, fault) => {
		const orders = scene.sandbox.orders.add(2);
		payFails(fault);
		for (const order of orders) detailsAre(order, UNPAID, { times: 2 });
		// on a busy machine the short wait can be over before the third look
		const { succeeded } = await settle(naming(orders), { verifyWait: 10_000 });
		expect(succeeded).toHaveLength(2);
		expect(debitsOf(orders)).toEqual([1, 1]);
	});

	it('settle an order that was refused in new words as paid before', async () => {
		const [order] = scene.sandbox.orders.add(1, { refusal: '该笔已完成' });
		scene.sandbox.orders.markPaid(order.orderId);
		const entry = { orderId: order.orderId, failedReason: '该笔已完成' };
		const data = { successOrderIds: [], failedOrderList: [entry] };
		payFails({ kind: 'raw', body: JSON.stringify({ code: 200, msg: '成功', data }) });
		const { failed } = await settle(naming([order]));
		expect(failed).toMatchObject([{ outcome: 'alreadyPaid', failedReason: '该笔已完成' }]);
	});

	it('settle an order in both lists with any reason but the documented one', async () => {
		const orders = scene.sandbox.orders.add(1);
		payFails({ kind: 'bothLists', reason: '订单已支付' });
		const { succeeded } = await settle(naming(orders));
		expect(succeeded).toMatchObject([{ settledBy: 'orderDetails' }]);
		expect(debitsOf(orders)).toEqual([1]);
	});
});

describe('Verify Unknown: details that still show an order as unpaid', () => {
	it.each<[string, Fault]>([
		['a lost connection', { kind: 'reset' }],
		['no answer', { kind: 'hang' }],
		['HTTP 504', { kind: 'status', status: 504, body: 'html' }],
		['a code nobody knows', { kind: 'code', code: 51001, msg: '?' }],
		['"in progress"', { kind: 'code', code: 51001, msg: '支付处理中' }],
		['no word about the order', { kind: 'omit', when: 'before' }],
		['both lists', { kind: 'bothLists', reason: '订单异常', debited: false }],
	])('prove nothing after %s', async (_, fault) => {
		const orders = scene.sandbox.orders.add(1);
		payFails(fault);
		const { failed } = await settle(naming(orders), { timeout: 200 });
		expect(failed).toMatchObject([
			{ outcome: 'unknown', errorCode: 'STILL_UNPAID', retryable: false },
		]);
		expect(debitsOf(orders)).toEqual([0]);
	});

	// debited at submit or later, and 1688 pays after that: the details follow minutes later
	it.each<[string, Fault]>([
		['"submitted", debited at once', { kind: 'accepted', as: 'submitted', shownAfterMs: null }],
		['"in progress", debited later', { kind: 'accepted', as: 'pending', debitAfterMs: 800 }],
		[
			'paid and "in progress" at once, debited later',
			{ kind: 'accepted', as: 'both', reason: '支付处理中', debitAfterMs: 800 },
		],
		[
			'HTTP 504, debited by a late back end',
			{ kind: 'status', status: 504, body: 'html', laterMs: 800 },
		],
	])('do not make it a refusal that invites to pay again: %s', async (_, fault) => {
		const [order] = scene.sandbox.orders.add(1);
		payFails(fault);
		const { succeeded, failed } = await settle(naming([order]), { verifyWait: 200 });
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([
			{ outcome: 'unknown', errorCode: 'STILL_UNPAID', retryable: false },
		]);
		const message = String(failed[0].errorMessage);
		expect(message).toContain('Do not pay it again yet');
		expect(message).toContain('支付扣款');
		expect(message).toContain('Order → Get');
		expect(message).toContain("'Skip if Paid' is no protection here");
		expect(message).not.toMatch(/was not debited|can be paid again/);

		while (scene.sandbox.ledger.debitsOf(order.orderId) === 0) {
			await sleep(20);
		}
		expect(debitsOf([order])).toEqual([1]);
	});

	it('say so as well when the look takes no longer than an instant', async () => {
		const [order] = scene.sandbox.orders.add(1);
		payFails({ kind: 'accepted', as: 'submitted', shownAfterMs: null });
		const { failed } = await settle(naming([order]), { verifyWait: 1 });
		expect(failed).toMatchObject([{ outcome: 'unknown', errorCode: 'STILL_UNPAID' }]);
		expect(debitsOf([order])).toEqual([1]);
	});

	it('leave a refusal of the failed list what it is', async () => {
		const [order] = scene.sandbox.orders.add(1, { refusal: '卖家已停业整顿' });
		const { failed } = await settle(naming([order]));
		expect(failed).toMatchObject([{ outcome: 'rejected', errorCode: 'ORDER_REFUSED' }]);
		expect(scene.sandbox.requests.of('get')).toHaveLength(1);
	});

	it('that are not clear make a refusal in new words unknown', async () => {
		const [order] = scene.sandbox.orders.add(1, { refusal: '请等通知' });
		detailsAre(order, { payStatus: 9, orderStatus: 'PAYING' });
		const { failed } = await settle(naming([order]));
		expect(failed).toMatchObject([
			{ outcome: 'unknown', failedReason: '请等通知', retryable: false },
		]);
	});
});

describe('Verify Unknown: details that show an order as cancelled', () => {
	const cancelWhileUnclear = async (fault: Fault) => {
		const [order] = scene.sandbox.orders.add(1);
		payFails(fault);
		detailsAre(order, { payStatus: 1, orderStatus: 'CANCEL' });
		return await settle(naming([order]));
	};

	it('make it a refusal when no answer accepted it', async () => {
		const { failed } = await cancelWhileUnclear({ kind: 'reset' });
		expect(failed).toMatchObject([
			{ outcome: 'rejected', errorCode: 'ORDER_CANCELLED', retryable: false },
		]);
		expect(failed[0].errorMessage).toMatch(/If it was debited, Xportcn returns the money/);
	});

	it.each<[string, Fault]>([
		['"submitted"', { kind: 'accepted', as: 'submitted' }],
		['"in progress"', { kind: 'accepted', as: 'pending' }],
		['code 200 that denies success', { kind: 'successFalse', when: 'after', data: 'usual' }],
		['both lists', { kind: 'bothLists', reason: '订单异常' }],
	])('leave it unknown when an answer accepted it: %s', async (_, fault) => {
		const { failed } = await cancelWhileUnclear(fault);
		expect(failed).toMatchObject([
			{ outcome: 'unknown', errorCode: 'ORDER_CANCELLED', retryable: false },
		]);
		expect(failed[0].errorMessage).toContain('check the funds account');
	});
});

describe('Verify Unknown: details that prove nothing', () => {
	it.each<[string, IDataObject]>([
		[
			'another order',
			{ orderId: ONE_OF_THE_VENDORS, payStatus: 2, orderStatus: 'WAITING_FOR_SENT' },
		],
		['no order number', { orderId: null, payStatus: 2, orderStatus: 'WAITING_FOR_SENT' }],
		['a state that contradicts itself', { payStatus: 2, orderStatus: 'WAITING_FOR_PAYMENT' }],
		['a state nobody knows', { payStatus: 9, orderStatus: 'PAYING' }],
		['a payment of a cancelled order', { payStatus: 2, orderStatus: 'CANCEL' }],
		['a state as text', { payStatus: '2', orderStatus: 'WAITING_FOR_SENT' }],
		[
			'a time of payment before payment',
			{ payStatus: 1, orderStatus: 'CANCEL', payTime: '2026-05-20 15:41:00' },
		],
		["1688's own tree", { orderId: null, baseInfo: { status: 'waitsellersend' } }],
	])('are those with %s', async (_, details) => {
		const [order] = scene.sandbox.orders.add(1);
		payFails({ kind: 'reset', when: 'after' });
		detailsAre(order, details);
		const { succeeded, failed } = await settle(naming([order]));
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ outcome: 'unknown', errorCode: 'CONNECTION_LOST' }]);
	});

	it('are none at all: it stays unknown, after two dead looks', async () => {
		const orders = scene.sandbox.orders.add(10);
		payFails({ kind: 'reset', when: 'after' });
		scene.sandbox.faults.add({ on: 'get', kind: 'code', code: 404, msg: '订单不存在', times: 0 });
		const { failed } = await settle(naming(orders));
		expect(failed.map(({ outcome, errorCode }) => [outcome, errorCode])).toEqual(
			orders.map(() => ['unknown', 'CONNECTION_LOST']),
		);
		expect(scene.sandbox.requests.of('get')).toHaveLength(20);
	});

	it('are got over when only one look was dead', async () => {
		const orders = scene.sandbox.orders.add(3);
		payFails({ kind: 'reset', when: 'after' });
		scene.sandbox.faults.add({ on: 'get', kind: 'html', times: 3 });
		const { succeeded } = await settle(naming(orders), { verifyWait: 1000 });
		expect(succeeded).toHaveLength(3);
	});

	it('are not asked for without end once they have stopped answering', async () => {
		const orders = scene.sandbox.orders.add(60);
		payFails({ kind: 'reset' });
		scene.sandbox.faults.add({ on: 'get', kind: 'html', status: 403, times: 0 });
		const { failed } = await settle(naming(orders), { batchSize: 2, maxConcurrency: 1 });
		expect(failed).toHaveLength(60);
		expect(scene.sandbox.requests.of('get')).toHaveLength(8);
	});
});

describe('Verify Unknown', () => {
	it('reads no order whose outcome is clear', async () => {
		const orders = scene.sandbox.orders.add(2);
		scene.sandbox.orders.cancel(orders[1].orderId);
		await settle(naming(orders));
		expect(scene.sandbox.requests.of('get')).toHaveLength(0);
	});

	it('switched off reads nothing and settles nothing', async () => {
		const orders = scene.sandbox.orders.add(1);
		payFails({ kind: 'reset', when: 'after' });
		const { failed } = await settle(naming(orders), { verifyUnknown: false });
		expect(failed).toMatchObject([{ outcome: 'unknown' }]);
		expect(scene.sandbox.requests.of('get')).toHaveLength(0);
	});

	it("reads at the credential's path, corrected there and nowhere else", async () => {
		const orders = scene.sandbox.orders.add(1);
		payFails({ kind: 'reset', when: 'after' });
		await settle(
			naming(orders),
			{},
			{ credential: { endpointPaths: '{ "order.get": "/my/detail" }' } },
		);
		const paths = scene.sandbox.requests.all().map(({ path }) => path);
		expect(paths[0]).toBe('/api/alibaba/ka/order/pay');
		expect(new Set(paths.slice(1))).toEqual(new Set(['/api/my/detail']));
	});

	it('keeps to Max Concurrency, and shares one wait between all unclear orders', async () => {
		const orders = scene.sandbox.orders.add(12);
		payFails({ kind: 'reset', when: 'after' });
		scene.sandbox.faults.add({ on: 'get', kind: 'latency', ms: 30, times: 0 });
		const { succeeded } = await settle(naming(orders), { batchSize: 3, maxConcurrency: 2 });
		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders)));
		expect(scene.sandbox.requests.peakInFlight).toBe(2);
		expect(scene.sandbox.requests.of('get')).toHaveLength(12);
	});
});
