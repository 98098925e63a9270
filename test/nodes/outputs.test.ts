import type { IDataObject, INode } from 'n8n-workflow';

import { outputsOf, runWorkflow } from '../harness/engine';
import { buying, SAMPLE_LINE } from '../harness/purchases';
import { credentialFor, naming, orderIdsOf, useSandbox } from '../harness/scene';
import { itemsFrom, ON_ERROR, payAfterCreateWorkflow } from '../harness/workflows';

const scene = useSandbox();
const paying = (options: IDataObject = {}) => ({
	operation: 'pay',
	orderId: '={{ $json.orderId }}',
	options,
});

describe.each(Object.entries(ON_ERROR))('On Error: %s', (_, onError) => {
	const settings: Partial<INode> = onError ? { onError } : {};

	it('every order goes through one output to the node behind it, and none to Error', async () => {
		const [paid, gone, poor] = scene.sandbox.orders.add(3);
		scene.sandbox.orders.cancel(gone.orderId);
		scene.sandbox.faults.add({ on: 'pay', kind: 'reset', orderId: poor.orderId });
		const { run, stoppedBy } = await scene.run(
			paying({ batchSize: 1, verifyUnknown: false }),
			[...naming([paid, gone, poor]), { orderId: 'junk' }],
			{ settings },
		);

		expect(stoppedBy).toBeUndefined();
		expect(outputsOf(run, 'Behind Succeeded')[0]).toMatchObject([
			{ orderId: paid.orderId, outcome: 'succeeded' },
		]);
		expect(outputsOf(run, 'Behind Failed')[0]).toMatchObject([
			{ orderId: gone.orderId, outcome: 'rejected' },
			{ orderId: poor.orderId, outcome: 'unknown' },
			{ orderId: 'junk', outcome: 'notSent' },
		]);
		expect(outputsOf(run, 'Behind Error')).toEqual([]);
	});

	it('every failed item has the same shape, none that n8n takes for its own', async () => {
		const [gone] = scene.sandbox.orders.add(1);
		scene.sandbox.orders.cancel(gone.orderId);
		const { failed, items } = await scene.run(paying(), [{ orderId: gone.orderId }, {}], {
			settings,
		});
		const shape = [
			...['outcome', 'errorCode', 'errorMessage', 'failedReason', 'httpStatus', 'requestId'],
			...['retryable', 'operation'],
		];
		expect(failed.map((json) => Object.keys(json))).toEqual([['orderId', ...shape], shape]);
		expect(items[1].every((item) => item.error === undefined)).toBe(true);
	});

	it("a vendor's field called error neither replaces an item nor hides what this node says", async () => {
		const [order] = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({
			on: 'get',
			kind: 'raw',
			body: `{"code":200,"msg":"成功","data":{"orderId":"${order.orderId}","error":"none","outcome":"rejected","operation":"x"}}`,
		});
		const { run, succeeded } = await scene.run(
			{ operation: 'get', orderId: order.orderId, simplify: false },
			[{}],
			{ settings },
		);
		expect(succeeded).toMatchObject([
			{ orderId: order.orderId, outcome: 'succeeded', operation: 'get', vendorError: 'none' },
		]);
		expect(succeeded[0]).not.toHaveProperty('error');
		expect(outputsOf(run, 'Behind Error')).toEqual([]);
	});
});

describe('Retry On Fail', () => {
	it('does not run the node again because an order failed', async () => {
		const orders = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'pay', kind: 'code', code: 400, times: 0 });
		await scene.run(paying({ verifyUnknown: false }), naming(orders), {
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(scene.sandbox.requests.of('pay')).toHaveLength(1);
	});
});

describe('Execute Once', () => {
	it('hands over the first item only, and the others are neither sent nor emitted', async () => {
		const orders = scene.sandbox.orders.add(3);
		const { succeeded, failed } = await scene.run(paying(), naming(orders), {
			settings: { executeOnce: true },
		});
		expect(orderIdsOf([...succeeded, ...failed])).toEqual([orders[0].orderId]);
		expect(scene.sandbox.ledger.all()).toHaveLength(1);
	});
});

describe('Always Output Data', () => {
	it('may add an empty item to Succeeded, which Pay does not take for an order', async () => {
		const first = await scene.run(paying(), [{ orderId: 'junk' }], {
			settings: { alwaysOutputData: true },
		});
		const second = await scene.run(paying(), first.succeeded);
		expect(second.succeeded).toEqual([]);
		expect(second.failed.map(({ outcome }) => outcome)).toEqual(
			first.succeeded.map(() => 'notSent'),
		);
		expect(scene.sandbox.requests.all()).toEqual([]);
	});
});

describe('Create -> Pay -> two branches', () => {
	it('pays what was created, and both kinds go on', async () => {
		const run = await runWorkflow(
			payAfterCreateWorkflow(
				buying({
					items: { item: [{ ...SAMPLE_LINE, quantity: '={{ $json.quantity }}' }] },
					outOrderId: '={{ $json.number }}',
				}),
			),
			credentialFor(scene.sandbox.baseUrl),
			itemsFrom(
				{ number: 'PO-1', quantity: 2 },
				{ number: 'PO-2', quantity: 9_999 },
				{ number: 'PO-3', quantity: -1 },
				{ number: 'PO-4', quantity: 3 },
			),
		);
		const [createdOrders, notCreated] = outputsOf(run, 'Create');
		const [paid, needsAttention] = [
			outputsOf(run, 'Paid')[0],
			outputsOf(run, 'Needs Attention')[0],
		];

		expect(createdOrders.map(({ outOrderId }) => outOrderId)).toEqual(['PO-1', 'PO-2', 'PO-4']);
		expect(notCreated).toMatchObject([
			{ outcome: 'notSent', errorCode: 'INVALID_INPUT', outOrderId: 'PO-3' },
		]);
		expect(notCreated[0]).not.toHaveProperty('orderId');
		expect(orderIdsOf(paid)).toEqual([createdOrders[0].orderId, createdOrders[2].orderId]);
		// the buyer's own number and the amount go on with the order
		expect(paid).toMatchObject([
			{ outOrderId: 'PO-1', totalCny: '64.00' },
			{ outOrderId: 'PO-4', totalCny: '93.00' },
		]);
		expect(needsAttention).toMatchObject([
			{
				...{ orderId: createdOrders[1].orderId, outOrderId: 'PO-2', outcome: 'rejected' },
				failedReason: '资金账户余额不足',
			},
		]);
		expect(
			scene.sandbox.ledger
				.all()
				.map(({ orderId }) => orderId)
				.sort(),
		).toEqual(orderIdsOf(paid).sort());
	});
});
