import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { ONE_OF_THE_VENDORS, usePaying } from '../harness/paying';
import { naming, orderIdsOf } from '../harness/scene';

const scene = usePaying();
const { pay, debitsOf, detailsAre, paySent } = scene;

/** Unpaid orders of so many fen. */
const ordersOf = (...fen: number[]) =>
	scene.sandbox.orders.add(fen.map((totalAmount) => ({ totalAmount, shippingFee: 0 })));

const UNPAID = { payStatus: 1, orderStatus: 'WAITING_FOR_PAYMENT' };

describe('Maximum per Order', () => {
	it.each([
		['64', 1],
		['64.00', 1],
		['¥64', 1],
		[64, 1],
		['63.99', 0],
		['0', 0],
	])('of %s CNY lets %s order(s) of 64.00 through', async (maximumPerOrder, debits) => {
		const orders = ordersOf(6400);
		const { succeeded, failed } = await pay(naming(orders), { maximumPerOrder });
		expect(debitsOf(orders)).toEqual([debits]);
		if (debits === 1) {
			expect(succeeded).toMatchObject([{ orderId: orders[0].orderId, totalCny: '64.00' }]);
			return;
		}
		expect(paySent()).toEqual([]);
		expect(failed).toMatchObject([
			{ outcome: 'notSent', errorCode: 'ABOVE_MAXIMUM', totalCny: '64.00', retryable: false },
		]);
		expect(failed[0].errorMessage).toContain("above 'Maximum per Order (CNY)'");
	});

	it('holds back those above it, and no other order of the batch', async () => {
		const orders = ordersOf(5000, 5001, 4999, 9000);
		const { succeeded, failed } = await pay(naming(orders), { maximumPerOrder: '50' });
		expect(orderIdsOf(succeeded)).toEqual([orders[0].orderId, orders[2].orderId]);
		expect(failed.map(({ errorCode }) => errorCode)).toEqual(['ABOVE_MAXIMUM', 'ABOVE_MAXIMUM']);
		expect(paySent()).toEqual([[orders[0].orderId, orders[2].orderId]]);
		expect(debitsOf(orders)).toEqual([1, 0, 1, 0]);
	});

	it('is held against what is read right before the order is sent, batch by batch', async () => {
		const orders = ordersOf(5000, 5000, 5000);
		await pay(naming(orders), {
			maximumPerOrder: '50',
			options: { batchSize: 1, maxConcurrency: 1 },
		});
		const sent = scene.sandbox.requests.all().map(({ operation }) => operation);
		expect(sent).toEqual(['get', 'pay', 'get', 'pay', 'get', 'pay']);
	});

	it('may differ between items; of several that name an order the lowest counts', async () => {
		const [one, both] = ordersOf(6400, 6400);
		const { succeeded, failed } = await pay(
			[
				{ orderId: one.orderId, most: '64' },
				{ orderId: both.orderId, most: '64' },
				{ orderId: both.orderId, most: '10' },
			],
			{ maximumPerOrder: '={{ $json.most }}' },
		);
		expect(orderIdsOf(succeeded)).toEqual([one.orderId]);
		expect(failed).toMatchObject([
			{ orderId: both.orderId, errorCode: 'ABOVE_MAXIMUM' },
			{ orderId: both.orderId, errorCode: 'ABOVE_MAXIMUM' },
		]);
		expect(debitsOf([one, both])).toEqual([1, 0]);
	});

	it.each([
		['gives nothing', '={{ $json.nothing }}'],
		['gives nothing for the second item', '={{ $json.most }}'],
		['is a word', 'plenty'],
		['is negative', '-5'],
		['has a decimal comma', '500,00'],
		['is written scientifically', '1e3'],
		['is a yes', true],
	])('that %s is refused before anything is sent, not off', async (_, maximumPerOrder) => {
		const [first, second] = naming(ordersOf(6400, 6400));
		const { succeeded, stoppedBy } = await pay([{ ...first, most: '64' }, second], {
			maximumPerOrder,
		});
		expect(stoppedBy).toContain("'Maximum per Order (CNY)'");
		expect(succeeded).toEqual([]);
		expect(scene.sandbox.requests.all()).toEqual([]);
	});

	it('counts for every order of a list in one item', async () => {
		const orders = ordersOf(100, 6400);
		const { succeeded, failed } = await pay(
			[{ orderId: orders.map(({ orderId }) => orderId).join(',') }],
			{ maximumPerOrder: '10' },
		);
		expect(orderIdsOf(succeeded)).toEqual([orders[0].orderId]);
		expect(orderIdsOf(failed)).toEqual([orders[1].orderId]);
	});
});

