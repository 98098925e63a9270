import { sleep } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { usePaying } from '../harness/paying';
import { naming, orderIdsOf } from '../harness/scene';
import { ON_ERROR } from '../harness/workflows';

const HOUR_MS = 3_600_000;

const scene = usePaying();
const { debitsOf, detailsAre, payFails } = scene;

const confirm = async (
	input: IDataObject[],
	options: IDataObject = {},
	parameters: IDataObject = {},
) =>
	await scene.pay(input, {
		...parameters,
		options: { confirmPayment: true, confirmWait: 300, ...options },
	});

const pendingFor = (orders: Array<{ orderId: string }>) =>
	orders.map(({ orderId }) => ({
		...{ orderId, outcome: 'unknown', errorCode: 'PAYMENT_PENDING', retryable: false },
		errorMessage: expect.stringContaining('Do not pay it again'),
	}));

describe('Confirm Payment', () => {
	it('makes Succeeded mean that the details show the order as paid', async () => {
		const orders = scene.sandbox.orders.add(3);
		const { succeeded, failed } = await confirm(naming(orders));
		expect(failed).toEqual([]);
		expect(succeeded).toMatchObject(
			orders.map(({ orderId }) => ({
				...{ orderId, outcome: 'succeeded', payStatus: 2, settledBy: 'orderDetails' },
			})),
		);
		expect(debitsOf(orders)).toEqual([1, 1, 1]);
	});

	it('waits for details that follow the debit', async () => {
		const { clock, requests } = scene.sandbox;
		scene.sandbox.paidShownAfterMs = HOUR_MS;
		const orders = scene.sandbox.orders.add(2);
		const confirming = confirm(naming(orders), { confirmWait: 60_000 });
		while (requests.of('get').length < 2) await sleep(10);
		clock.advance(HOUR_MS);
		const { succeeded } = await confirming;
		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders)));
		expect(requests.of('get').length).toBeGreaterThan(2);
	});

	it('calls unknown what is accepted and not shown as paid in time', async () => {
		scene.sandbox.paidShownAfterMs = null;
		const orders = scene.sandbox.orders.add(2);
		const { succeeded, failed } = await confirm(naming(orders));
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject(pendingFor(orders));
		expect(failed[0].errorMessage).toContain('Accepted, not shown as paid yet');
		expect(debitsOf(orders)).toEqual([1, 1]);
	});

	it.each<[string, Fault]>([
		['cannot be read', { kind: 'html' }],
		['do not answer', { kind: 'hang' }],
		['have no such path', { kind: 'status', status: 404 }],
		['are empty', { kind: 'raw', body: '{"code":200,"msg":"成功","data":null}' }],
		['deny success', { kind: 'successFalse', when: 'after' }],
	])('calls unknown what is accepted and whose details %s', async (_, fault) => {
		const orders = scene.sandbox.orders.add(2);
		scene.sandbox.faults.add({ on: 'get', times: 0, ...fault });
		const { succeeded, failed } = await confirm(naming(orders), { timeout: 100 });
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject(pendingFor(orders));
	});

	it('gets over details that cannot be read for a while', async () => {
		const orders = scene.sandbox.orders.add(4);
		scene.sandbox.faults.add({ on: 'get', kind: 'html', times: 12 });
		const { succeeded } = await confirm(naming(orders), { confirmWait: 10_000 });
		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders)));
	});

	it('does not go on reading where it is refused', async () => {
		const orders = scene.sandbox.orders.add(3);
		scene.sandbox.faults.add({ on: 'get', kind: 'status', status: 404, times: 0 });
		const { failed } = await confirm(naming(orders), { confirmWait: 600_000 });
		expect(failed).toMatchObject(pendingFor(orders));
		expect(failed[0].errorMessage).toContain('the order details could not be read');
		expect(scene.sandbox.requests.of('get')).toHaveLength(6);
	});

	it('calls unknown what is accepted and then shown as cancelled', async () => {
		const [order] = scene.sandbox.orders.add(1);
		detailsAre(order, { payStatus: 1, orderStatus: 'CANCEL' });
		const { failed } = await confirm(naming([order]));
		expect(failed).toMatchObject([{ outcome: 'unknown', errorCode: 'ORDER_CANCELLED' }]);
		expect(failed[0].errorMessage).toContain('Xportcn accepted this payment');
	});

	it('is one wait for the whole run: what is shown is confirmed, the rest is not', async () => {
		const [slow, ...orders] = scene.sandbox.orders.add(12);
		detailsAre(slow, { payStatus: 1, orderStatus: 'WAITING_FOR_PAYMENT' });
		const { succeeded, failed } = await confirm(naming([slow, ...orders]), { batchSize: 2 });
		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders)));
		expect(failed).toMatchObject(pendingFor([slow]));
	});

	it('reads no order that was refused', async () => {
		const [order] = scene.sandbox.orders.add(1);
		scene.sandbox.orders.cancel(order.orderId);
		const { failed } = await confirm(naming([order]));
		expect(failed).toMatchObject([{ outcome: 'rejected' }]);
		expect(scene.sandbox.requests.of('get')).toEqual([]);
	});

	it('goes with the guards: the amount that was read stays in the item', async () => {
		const [order] = scene.sandbox.orders.add(1, { totalAmount: 6400 });
		const { succeeded } = await confirm(naming([order]), {}, { maximumPerOrder: '64' });
		expect(succeeded).toMatchObject([{ totalCny: '64.00', settledBy: 'orderDetails' }]);
	});
});

