import type { IDataObject } from 'n8n-workflow';

import { outputsOf, runWorkflow } from '../harness/engine';
import { usePaying } from '../harness/paying';
import { credentialFor, naming, orderIdsOf } from '../harness/scene';
import { itemsFrom, loopWorkflow, ON_ERROR } from '../harness/workflows';

const scene = usePaying();
const { pay, debitsOf, detailsAre } = scene;

const ordersOf = (...fen: number[]) =>
	scene.sandbox.orders.add(fen.map((totalAmount) => ({ totalAmount, shippingFee: 0 })));

describe('Maximum per Run', () => {
	it.each([1, 2, 3, 10])(
		'holds over all batches, with %s order(s) in each: the first that does not fit, and all after it',
		async (batchSize) => {
			// the last two would fit again
			const orders = ordersOf(1000, 1000, 1000, 100, 100);
			const { succeeded, failed } = await pay(naming(orders), {
				maximumPerRun: '25',
				options: { batchSize },
			});
			expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders.slice(0, 2))));
			expect(failed).toMatchObject(
				orders.slice(2).map(({ orderId, totalAmount }) => ({
					...{ orderId, outcome: 'notSent', errorCode: 'ABOVE_MAXIMUM', retryable: false },
					totalCny: (totalAmount / 100).toFixed(2),
				})),
			);
			expect(failed[0].errorMessage).toContain("'Maximum per Run (CNY)' 25.00");
			expect(scene.sandbox.ledger.totalFen()).toBe(2000);
			expect(debitsOf(orders)).toEqual([1, 1, 0, 0, 0]);
		},
	);

	it('may be used up to the last fen', async () => {
		const orders = ordersOf(1000, 1500, 1);
		await pay(naming(orders), { maximumPerRun: '25.00' });
		expect(debitsOf(orders)).toEqual([1, 1, 0]);
	});

	it('goes by the order of the input, not by whose details come first', async () => {
		const orders = ordersOf(2000, 1000, 1000, 1000);
		scene.sandbox.faults.add({ on: 'get', orderId: orders[0].orderId, kind: 'latency', ms: 300 });
		await pay(naming(orders), { maximumPerRun: '30', options: { batchSize: 1 } });
		expect(debitsOf(orders)).toEqual([1, 1, 0, 0]);
	});

	it('goes by the order of the input also over two accounts', async () => {
		const orders = ordersOf(1000, 1000, 1000, 1000);
		const { userId } = scene.sandbox.keys;
		const { failed } = await pay(
			naming(orders).map((item, index) => ({ ...item, isOther: index % 2 === 1 })),
			{ maximumPerRun: '20' },
			// the same account under another Base URL: to the node it is another one
			{
				credential: {
					userId,
					baseUrl: `={{ $json.isOther ? "${scene.sandbox.baseUrl}/" : "${scene.sandbox.baseUrl}" }}`,
				},
			},
		);
		expect(orderIdsOf(failed)).toEqual(orderIdsOf(naming(orders.slice(2))));
		expect(debitsOf(orders)).toEqual([1, 1, 0, 0]);
	});

	it.each<[string, (order: { orderId: string }) => void, string]>([
		['unknown', () => scene.payFails({ kind: 'reset', times: 1 }), 'unknown'],
		[
			'refused',
			() => scene.payFails({ kind: 'code', code: 400, msg: '余额不足', times: 1 }),
			'rejected',
		],
		[
			'refused by a gateway',
			() => scene.payFails({ kind: 'status', status: 429, body: 'text', times: 5 }),
			'rejected',
		],
	])('counts every order that is sent, also one that is %s', async (_, plan, outcome) => {
		const orders = ordersOf(2000, 1000);
		plan(orders[0]);
		const { succeeded, failed } = await pay(naming(orders), {
			maximumPerRun: '25',
			options: { batchSize: 1, maxConcurrency: 1 },
		});
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ outcome }, { errorCode: 'ABOVE_MAXIMUM' }]);
		expect(scene.sandbox.ledger.all()).toEqual([]);
	});

	it('does not count orders that are not sent: paid, cancelled, unreadable, above another limit', async () => {
		const orders = ordersOf(2000, 2000, 2000, 2000, 2000);
		const [paid, cancelled, unreadable] = orders;
		scene.sandbox.orders.markPaid(paid.orderId);
		scene.sandbox.orders.cancel(cancelled.orderId);
		detailsAre(unreadable, { payStatus: 1, orderStatus: 'WAITING_FOR_PAYMENT' });
		const { succeeded, failed } = await pay(
			naming(orders).map((item, index) => ({ ...item, most: index === 3 ? '10' : '20' })),
			{ maximumPerRun: '25', maximumPerOrder: '={{ $json.most }}' },
		);
		expect(failed.map(({ errorCode }) => errorCode)).toEqual([
			...['ALREADY_PAID', 'ORDER_CANCELLED', 'TOTAL_UNREADABLE', 'ABOVE_MAXIMUM'],
		]);
		expect(orderIdsOf(succeeded)).toEqual([orders[4].orderId]);
	});

	it('counts over a loop, and starts anew with the next execution', async () => {
		const loop = async (orders: Array<{ orderId: string }>) =>
			outputsOf(
				await runWorkflow(
					loopWorkflow({ operation: 'pay', maximumPerRun: '25' }),
					credentialFor(scene.sandbox.baseUrl),
					itemsFrom(...naming(orders)),
				),
				'Done',
			)[0];
		const orders = ordersOf(1000, 1000, 1000, 500);
		const items = await loop(orders);
		expect(items.map(({ outcome }) => outcome)).toEqual([
			...['succeeded', 'succeeded', 'notSent', 'notSent'],
		]);
		expect(items[3]).toMatchObject({ errorCode: 'ABOVE_MAXIMUM' });
		expect(scene.sandbox.ledger.totalFen()).toBe(2000);

		await loop(orders.slice(2));
		expect(debitsOf(orders)).toEqual([1, 1, 1, 1]);
	});
});

describe.each(Object.entries(ON_ERROR))('Maximum per Run, On Error: %s', (_, onError) => {
	const refused = async (input: IDataObject[], maximumPerRun: unknown) => {
		const { succeeded, failed, stoppedBy } = await pay(input, { maximumPerRun } as IDataObject, {
			settings: onError ? { onError } : {},
		});
		expect(scene.sandbox.requests.all()).toEqual([]);
		expect(succeeded).toEqual([]);
		if (onError !== undefined) {
			expect(orderIdsOf(failed)).toEqual(orderIdsOf(input));
			for (const item of failed) expect(item).toMatchObject({ errorCode: 'INVALID_SETTING' });
		}
		return onError === undefined ? stoppedBy : failed[0].errorMessage;
	};

	it('that differs between items is refused', async () => {
		const input = naming(ordersOf(1000, 1000)).map((item, index) => ({
			...item,
			most: index + 20,
		}));
		expect(await refused(input, '={{ $json.most }}')).toContain(
			'The options of item 1 are not those of item 0',
		);
	});

	it.each([
		['gives nothing', '={{ $json.nothing }}'],
		['gives nothing for the second item', '={{ $json.most }}'],
		['is a word', 'plenty'],
		['is negative', '-5'],
		['has a decimal comma', '500,00'],
		['is an object', '={{ { } }}'],
	])('that %s is refused, not off', async (_case, maximumPerRun) => {
		const [first, second] = naming(ordersOf(1000, 1000));
		const message = await refused([{ ...first, most: '20' }, second], maximumPerRun);
		expect(message).toContain("'Maximum per Run (CNY)'");
	});
});