/** Details from which no amount can be told. */
const UNREADABLE: Array<[string, IDataObject]> = [
	['an amount as text', { ...UNPAID, totalAmount: '6400' }],
	['an amount as CNY text', { ...UNPAID, totalAmount: '64.00' }],
	['half a fen', { ...UNPAID, totalAmount: 6400.5 }],
	['a negative amount', { ...UNPAID, totalAmount: -6400 }],
	['an amount beyond exact numbers', { ...UNPAID, totalAmount: 1e20 }],
	['no amount', UNPAID],
	['null for an amount', { ...UNPAID, totalAmount: null }],
	['an amount in an object', { ...UNPAID, totalAmount: { amount: 6400 } }],
	['no order status', { payStatus: 1, totalAmount: 6400 }],
	['an empty order status', { payStatus: 1, orderStatus: '', totalAmount: 6400 }],
	['no pay status', { orderStatus: 'WAITING_FOR_PAYMENT', totalAmount: 6400 }],
	['a pay status as text', { ...UNPAID, payStatus: '1', totalAmount: 6400 }],
	["the fields of 1688's own details", { baseInfo: { totalAmount: 64 }, totalAmount: 6400 }],
	['another order number', { ...UNPAID, orderId: ONE_OF_THE_VENDORS, totalAmount: 6400 }],
	['no order number', { ...UNPAID, orderId: null, totalAmount: 6400 }],
];

describe.each<[string, IDataObject]>([
	['Maximum per Order', { maximumPerOrder: '100' }],
	['Maximum per Run', { maximumPerRun: '100' }],
	['Expected Total', { expectedTotal: '64' }],
])('An amount that cannot be told, with %s', (_, guard) => {
	it.each(UNREADABLE)('is not paid: %s', async (_case, details) => {
		const [order] = ordersOf(6400);
		detailsAre(order, details);
		const { succeeded, failed } = await pay(naming([order]), guard);
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([
			{ orderId: order.orderId, outcome: 'notSent', errorCode: 'TOTAL_UNREADABLE' },
		]);
		expect(paySent()).toEqual([]);
	});

	it.each(['6400.00', '6400.0', '64e2'])('is not paid: written as %s', async (written) => {
		const [order] = ordersOf(6400);
		const { orderId } = order;
		const details = `{"orderId":"${orderId}","orderStatus":"WAITING_FOR_PAYMENT","payStatus":1,"totalAmount":${written}}`;
		const body = `{"code":200,"msg":"成功","data":${details}}`;
		scene.sandbox.faults.add({ on: 'get', kind: 'raw', times: 0, body });
		const { failed } = await pay(naming([order]), guard);
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'TOTAL_UNREADABLE' }]);
		expect(debitsOf([order])).toEqual([0]);
	});

	it.each<[string, Fault]>([
		['a login page', { kind: 'html' }],
		['no such path', { kind: 'status', status: 404 }],
		['no answer', { kind: 'hang' }],
		['a lost connection', { kind: 'reset' }],
		['success false', { kind: 'successFalse', when: 'after' }],
		['an empty answer', { kind: 'raw', body: '{"code":200,"msg":"成功","data":null}' }],
	])('is not paid: details with %s', async (_case, fault) => {
		const [order] = ordersOf(6400);
		scene.sandbox.faults.add({ on: 'get', times: 0, ...fault });
		const { failed } = await pay(naming([order]), { ...guard, options: { timeout: 200 } });
		expect(failed).toMatchObject([
			{ orderId: order.orderId, outcome: 'notSent', errorCode: 'TOTAL_UNREADABLE' },
		]);
		expect(paySent()).toEqual([]);
	});

	it('keeps no other order from being paid', async () => {
		const [odd, plain] = ordersOf(6400, 6400);
		detailsAre(odd, { ...UNPAID, totalAmount: '6400' });
		const { succeeded } = await pay(naming([odd, plain]), guard);
		expect(orderIdsOf(succeeded)).toEqual([plain.orderId]);
		expect(debitsOf([odd, plain])).toEqual([0, 1]);
	});
});