describe('Confirm Payment and Verify Unknown', () => {
	it('settle the accepted and the unclear side by side', async () => {
		const orders = scene.sandbox.orders.add(2);
		scene.sandbox.faults.add({
			...{ on: 'pay', kind: 'reset', when: 'after', orderId: orders[0].orderId },
		});
		const { succeeded, failed } = await confirm(naming(orders), {
			...{ verifyUnknown: true, verifyWait: 300, batchSize: 1 },
		});
		expect(failed).toEqual([]);
		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders)));
	});

	it('leave a payment link what it is until the details show the order as paid', async () => {
		const [order] = scene.sandbox.orders.add(1);
		payFails({ kind: 'accepted', as: 'payUrlBeside', debitAfterMs: null });
		const { succeeded, failed } = await confirm(naming([order]), {
			...{ verifyUnknown: true, verifyWait: 100 },
		});
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([
			{ errorCode: 'PAYMENT_LINK', payUrl: expect.stringContaining('cashier') },
		]);
	});
});

describe('Confirm Payment, and an order that was paid before', () => {
	const payTwice = async (alreadyPaidOutput: string) => {
		const orders = scene.sandbox.orders.add(1);
		await scene.pay(naming(orders));
		return { orders, ...(await confirm(naming(orders), { alreadyPaidOutput })) };
	};

	it('puts it on Succeeded when told so and its details show it as paid', async () => {
		const { succeeded, failed, orders } = await payTwice('succeeded');
		expect(failed).toEqual([]);
		expect(succeeded).toMatchObject([{ outcome: 'alreadyPaid', errorCode: 'ALREADY_PAID' }]);
		expect(debitsOf(orders)).toEqual([1]);
	});

	it('leaves it on Failed when its details do not show it as paid', async () => {
		scene.sandbox.paidShownAfterMs = null;
		const { succeeded, failed } = await payTwice('succeeded');
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ outcome: 'alreadyPaid' }]);
	});

	it('leaves it on Failed by default, without a look', async () => {
		const { failed } = await payTwice('failed');
		expect(failed).toMatchObject([{ outcome: 'alreadyPaid' }]);
		expect(scene.sandbox.requests.of('get')).toEqual([]);
	});

	it('leaves what Skip if Paid found paid on the output it was told', async () => {
		const orders = scene.sandbox.orders.add(1);
		await scene.pay(naming(orders));
		const { succeeded } = await confirm(naming(orders), {
			...{ alreadyPaidOutput: 'succeeded', skipIfPaid: true },
		});
		expect(succeeded).toMatchObject([{ outcome: 'alreadyPaid' }]);
		expect(scene.sandbox.requests.of('pay')).toHaveLength(1);
	});
});

describe.each(Object.entries(ON_ERROR))('Confirm Payment, On Error: %s', (_, onError) => {
	it.each([
		['Confirm Payment', { confirmPayment: '={{ "true" }}' }],
		['Confirm Payment', { confirmPayment: '={{ $json.nothing }}' }],
		['Confirm Wait', { confirmWait: 0 }],
		['Confirm Wait', { confirmWait: '={{ $json.nothing }}' }],
		['Confirm Wait', { confirmWait: '60000' }],
	])('that is not exactly what it should be is refused: %s', async (label, options) => {
		const orders = scene.sandbox.orders.add(1);
		const { failed, stoppedBy } = await scene.pay(
			naming(orders),
			{ options },
			{ settings: onError ? { onError } : {} },
		);
		expect(scene.sandbox.requests.all()).toEqual([]);
		expect(onError === undefined ? stoppedBy : failed[0].errorMessage).toContain(`'${label}'`);
	});
});
