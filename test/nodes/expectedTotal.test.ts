import type { IDataObject } from 'n8n-workflow';

import { usePaying } from '../harness/paying';
import { buying } from '../harness/purchases';
import { linkOf, naming, orderIdsOf } from '../harness/scene';

const scene = usePaying();
const { pay, debitsOf, paySent } = scene;

const ordersOf = (...fen: number[]) =>
	scene.sandbox.orders.add(fen.map((totalAmount) => ({ totalAmount, shippingFee: 0 })));

describe('Expected Total', () => {
	it.each([
		['64', '', 'paid'],
		['64.00', undefined, 'paid'],
		['63.99', '', 'PRICE_CHANGED'],
		['63.99', '0.01', 'paid'],
		['60', '3.99', 'PRICE_CHANGED'],
		['60', '4', 'paid'],
		// cheaper is welcome, but not as much cheaper as another unit would make it
		['100', '', 'paid'],
		['639.99', '', 'paid'],
		['640', '', 'TOTAL_UNREADABLE'],
		['6400', '', 'TOTAL_UNREADABLE'],
		['6400', '10000', 'TOTAL_UNREADABLE'],
	])('%s with a tolerance of %s: an order of 64.00 is %s', async (expectedTotal, tolerance, is) => {
		const orders = ordersOf(6400);
		const { succeeded, failed } = await pay(naming(orders), {
			expectedTotal,
			...(tolerance === undefined ? {} : { priceTolerance: tolerance }),
		});
		expect(debitsOf(orders)).toEqual([is === 'paid' ? 1 : 0]);
		if (is === 'paid') expect(orderIdsOf(succeeded)).toEqual([orders[0].orderId]);
		else {
			expect(failed).toMatchObject([
				{ outcome: 'notSent', errorCode: is, totalCny: '64.00', retryable: false },
			]);
			expect(paySent()).toEqual([]);
		}
	});

	it('says what the order costs and what was expected at most', async () => {
		const { failed } = await pay(naming(ordersOf(7000)), {
			expectedTotal: '64',
			priceTolerance: '5',
		});
		expect(failed[0].errorMessage).toContain('costs 70.00 CNY. At most 69.00 CNY was expected');
	});

	it('is per item', async () => {
		const orders = ordersOf(6400, 7000, 5000);
		const { succeeded, failed } = await pay(
			orders.map(({ orderId }) => ({ orderId, totalCny: '64.00' })),
			{ expectedTotal: '={{ $json.totalCny }}' },
		);
		expect(orderIdsOf(succeeded)).toEqual([orders[0].orderId, orders[2].orderId]);
		expect(failed).toMatchObject([{ orderId: orders[1].orderId, errorCode: 'PRICE_CHANGED' }]);
		expect(debitsOf(orders)).toEqual([1, 0, 1]);
	});

	it.each([
		['the second', ['64', '60']],
		['the first', ['60', '64']],
	])('must fit each item that names the order: not %s', async (_, [first, second]) => {
		const [order] = ordersOf(6400);
		const { succeeded, failed, items } = await pay(
			[
				{ orderId: order.orderId, expected: first },
				{ orderId: order.orderId, expected: second },
			],
			{ expectedTotal: '={{ $json.expected }}' },
		);
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([
			{ orderId: order.orderId, errorCode: 'PRICE_CHANGED' },
			{ orderId: order.orderId, errorCode: 'PRICE_CHANGED' },
		]);
		expect(items[1].map(linkOf)).toEqual([0, 1]);
		expect(debitsOf([order])).toEqual([0]);
	});

	it.each([
		['a field that is not there', undefined],
		['null', null],
		['an empty text', ''],
		['a word', 'sixty-four'],
		['a decimal comma', '64,00'],
		['a thousands separator', '6,400.00'],
		['scientific writing', '6.4e1'],
		['a negative amount', '-64'],
		['three decimals', '64.005'],
		['a yes', true],
		['a list', ['64']],
	])('that gives %s sends nothing for its item, and names the order', async (_, expected) => {
		const orders = ordersOf(6400, 6400);
		const { succeeded, failed, items } = await pay(
			[
				{ orderId: orders[0].orderId, expected } as IDataObject,
				{ orderId: orders[1].orderId, expected: '64' },
			],
			{ expectedTotal: '={{ $json.expected }}' },
		);
		expect(orderIdsOf(succeeded)).toEqual([orders[1].orderId]);
		expect(failed).toMatchObject([
			{ orderId: orders[0].orderId, outcome: 'notSent', errorCode: 'INVALID_INPUT' },
		]);
		expect(failed[0].errorMessage).toContain("'Expected Total (CNY)'");
		expect(items[1].map(linkOf)).toEqual([0]);
		expect(debitsOf(orders)).toEqual([0, 1]);
	});

	it('that gives nothing names every order of a list', async () => {
		const orders = ordersOf(6400, 6400);
		const list = orders.map(({ orderId }) => orderId);
		const { failed } = await pay([{ orderId: list }], { expectedTotal: '={{ $json.nothing }}' });
		expect(orderIdsOf(failed)).toEqual(list);
		expect(paySent()).toEqual([]);
	});

	it('that gives nothing for one of several items keeps their order from being paid at all', async () => {
		const [order] = ordersOf(6400);
		const { succeeded, failed } = await pay(
			[{ orderId: order.orderId, expected: '64' }, { orderId: order.orderId }],
			{ expectedTotal: '={{ $json.expected }}' },
		);
		expect(debitsOf([order])).toEqual([0]);
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([
			{ orderId: order.orderId, outcome: 'notSent', errorCode: 'INVALID_INPUT' },
			{ orderId: order.orderId, outcome: 'notSent', errorCode: 'INVALID_INPUT' },
		]);
	});

	it.each([
		['gives nothing', '={{ $json.nothing }}'],
		['gives nothing for the second item', '={{ $json.tolerance }}'],
		['is a word', 'little'],
		['is negative', '-1'],
	])('with a tolerance that %s is refused before anything is sent', async (_, priceTolerance) => {
		const [first, second] = naming(ordersOf(6400, 6400));
		const { stoppedBy } = await pay([{ ...first, tolerance: '1' }, second], {
			expectedTotal: '64',
			priceTolerance,
		});
		expect(stoppedBy).toContain("'Price Tolerance (CNY)'");
		expect(scene.sandbox.requests.all()).toEqual([]);
	});

	it('that is left empty is no limit', async () => {
		const orders = ordersOf(6400);
		await pay(naming(orders), { expectedTotal: '', priceTolerance: '' });
		expect(debitsOf(orders)).toEqual([1]);
		expect(scene.sandbox.requests.of('get')).toEqual([]);
	});

	it('behind Create holds its price against what Pay reads', async () => {
		const created = await scene.run({ operation: 'create', ...buying() });
		const [order] = scene.sandbox.orders.all();
		scene.sandbox.orders.changePrice(order.orderId, 6500);
		const { failed } = await pay(created.succeeded, { expectedTotal: '={{ $json.totalCny }}' });
		expect(failed).toMatchObject([{ errorCode: 'PRICE_CHANGED', totalCny: '65.00' }]);
		scene.sandbox.orders.changePrice(order.orderId, 6400);
		await pay(created.succeeded, { expectedTotal: '={{ $json.totalCny }}' });
		expect(debitsOf([order])).toEqual([1]);
	});
});
