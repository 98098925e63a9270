/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sleep } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { DEMO_KEYS, startSandbox } from '../../sandbox';
import type { Fault } from '../../sandbox';
import { TestCredentialsHelper } from '../harness/credentialsHelper';
import { linkOf, naming, orderIdsOf, useSandbox } from '../harness/scene';

const scene = useSandbox();

/** Pays what the items name. Unclear outcomes stay unclear here unless a test asks to settle them. */
const pay = async (input: IDataObject[], options: IDataObject = {}) =>
	await scene.run(
		{
			operation: 'pay',
			orderId: '={{ $json.orderId }}',
			options: { verifyUnknown: false, ...options },
		},
		input,
	);

const debitsOf = (orders: Array<{ orderId: string }>) =>
	orders.map(({ orderId }) => scene.sandbox.ledger.debitsOf(orderId));

const ONE_OF_THE_VENDORS = '3300504350583134260';

describe('Pay', () => {
	it('pays orders and says so on Succeeded', async () => {
		const orders = scene.sandbox.orders.add(3);
		const { succeeded, failed } = await pay(naming(orders));

		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders)));
		expect(succeeded[0]).toEqual({
			orderId: orders[0].orderId,
			outcome: 'succeeded',
			operation: 'pay',
			requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
		});
		expect(failed).toEqual([]);
		expect(debitsOf(orders)).toEqual([1, 1, 1]);
	});

	it('sends the documented request, byte for byte', async () => {
		await pay([{ orderId: ONE_OF_THE_VENDORS }]);
		const [request] = scene.sandbox.requests.all();
		expect(request.rawBody).toBe(
			readFileSync(join(process.cwd(), 'sandbox/samples/pay.request.json'), 'utf8').trim(),
		);
		expect(request.headers['content-type']).toBe('application/json');
	});

	it("takes the vendor's own sample for what it says: paid before", async () => {
		scene.sandbox.faults.add({ on: 'pay', kind: 'vendorSample' });
		const { succeeded, failed } = await pay([{ orderId: ONE_OF_THE_VENDORS }]);

		expect(succeeded).toEqual([]);
		expect(failed).toEqual([
			{
				orderId: ONE_OF_THE_VENDORS,
				outcome: 'alreadyPaid',
				errorCode: 'ALREADY_PAID',
				errorMessage: expect.stringContaining('already debited'),
				failedReason: '资金账户已经扣款,不可重复支付',
				httpStatus: 200,
				requestId: '9502cd80026d45018af181d760288f63',
				retryable: false,
				operation: 'pay',
			},
		]);
	});

	it('pays 1,000 orders in exactly 100 requests, at most 4 at once, each item linked', async () => {
		const orders = scene.sandbox.orders.add(1000, { totalAmount: 1000, shippingFee: 0 });
		const refused = orders.filter((_, index) => index % 20 === 7);
		for (const { orderId } of refused) scene.sandbox.orders.cancel(orderId);
		const { succeeded, failed, items } = await pay(naming(orders));

		expect(scene.sandbox.requests.of('pay')).toHaveLength(100);
		expect(scene.sandbox.requests.peakInFlight).toBeLessThanOrEqual(4);
		expect(succeeded).toHaveLength(950);
		expect(failed).toHaveLength(50);
		expect(orderIdsOf(failed)).toEqual(orderIdsOf(naming(refused)));
		for (const item of items.flat()) {
			const { orderId } = orders[linkOf(item) as number];
			expect(item.json.orderId).toBe(orderId);
			expect(scene.sandbox.ledger.debitsOf(orderId)).toBe(
				item.json.outcome === 'succeeded' ? 1 : 0,
			);
		}
		expect(new Set(items.flat().map(linkOf)).size).toBe(1000);
	});

	it('reads the credential once, however many requests it signs', async () => {
		const read = jest.spyOn(TestCredentialsHelper.prototype, 'getDecrypted');
		try {
			const orders = scene.sandbox.orders.add(5);
			await pay(naming(orders), { batchSize: 1 });
			const nonces = scene.sandbox.requests.all().map(({ headers }) => headers['nonce-str']);

			expect(debitsOf(orders)).toEqual([1, 1, 1, 1, 1]);
			expect(new Set(nonces).size).toBe(5);
			expect(read).toHaveBeenCalledTimes(1);
		} finally {
			read.mockRestore();
		}
	});

	it('sends an order that several items name once, and answers every one of them', async () => {
		const [order, other] = scene.sandbox.orders.add(2);
		const { succeeded, items } = await pay(naming([order, other, order, order]));

		expect(scene.sandbox.requests.of('pay').map(({ body }) => body)).toEqual([
			{ orderIds: [order.orderId, other.orderId] },
		]);
		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming([order, other, order, order])));
		expect(items[0].map(linkOf)).toEqual([0, 1, 2, 3]);
		expect(debitsOf([order, other])).toEqual([1, 1]);
	});

	it.each([
		['commas', (ids: string[]) => ids.join(', ')],
		['line breaks', (ids: string[]) => `${ids.join('\n')}\n`],
		['Chinese commas', (ids: string[]) => ids.join('，')],
		['an array', (ids: string[]) => ids],
		['a JSON array as text', (ids: string[]) => JSON.stringify(ids)],
		['a JSON array of bare numbers', (ids: string[]) => `[${ids.join(',')}]`],
	])('takes a list given with %s', async (_, list) => {
		const orders = scene.sandbox.orders.add(3);
		const { succeeded, items } = await pay([
			{ orderId: list(orders.map(({ orderId }) => orderId)) },
		]);
		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders)));
		expect(items[0].map(linkOf)).toEqual([0, 0, 0]);
	});

	it('keeps the digits of an id that comes back as a bare number', async () => {
		scene.sandbox.orders.add({ orderId: ONE_OF_THE_VENDORS });
		scene.sandbox.faults.add({ on: 'pay', kind: 'idsAsNumbers' });
		const { succeeded } = await pay([{ orderId: ONE_OF_THE_VENDORS }]);
		expect(succeeded[0].orderId).toBe(ONE_OF_THE_VENDORS);
		expect(scene.sandbox.ledger.debitsOf(ONE_OF_THE_VENDORS)).toBe(1);
	});

	it('rejects with the reason in English, the original beside it', async () => {
		const [poor] = scene.sandbox.orders.add(1, { totalAmount: 99_999_999_99 });
		const [odd] = scene.sandbox.orders.add(1, { refusal: '卖家已停业整顿' });
		const { failed } = await pay(naming([poor, odd]));

		expect(failed).toMatchObject([
			{
				outcome: 'rejected',
				errorCode: 'ORDER_REFUSED',
				errorMessage: expect.stringContaining('balance of the funds account is too small'),
				failedReason: '资金账户余额不足',
				retryable: false,
			},
			{ outcome: 'rejected', failedReason: '卖家已停业整顿' },
		]);
		expect(failed[1].errorMessage).toContain("'failedReason'");
		expect(JSON.stringify(failed.map(({ errorMessage }) => errorMessage))).not.toMatch(/[一-鿿]/);
		expect(debitsOf([poor, odd])).toEqual([0, 0]);
	});

	it.each(['failed', 'succeeded'] as const)(
		'puts what was paid before on %s if told so',
		async (alreadyPaidOutput) => {
			const orders = scene.sandbox.orders.add(1);
			await pay(naming(orders));
			const outcome = await pay(naming(orders), { alreadyPaidOutput });

			expect(outcome[alreadyPaidOutput]).toMatchObject([{ outcome: 'alreadyPaid' }]);
			expect([...outcome.succeeded, ...outcome.failed]).toHaveLength(1);
			expect(debitsOf(orders)).toEqual([1]);
		},
	);

	it('calls an order unknown that the answer does not mention', async () => {
		const orders = scene.sandbox.orders.add(2);
		scene.sandbox.faults.add({ on: 'pay', kind: 'omit', orderIds: [orders[1].orderId] });
		const { succeeded, failed } = await pay(naming(orders));

		expect(orderIdsOf(succeeded)).toEqual([orders[0].orderId]);
		expect(failed).toMatchObject([
			{
				orderId: orders[1].orderId,
				outcome: 'unknown',
				errorCode: 'NOT_IN_ANSWER',
				retryable: false,
			},
		]);
	});

	it.each([
		['debited, as in the sample', {}, 'alreadyPaid', 1],
		['refused for another reason', { reason: '订单异常', debited: false }, 'rejected', 0],
	])('never trusts an id in both lists: %s', async (_, fault, outcome, debits) => {
		const orders = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'pay', kind: 'bothLists', ...fault });
		const { succeeded, failed } = await pay(naming(orders));

		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ orderId: orders[0].orderId, outcome }]);
		expect(debitsOf(orders)).toEqual([debits]);
	});

	it('never emits an order that nobody asked for', async () => {
		const orders = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'pay', kind: 'foreignIds', orderIds: [ONE_OF_THE_VENDORS] });
		const { succeeded, failed } = await pay(naming(orders));
		expect(orderIdsOf([...succeeded, ...failed])).toEqual([orders[0].orderId]);
	});

	it.each([
		[
			'HTTP 502 with a web page',
			{ kind: 'status', status: 502, body: 'html' },
			'unknown',
			'NOT_XPORTCN',
		],
		['a login page', { kind: 'html' }, 'unknown', 'NOT_XPORTCN'],
		['code -1', { kind: 'code', code: -1, msg: '系统繁忙' }, 'unknown', 'XPORTCN_-1'],
		['code 10001', { kind: 'code', code: 10001, msg: '?' }, 'unknown', 'XPORTCN_10001'],
		['code 202', { kind: 'code', code: 202, msg: '处理中' }, 'unknown', 'XPORTCN_202'],
		['code 400, busy', { kind: 'code', code: 400, msg: '系统繁忙' }, 'unknown', 'XPORTCN_400'],
		['code 500, no money', { kind: 'code', code: 500, msg: '余额不足' }, 'unknown', 'XPORTCN_500'],
		[
			'code 500, bad signature',
			{ kind: 'code', code: 500, msg: '签名错误' },
			'rejected',
			'XPORTCN_500',
		],
		['HTTP 408', { kind: 'status', status: 408 }, 'unknown', 'XPORTCN_408'],
		['code 500', { kind: 'code', code: 500 }, 'unknown', 'XPORTCN_500'],
		['code 400', { kind: 'code', code: 400, msg: '参数错误' }, 'unknown', 'XPORTCN_400'],
		['HTTP 401', { kind: 'status', status: 401 }, 'rejected', 'XPORTCN_401'],
		['HTTP 403', { kind: 'status', status: 403 }, 'rejected', 'XPORTCN_403'],
		['HTTP 429', { kind: 'status', status: 429 }, 'rejected', 'XPORTCN_429'],
		['a lost connection', { kind: 'reset' }, 'unknown', 'CONNECTION_LOST'],
		['half an answer', { kind: 'truncate' }, 'unknown', 'NOT_XPORTCN'],
		['no answer', { kind: 'hang' }, 'unknown', 'TIMEOUT'],
		['an answer that drips', { kind: 'drip', chunkBytes: 1, everyMs: 100 }, 'unknown', 'TIMEOUT'],
		[
			'null data',
			{ kind: 'raw', body: '{"code":200,"msg":"成功","data":null}' },
			'unknown',
			'NOT_IN_ANSWER',
		],
		[
			'the code as text',
			{ kind: 'raw', body: '{"code":"200","msg":"成功"}' },
			'unknown',
			'NOT_XPORTCN',
		],
	] as const)(
		'%s: the whole batch is called what it is, and nothing is sent again',
		async (_, fault, outcome, errorCode) => {
			const orders = scene.sandbox.orders.add(3);
			scene.sandbox.faults.add({ on: 'pay', times: 0, ...fault });
			const { succeeded, failed } = await pay(naming(orders), { timeout: 400 });

			expect(succeeded).toEqual([]);
			expect(orderIdsOf(failed)).toEqual(orderIdsOf(naming(orders)));
			expect(failed.map((item) => [item.outcome, item.errorCode])).toEqual(
				orders.map(() => [outcome, errorCode]),
			);
			expect(scene.sandbox.requests.of('pay')).toHaveLength(1);
		},
	);

	it.each([
		[400, '参数错误'],
		[500, '余额不足'],
	])(
		'believes a refusal of the whole call, code %s, when it is about one order only',
		async (code, msg) => {
			scene.sandbox.faults.add({ on: 'pay', kind: 'code', code, msg });
			const { failed } = await pay(naming(scene.sandbox.orders.add(1)));
			expect(failed).toMatchObject([{ outcome: 'rejected', errorCode: `XPORTCN_${code}` }]);
		},
	);

	it('keeps what the other batches did when one goes wrong', async () => {
		const orders = scene.sandbox.orders.add(6);
		scene.sandbox.faults.add({ on: 'pay', kind: 'reset', orderId: orders[2].orderId });
		const { succeeded, failed } = await pay(naming(orders), { batchSize: 2 });

		expect(orderIdsOf(succeeded)).toEqual([0, 1, 4, 5].map((index) => orders[index].orderId));
		expect(orderIdsOf(failed)).toEqual([2, 3].map((index) => orders[index].orderId));
	});

	it('says that nothing was sent when no connection could be made, after trying again', async () => {
		const orders = scene.sandbox.orders.add(1);
		const { failed } = await scene.run(
			{ operation: 'pay', orderId: '={{ $json.orderId }}' },
			naming(orders),
			{ credential: { baseUrl: 'http://127.0.0.1:9/api' } },
		);
		expect(failed).toMatchObject([
			{ outcome: 'notSent', errorCode: 'NOT_CONNECTED', retryable: true },
		]);
		expect(failed[0].errorMessage).toMatch(/tried 3 times in \d\.\d s/);
	});
});

