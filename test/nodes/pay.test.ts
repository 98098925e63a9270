import { join, process, readFileSync } from '../../tools/node';
import type { IDataObject } from 'n8n-workflow';

import { ONE_OF_THE_VENDORS, usePaying } from '../harness/paying';
import { linkOf, naming, orderIdsOf } from '../harness/scene';

const scene = usePaying();
const { pay, debitsOf, paySent } = scene;

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

	it('pays 1,000 orders in exactly 100 requests, each item linked', async () => {
		const orders = scene.sandbox.orders.add(1000, { totalAmount: 1000, shippingFee: 0 });
		const refused = orders.filter((_, index) => index % 20 === 7);
		for (const { orderId } of refused) scene.sandbox.orders.cancel(orderId);
		const { succeeded, failed, items } = await pay(naming(orders));

		expect(scene.sandbox.requests.of('pay')).toHaveLength(100);
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

	it('sends an order that several items name once, and answers every one of them', async () => {
		const [order, other] = scene.sandbox.orders.add(2);
		const { succeeded, items } = await pay(naming([order, other, order, order]));

		expect(paySent()).toEqual([[order.orderId, other.orderId]]);
		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming([order, other, order, order])));
		expect(items[0].map(linkOf)).toEqual([0, 1, 2, 3]);
		expect(debitsOf([order, other])).toEqual([1, 1]);
	});

	it('sends as many orders with a request as Batch Size says', async () => {
		const orders = scene.sandbox.orders.add(7);
		await pay(naming(orders), { options: { batchSize: 3 } });
		expect(
			paySent()
				.map((ids) => ids.length)
				.sort(),
		).toEqual([1, 3, 3]);
		expect(debitsOf(orders)).toEqual(orders.map(() => 1));
	});

	it('keeps the digits of an id that comes back as a bare number', async () => {
		scene.sandbox.orders.add({ orderId: ONE_OF_THE_VENDORS });
		scene.sandbox.faults.add({ on: 'pay', kind: 'idsAsNumbers' });
		const { succeeded } = await pay([{ orderId: ONE_OF_THE_VENDORS }]);
		expect(succeeded[0].orderId).toBe(ONE_OF_THE_VENDORS);
		expect(scene.sandbox.ledger.debitsOf(ONE_OF_THE_VENDORS)).toBe(1);
	});

	it('keeps what the other batches did when one goes wrong', async () => {
		const orders = scene.sandbox.orders.add(6);
		scene.sandbox.faults.add({ on: 'pay', kind: 'reset', orderId: orders[2].orderId });
		const { succeeded, failed } = await pay(naming(orders), { options: { batchSize: 2 } });

		expect(orderIdsOf(succeeded)).toEqual([0, 1, 4, 5].map((index) => orders[index].orderId));
		expect(orderIdsOf(failed)).toEqual([2, 3].map((index) => orders[index].orderId));
	});
});

