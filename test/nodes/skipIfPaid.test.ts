import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { ONE_OF_THE_VENDORS, usePaying } from '../harness/paying';
import { naming, orderIdsOf } from '../harness/scene';
import { ON_ERROR } from '../harness/workflows';

const scene = usePaying();
const { pay, debitsOf, detailsAre, paySent } = scene;

const careful = async (input: IDataObject[], options: IDataObject = {}) =>
	await pay(input, { options: { skipIfPaid: true, ...options } });

describe('Skip if Paid', () => {
	it('sends only what is clearly unpaid', async () => {
		const [unpaid, paid, cancelled] = scene.sandbox.orders.add(3);
		scene.sandbox.orders.markPaid(paid.orderId);
		scene.sandbox.orders.cancel(cancelled.orderId);
		const { succeeded, failed } = await careful(naming([unpaid, paid, cancelled]));

		expect(orderIdsOf(succeeded)).toEqual([unpaid.orderId]);
		expect(failed).toMatchObject([
			{ orderId: paid.orderId, outcome: 'alreadyPaid', errorCode: 'ALREADY_PAID' },
			{ orderId: cancelled.orderId, outcome: 'notSent', errorCode: 'ORDER_CANCELLED' },
		]);
		expect(paySent()).toEqual([[unpaid.orderId]]);
	});

	it('sends nothing at all when all are paid', async () => {
		const [paid] = scene.sandbox.orders.add(1);
		scene.sandbox.orders.markPaid(paid.orderId);
		await careful(naming([paid]));
		expect(paySent()).toEqual([]);
	});

	it.each(['failed', 'succeeded'] as const)(
		'puts what is paid on %s if told so',
		async (output) => {
			const [paid] = scene.sandbox.orders.add(1);
			scene.sandbox.orders.markPaid(paid.orderId);
			const outcome = await careful(naming([paid]), { alreadyPaidOutput: output });
			expect(outcome[output]).toMatchObject([{ outcome: 'alreadyPaid', orderId: paid.orderId }]);
		},
	);

	it('never debits twice, not even with a vendor that would', async () => {
		scene.sandbox.refuseSecondDebit = false;
		const orders = scene.sandbox.orders.add(5);
		await careful(naming(orders));
		const { failed } = await careful(naming(orders));
		expect(failed.map(({ outcome }) => outcome)).toEqual(orders.map(() => 'alreadyPaid'));
		expect(debitsOf(orders)).toEqual(orders.map(() => 1));
	});

	it.each<[string, IDataObject]>([
		['Maximum per Order', { maximumPerOrder: '1000' }],
		['Maximum per Run', { maximumPerRun: '100000' }],
		['Expected Total', { expectedTotal: '1000' }],
	])('is implied by %s', async (_, guard) => {
		scene.sandbox.refuseSecondDebit = false;
		const [paid] = scene.sandbox.orders.add(1);
		await pay(naming([paid]));
		const { failed } = await pay(naming([paid]), guard);
		expect(failed).toMatchObject([{ outcome: 'alreadyPaid' }]);
		expect(debitsOf([paid])).toEqual([1]);
	});

	it('does not let one order with odd details keep the others from being paid', async () => {
		const orders = scene.sandbox.orders.add(20);
		for (const order of orders.slice(0, 10))
			detailsAre(order, { orderId: ONE_OF_THE_VENDORS }, { times: 1 });
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

	it.each<[string, Fault, string]>([
		[
			'cannot be read',
			{ kind: 'html', times: 0 },
			"'Skip if Paid' could not read this order first",
		],
		[
			'do not say whether it is paid',
			{ kind: 'raw', times: 0, body: '{"code":200,"msg":"成功","data":{"orderStatus":"?"}}' },
			'do not say clearly whether this order is paid',
		],
		[
			'are of another order',
			{
				kind: 'raw',
				times: 0,
				body: `{"code":200,"msg":"成功","data":{"orderId":"${ONE_OF_THE_VENDORS}","payStatus":1,"orderStatus":"WAITING_FOR_PAYMENT"}}`,
			},
			'about another order',
		],
		['deny success', { kind: 'successFalse', when: 'after', times: 0 }, 'did not succeed'],
	])('does not send an order whose details %s', async (_, fault, message) => {
		const orders = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'get', ...fault });
		const { failed } = await careful(naming(orders));
		expect(failed).toMatchObject([{ outcome: 'notSent' }]);
		expect(failed[0].errorMessage).toContain(message);
		expect(paySent()).toEqual([]);
	});
});

describe.each(Object.entries(ON_ERROR))('Skip if Paid, On Error: %s', (_, onError) => {
	it.each([
		["'true'", '={{ "true" }}'],
		["'TRUE'", '={{ "TRUE" }}'],
		['1', '={{ 1 }}'],
		['a field that is not there', '={{ $json.skip }}'],
		['null', '={{ null }}'],
		['a text without an expression', 'true'],
	])('that is %s is refused, not off', async (_case, skipIfPaid) => {
		scene.sandbox.refuseSecondDebit = false;
		const [order] = scene.sandbox.orders.add(1);
		await pay(naming([order]));
		const { succeeded, failed, stoppedBy } = await pay(
			naming([order]),
			{ options: { skipIfPaid } },
			{ settings: onError ? { onError } : {} },
		);
		expect(debitsOf([order])).toEqual([1]);
		expect(succeeded).toEqual([]);
		if (onError === undefined) {
			expect(stoppedBy).toContain("'Skip if Paid' must be true or false");
		} else {
			expect(failed).toMatchObject([
				{ orderId: order.orderId, outcome: 'notSent', errorCode: 'INVALID_SETTING' },
			]);
			expect(failed[0].errorMessage).toContain("'Skip if Paid' must be true or false");
		}
	});

	it('that differs between items is refused before anything is sent', async () => {
		const orders = scene.sandbox.orders.add(2);
		const { failed, stoppedBy } = await pay(
			[
				{ ...naming(orders)[0], skip: false },
				{ ...naming(orders)[1], skip: true },
			],
			{ options: { skipIfPaid: '={{ $json.skip }}' } },
			{ settings: onError ? { onError } : {} },
		);
		expect(scene.sandbox.requests.all()).toEqual([]);
		const message = 'The options of item 1 are not those of item 0';
		if (onError === undefined) expect(stoppedBy).toContain(message);
		else expect(failed[1].errorMessage).toContain(message);
	});

	it('that is an expression which is true for all items works', async () => {
		const orders = scene.sandbox.orders.add(2);
		scene.sandbox.orders.markPaid(orders[1].orderId);
		const { succeeded, failed } = await pay(
			naming(orders).map((item) => ({ ...item, skip: true })),
			{ options: { skipIfPaid: '={{ $json.skip }}' } },
			{ settings: onError ? { onError } : {} },
		);
		expect(orderIdsOf(succeeded)).toEqual([orders[0].orderId]);
		expect(failed).toMatchObject([{ outcome: 'alreadyPaid' }]);
	});
});