describe('A vendor that comes up late', () => {
	it('gets a payment that could not leave at first, once', async () => {
		const first = await startSandbox({ orders: 2 });
		const { port } = new URL(first.baseUrl);
		const orders = first.orders.all();
		await first.stop();

		const running = scene.run(
			{ operation: 'pay', orderId: '={{ $json.orderId }}' },
			naming(orders),
			{ credential: { baseUrl: first.baseUrl } },
		);
		await sleep(50);
		const late = await startSandbox({ orders: 2, port: Number(port) });
		const { succeeded } = await running;
		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders)));
		expect(late.ledger.all()).toHaveLength(2);
		expect(late.requests.of('pay')).toHaveLength(1);
		await late.stop();
	});
});

describe('Pay with Verify Unknown', () => {
	const settle = async (input: IDataObject[], options: IDataObject = {}) =>
		await pay(input, { verifyUnknown: true, verifyWait: 300, ...options });

	it('settles as succeeded what the order details show as paid', async () => {
		const orders = scene.sandbox.orders.add(2);
		scene.sandbox.faults.add({ on: 'pay', kind: 'reset', when: 'after' });
		const { succeeded, failed } = await settle(naming(orders));

		expect(failed).toEqual([]);
		expect(succeeded).toMatchObject(
			orders.map(({ orderId }) => ({ orderId, outcome: 'succeeded', settledBy: 'orderDetails' })),
		);
		expect(debitsOf(orders)).toEqual([1, 1]);
	});

	it.each<[string, Fault]>([
		['a lost connection', { kind: 'reset' }],
		['no answer', { kind: 'hang' }],
		['HTTP 504', { kind: 'status', status: 504, body: 'html' }],
		['a code nobody knows', { kind: 'code', code: 51001, msg: '?' }],
		['"in progress"', { kind: 'code', code: 51001, msg: '支付处理中' }],
		['no word about the order', { kind: 'omit', when: 'before' }],
	])('settles as rejected, to be paid again, what is still unpaid after %s', async (_, fault) => {
		const orders = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'pay', ...fault });
		const { failed } = await settle(naming(orders), { timeout: 200 });
		expect(failed).toMatchObject([
			{ outcome: 'rejected', errorCode: 'STILL_UNPAID', retryable: true },
		]);
		expect(failed[0].errorMessage).toContain('it was not debited');
		expect(debitsOf(orders)).toEqual([0]);
	});

	it('keeps looking for a debit that comes late', async () => {
		const orders = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'pay', kind: 'latency', ms: 600 });
		const { succeeded } = await settle(naming(orders), { timeout: 100, verifyWait: 3000 });
		expect(succeeded).toMatchObject([{ settledBy: 'orderDetails' }]);
		expect(scene.sandbox.requests.of('get').length).toBeGreaterThan(1);
		expect(debitsOf(orders)).toEqual([1]);
	});

	it('leaves it unknown when the details cannot be read, after two dead looks', async () => {
		const orders = scene.sandbox.orders.add(10);
		scene.sandbox.faults.add({ on: 'pay', kind: 'reset', when: 'after' });
		scene.sandbox.faults.add({ on: 'get', kind: 'html', times: 0 });
		const { failed } = await settle(naming(orders), { maxConcurrency: 1 });
		expect(failed.map(({ outcome, errorCode }) => [outcome, errorCode])).toEqual(
			orders.map(() => ['unknown', 'CONNECTION_LOST']),
		);
		expect(scene.sandbox.requests.of('get')).toHaveLength(2);
	});

	it('does not look on when the details do not know the order, or the path is wrong', async () => {
		const orders = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'pay', kind: 'reset', when: 'after' });
		const { failed } = await settle(naming(orders), { orderDetailsPath: '/wrong' });
		expect(failed).toMatchObject([{ outcome: 'unknown' }]);
		expect(scene.sandbox.requests.of('unknown')).toHaveLength(2);
	});

	it('gets over one dead look', async () => {
		const orders = scene.sandbox.orders.add(3);
		scene.sandbox.faults.add({ on: 'pay', kind: 'reset', when: 'after' });
		scene.sandbox.faults.add({ on: 'get', kind: 'html' });
		const { succeeded } = await settle(naming(orders), { maxConcurrency: 1 });
		expect(succeeded).toHaveLength(3);
	});

	it.each([
		[
			'another order',
			{ orderId: ONE_OF_THE_VENDORS, payStatus: 2, orderStatus: 'WAITING_FOR_SENT' },
		],
		['no order number', { payStatus: 2, orderStatus: 'WAITING_FOR_SENT' }],
		['a state that contradicts itself', { payStatus: 2, orderStatus: 'WAITING_FOR_PAYMENT' }],
		['a state nobody knows', { payStatus: 9, orderStatus: 'PAYING' }],
		['a payment of a cancelled order', { payStatus: 2, orderStatus: 'CANCEL' }],
		[
			'a time of payment before payment',
			{ payStatus: 1, orderStatus: 'CANCEL', payTime: '2026-05-20 15:41:00' },
		],
	])('takes details with %s for no proof', async (_, details) => {
		const [order] = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'pay', kind: 'reset' });
		const data = { ...('payStatus' in details ? { orderId: order.orderId } : {}), ...details };
		if (_ === 'no order number') delete (data as IDataObject).orderId;
		scene.sandbox.faults.add({
			on: 'get',
			kind: 'raw',
			times: 0,
			body: JSON.stringify({ code: 200, msg: '成功', data }),
		});
		const { failed } = await settle(naming([order]));
		expect(failed).toMatchObject([{ outcome: 'unknown' }]);
	});

	it('settles an order in both lists that was debited after all', async () => {
		const orders = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'pay', kind: 'bothLists', reason: '订单异常' });
		const { succeeded } = await settle(naming(orders));
		expect(succeeded).toMatchObject([{ settledBy: 'orderDetails' }]);
		expect(debitsOf(orders)).toEqual([1]);
	});

	it.each<[string, Fault]>([
		['in both lists', { kind: 'bothLists', reason: '订单状态异常' }],
		['"no money" for the whole batch', { kind: 'code', code: 500, msg: '余额不足', when: 'after' }],
		['"Read timed out"', { kind: 'code', code: 500, msg: 'Read timed out', when: 'after' }],
	])('does not believe the first look when a debit shows late: %s', async (_, fault) => {
		const orders = scene.sandbox.orders.add(2);
		scene.sandbox.faults.add({
			on: 'pay',
			...fault,
			...(fault.kind === 'bothLists' ? { count: 2 } : {}),
		} as Fault);
		for (const { orderId } of orders) {
			scene.sandbox.faults.add({
				on: 'get',
				orderId,
				kind: 'raw',
				times: 2,
				body: JSON.stringify({
					code: 200,
					msg: '成功',
					data: { orderId, payStatus: 1, orderStatus: 'WAITING_FOR_PAYMENT' },
				}),
			});
		}
		const { succeeded } = await settle(naming(orders));
		expect(succeeded).toHaveLength(2);
		expect(debitsOf(orders)).toEqual([1, 1]);
	});

	it('never turns "already debited" into "not debited"', async () => {
		const [order] = scene.sandbox.orders.add(1);
		const msg = '资金账户已经扣款,不可重复支付';
		scene.sandbox.faults.add({ on: 'pay', kind: 'code', code: 500, msg });
		const { failed } = await settle(naming([order]));
		expect(failed).toMatchObject([{ outcome: 'unknown', failedReason: msg }]);
	});

	it('stops looking once the details have stopped answering', async () => {
		const orders = scene.sandbox.orders.add(60);
		scene.sandbox.faults.add({ on: 'pay', kind: 'reset', times: 0 });
		scene.sandbox.faults.add({ on: 'get', kind: 'html', times: 0 });
		const { failed } = await settle(naming(orders), { batchSize: 2, maxConcurrency: 1 });
		expect(failed).toHaveLength(60);
		expect(scene.sandbox.requests.of('get').length).toBeLessThanOrEqual(8);
	});

	it('recognises "paid before" by the details when the reason is new', async () => {
		const [order] = scene.sandbox.orders.add(1, { refusal: '该订单已付款' });
		scene.sandbox.orders.markPaid(order.orderId);
		const entry = { orderId: order.orderId, failedReason: '该订单已付款' };
		scene.sandbox.faults.add({
			on: 'pay',
			kind: 'raw',
			body: JSON.stringify({ code: 200, msg: '成功', data: { failedOrderList: [entry] } }),
		});
		const { failed } = await settle(naming([order]));
		expect(failed).toMatchObject([{ outcome: 'alreadyPaid', failedReason: '该订单已付款' }]);
	});

	it('keeps to Max Concurrency while it looks', async () => {
		const orders = scene.sandbox.orders.add(12);
		scene.sandbox.faults.add({ on: 'pay', kind: 'reset', when: 'after', times: 0 });
		scene.sandbox.faults.add({ on: 'get', kind: 'latency', ms: 30, times: 0 });
		const { succeeded } = await settle(naming(orders), { batchSize: 3, maxConcurrency: 2 });
		expect(succeeded).toHaveLength(12);
		expect(scene.sandbox.requests.peakInFlight).toBe(2);
	});

	it('does not read orders whose outcome is clear', async () => {
		const orders = scene.sandbox.orders.add(2);
		scene.sandbox.orders.cancel(orders[1].orderId);
		await settle(naming(orders));
		expect(scene.sandbox.requests.of('get')).toHaveLength(0);
	});

	it('reads at the path the user gives', async () => {
		const orders = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'pay', kind: 'reset', when: 'after' });
		await settle(naming(orders), { orderDetailsPath: '/my/detail' });
		expect(scene.sandbox.requests.all()[1].path).toBe('/api/my/detail');
	});
});