describe('Each order in the answer to Pay', () => {
	it('that is refused has the reason in English, the original beside it', async () => {
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
			{ outcome: 'rejected', failedReason: '卖家已停业整顿', retryable: false },
		]);
		expect(failed[1].errorMessage).toContain("'failedReason'");
		expect(JSON.stringify(failed.map(({ errorMessage }) => errorMessage))).not.toMatch(/[一-鿿]/);
		expect(debitsOf([poor, odd])).toEqual([0, 0]);
	});

	it('that is not in it is unknown', async () => {
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

	it.each<[string, IDataObject, string, string, number]>([
		['with the documented reason', {}, 'alreadyPaid', 'ALREADY_PAID', 1],
		['with another reason, debited', { reason: '订单异常' }, 'unknown', 'IN_BOTH_LISTS', 1],
		[
			'with another reason, not debited',
			{ reason: '订单异常', debited: false },
			'unknown',
			'IN_BOTH_LISTS',
			0,
		],
		['with "paid" in other words', { reason: '订单已支付' }, 'unknown', 'IN_BOTH_LISTS', 1],
	])('that is in both lists is never Succeeded: %s', async (_, fault, outcome, code, debits) => {
		const orders = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'pay', kind: 'bothLists', ...fault });
		const { succeeded, failed } = await pay(naming(orders));

		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([
			{ orderId: orders[0].orderId, outcome, errorCode: code, retryable: false },
		]);
		expect(debitsOf(orders)).toEqual([debits]);
	});

	it('that nobody asked for is not given out', async () => {
		const orders = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'pay', kind: 'foreignIds', orderIds: [ONE_OF_THE_VENDORS] });
		const { succeeded, failed } = await pay(naming(orders));
		expect(orderIdsOf([...succeeded, ...failed])).toEqual([orders[0].orderId]);
	});

	it.each(['failed', 'succeeded'] as const)(
		'that was paid before goes to %s if told so',
		async (alreadyPaidOutput) => {
			const orders = scene.sandbox.orders.add(1);
			await pay(naming(orders));
			const outcome = await pay(naming(orders), { options: { alreadyPaidOutput } });

			expect(outcome[alreadyPaidOutput]).toMatchObject([{ outcome: 'alreadyPaid' }]);
			expect([...outcome.succeeded, ...outcome.failed]).toHaveLength(1);
			expect(debitsOf(orders)).toEqual([1]);
		},
	);

	it.each([
		['订单已支付', 'alreadyPaid', 'ALREADY_PAID'],
		['已扣款', 'alreadyPaid', 'ALREADY_PAID'],
		['支付处理中', 'unknown', 'ORDER_PENDING'],
		['正在支付', 'unknown', 'ORDER_PENDING'],
		['已提交', 'unknown', 'ORDER_PENDING'],
		['已受理', 'unknown', 'ORDER_PENDING'],
		['等待银行确认', 'unknown', 'ORDER_PENDING'],
		['订单已提交支付，如需修改请先取消提交支付', 'unknown', 'ORDER_PENDING'],
		['订单已付款,请勿关闭', 'alreadyPaid', 'ALREADY_PAID'],
		['订单已取消,无法支付', 'rejected', 'ORDER_REFUSED'],
	])('with the reason %s is %s', async (refusal, outcome, errorCode) => {
		const { failed } = await pay(naming(scene.sandbox.orders.add(1, { refusal })));
		expect(failed).toMatchObject([{ outcome, errorCode, failedReason: refusal, retryable: false }]);
		if (!refusal.includes('已取消'))
			expect(failed[0].errorMessage).not.toContain('Create it again');
	});
});

describe('What the input item knows of its order', () => {
	it("goes on with it: the buyer's own number and the amount", async () => {
		const orders = scene.sandbox.orders.add(2, { refusal: null });
		scene.sandbox.orders.cancel(orders[1].orderId);
		const { succeeded, failed } = await pay(
			orders.map(({ orderId }, index) => ({
				orderId,
				outOrderId: `PO-${index}`,
				totalCny: '64.00',
			})),
		);
		expect(succeeded).toMatchObject([{ outOrderId: 'PO-0', totalCny: '64.00' }]);
		expect(failed).toMatchObject([{ outOrderId: 'PO-1', totalCny: '64.00' }]);
		expect(Object.keys(failed[0]).slice(0, 4)).toEqual([
			...['orderId', 'outOrderId', 'outcome', 'totalCny'],
		]);
	});

	it('gives way to an amount that was read from the details', async () => {
		const [order] = scene.sandbox.orders.add(1, { totalAmount: 7000 });
		const { succeeded } = await pay([{ orderId: order.orderId, totalCny: '64.00' }], {
			maximumPerOrder: '100',
		});
		expect(succeeded).toMatchObject([{ totalCny: '70.00' }]);
	});

	it('does not go on with several orders at once, nor with another order', async () => {
		const [a, b, c] = scene.sandbox.orders.add(3).map(({ orderId }) => orderId);
		const known = { outOrderId: 'PO-1', totalCny: '64.00' };
		const { succeeded } = await pay(
			[
				{ orderId: b, pay: `${a},${b}`, ...known },
				{ orderId: b, pay: c, ...known },
			],
			{ orderId: '={{ $json.pay }}' },
		);
		expect(orderIdsOf(succeeded)).toEqual([a, b, c]);
		for (const item of succeeded) {
			expect(item).not.toHaveProperty('outOrderId');
			expect(item).not.toHaveProperty('totalCny');
		}
	});
});