describe('With a limit, an order whose details do not say clearly that it is unpaid', () => {
	it.each<[string, IDataObject]>([
		['a state nobody knows', { payStatus: 9, orderStatus: 'PAYING' }],
		['contradicting states', { payStatus: 2, orderStatus: 'WAITING_FOR_PAYMENT' }],
		['a time of payment', { ...UNPAID, payTime: '2026-05-20 15:41:00' }],
	])('is not sent: %s', async (_, details) => {
		const [order] = ordersOf(6400);
		detailsAre(order, { ...details, totalAmount: 6400 });
		const { failed } = await pay(naming([order]), { maximumPerOrder: '100' });
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'PAYMENT_STATE_UNCLEAR' }]);
		expect(paySent()).toEqual([]);
	});

	it('is not sent when it is cancelled, whatever it costs', async () => {
		const [order] = ordersOf(6400);
		scene.sandbox.orders.cancel(order.orderId);
		const { failed } = await pay(naming([order]), { maximumPerOrder: '1' });
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'ORDER_CANCELLED' }]);
	});
});

describe("With 'Amount Unit' yuan in the credential", () => {
	const inYuan = async (order: { orderId: string }, totalAmount: unknown, maximum: string) => {
		detailsAre(order, { ...UNPAID, totalAmount } as IDataObject);
		return await pay(
			naming([order]),
			{ maximumPerOrder: maximum },
			{ credential: { amountUnit: 'yuan' } },
		);
	};

	it.each([
		[64, '64', '64.00'],
		[64.5, '64.50', '64.50'],
		[0.1 + 0.2 - 0.2, '0.10', '0.10'],
	])('an amount of %s is taken as CNY', async (totalAmount, maximum, totalCny) => {
		const [order] = ordersOf(6400);
		const { succeeded } = await inYuan(order, Math.round(totalAmount * 100) / 100, maximum);
		expect(succeeded).toMatchObject([{ totalCny }]);
		expect(debitsOf([order])).toEqual([1]);
	});

	it.each([
		[64, '63.99', 'ABOVE_MAXIMUM'],
		[6400, '100', 'ABOVE_MAXIMUM'],
		[64.005, '100', 'TOTAL_UNREADABLE'],
		['64.00', '100', 'TOTAL_UNREADABLE'],
		[1e21, '100', 'TOTAL_UNREADABLE'],
	])('an amount of %s is not paid under %s', async (totalAmount, maximum, errorCode) => {
		const [order] = ordersOf(6400);
		const { failed } = await inYuan(order, totalAmount, maximum);
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode }]);
		expect(paySent()).toEqual([]);
	});

	it('an expression that gives another unit is refused before anything is sent', async () => {
		const { stoppedBy } = await pay(
			naming(ordersOf(6400)),
			{ maximumPerOrder: '100' },
			{ credential: { amountUnit: 'RMB' } },
		);
		expect(stoppedBy).toContain("'Amount Unit'");
		expect(scene.sandbox.requests.all()).toEqual([]);
	});
});