describe('Pay with Skip if Paid', () => {
	const careful = async (input: IDataObject[], options: IDataObject = {}) =>
		await pay(input, { skipIfPaid: true, ...options });

	it('sends only what is clearly unpaid', async () => {
		const [unpaid, paid] = scene.sandbox.orders.add(2);
		scene.sandbox.orders.markPaid(paid.orderId);
		const { succeeded, failed } = await careful(naming([unpaid, paid]));

		expect(orderIdsOf(succeeded)).toEqual([unpaid.orderId]);
		expect(failed).toMatchObject([{ orderId: paid.orderId, outcome: 'alreadyPaid' }]);
		expect(scene.sandbox.requests.of('pay').map(({ body }) => body)).toEqual([
			{ orderIds: [unpaid.orderId] },
		]);
	});

	it('sends nothing at all when all are paid', async () => {
		const [paid] = scene.sandbox.orders.add(1);
		scene.sandbox.orders.markPaid(paid.orderId);
		await careful(naming([paid]));
		expect(scene.sandbox.requests.of('pay')).toEqual([]);
	});

	it('never debits twice, not even with a vendor that would', async () => {
		scene.sandbox.refuseSecondDebit = false;
		const orders = scene.sandbox.orders.add(5);
		await careful(naming(orders));
		const { failed } = await careful(naming(orders));
		expect(failed.map(({ outcome }) => outcome)).toEqual(orders.map(() => 'alreadyPaid'));
		expect(debitsOf(orders)).toEqual(orders.map(() => 1));
	});

	it('does not let one order with odd details keep the others from being paid', async () => {
		const orders = scene.sandbox.orders.add(20);
		for (const { orderId } of orders.slice(0, 10)) {
			scene.sandbox.faults.add({
				on: 'get',
				orderId,
				kind: 'raw',
				body: `{"code":200,"msg":"成功","data":{"orderId":"${ONE_OF_THE_VENDORS}"}}`,
			});
		}
		const { succeeded, failed } = await careful(naming(orders), { maxConcurrency: 1 });
		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders.slice(10))));
		expect(failed.map(({ outcome }) => outcome)).toEqual(Array(10).fill('notSent'));
	});

	it('stops asking once the details have stopped answering', async () => {
		const orders = scene.sandbox.orders.add(60);
		scene.sandbox.faults.add({ on: 'get', kind: 'html', times: 0 });
		const { failed } = await careful(naming(orders), { maxConcurrency: 1 });
		expect(new Set(failed.map(({ outcome }) => outcome))).toEqual(new Set(['notSent']));
		expect(scene.sandbox.requests.all()).toHaveLength(8);
	});

	it.each<[string, Fault]>([
		['cannot be read', { kind: 'html', times: 0 }],
		[
			'do not say whether it is paid',
			{ kind: 'raw', times: 0, body: '{"code":200,"msg":"成功","data":{"orderStatus":"?"}}' },
		],
	])('does not send an order whose details %s', async (_, fault) => {
		const orders = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'get', ...fault });
		const { failed } = await careful(naming(orders));
		expect(failed).toMatchObject([{ outcome: 'notSent' }]);
		expect(failed[0].errorMessage).toContain("'Skip if Paid'");
		expect(scene.sandbox.requests.of('pay')).toEqual([]);
	});
});

describe('A signature', () => {
	it('does not reach an item, not even when a server sends it back', async () => {
		const orders = scene.sandbox.orders.add(1);
		const echo = async (fault: (headers: Record<string, unknown>) => string) => {
			const before = scene.sandbox.requests.all().length;
			await pay(naming(orders));
			return fault(scene.sandbox.requests.all()[before].headers);
		};
		const headers = await echo((sent) => JSON.stringify(sent));
		scene.sandbox.faults.add({
			on: 'pay',
			kind: 'raw',
			status: 401,
			body: JSON.stringify({
				code: 401,
				msg: `签名错误 ${headers}`,
				requestId: headers,
				data: null,
			}),
		});
		const { run, failed } = await pay(naming(orders));
		const { signature, 'nonce-str': nonce } = JSON.parse(headers) as Record<string, string>;
		expect(failed).toMatchObject([{ outcome: 'rejected', requestId: null }]);
		expect(failed[0].failedReason).toContain('[masked]');
		for (const secret of [signature, nonce, DEMO_KEYS.accessSecret]) {
			expect(JSON.stringify(run)).not.toContain(secret);
		}
	});
});
