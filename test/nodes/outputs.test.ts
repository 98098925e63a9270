import { sleep } from 'n8n-workflow';
import type { IDataObject, INode } from 'n8n-workflow';

import { pay } from '../../nodes/XportcnKa/actions/order/pay.operation';
import { CORE_LINE } from '../harness/coreLine';
import { outputsOf, runWorkflow, startWorkflow } from '../harness/engine';
import { buying, SAMPLE_LINE } from '../harness/purchases';
import { credentialFor, linkOf, naming, orderIdsOf, useSandbox } from '../harness/scene';
import {
	itemsFrom,
	ON_ERROR,
	payAfterCreateWorkflow,
	singleNodeWorkflow,
} from '../harness/workflows';

const scene = useSandbox();
const paying = (options: IDataObject = {}) => ({
	operation: 'pay',
	orderId: '={{ $json.orderId }}',
	options,
});
const UNUSABLE_RESOURCE: [string, IDataObject] = [
	'Operation',
	{ resource: '={{ $("Nowhere").item.json.x }}' },
];

describe.each(Object.entries(ON_ERROR))('On Error: %s', (_, onError) => {
	const settings: Partial<INode> = onError ? { onError } : {};

	it('leads every order through one output to the node behind it, and none to Error', async () => {
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

	it('gives every failed item the same shape, none that n8n takes for its own', async () => {
		const [gone] = scene.sandbox.orders.add(1);
		scene.sandbox.orders.cancel(gone.orderId);
		const { failed, items } = await scene.run(paying(), [{ orderId: gone.orderId }, {}], {
			settings,
		});
		for (const json of failed) {
			expect(Object.keys(json).sort()).toEqual([
				'errorCode',
				'errorMessage',
				'failedReason',
				'httpStatus',
				'operation',
				'orderId',
				'outcome',
				'requestId',
				'retryable',
			]);
		}
		expect(failed).toHaveLength(2);
		expect(items[1].every((item) => item.error === undefined)).toBe(true);
	});

	it.each<[string, IDataObject]>([
		['Batch Size', { options: { batchSize: 0 } }],
		['Batch Size', { options: { batchSize: 2.5 } }],
		['Max Concurrency', { options: { maxConcurrency: -1 } }],
		['Timeout', { options: { timeout: 'soon' } }],
		['Endpoint Path', { options: { endpointPath: 'https://elsewhere.example/pay' } }],
		['Endpoint Path', { options: { endpointPath: '//elsewhere.example/pay' } }],
		['Endpoint Path', { options: { endpointPath: '/../../pay' } }],
		['Order Details Path', { options: { orderDetailsPath: 'detail' } }],
		['Operation', { operation: 'refund' }],
		['Operation', { operation: 'constructor' }],
		// n8n 2.8 refuses it itself: to it an expression for Resource shows, and so requires, every field
		...(CORE_LINE === '2.8' ? [] : [UNUSABLE_RESOURCE]),
	])('an unusable %s sends nothing', async (label, parameters) => {
		const orders = scene.sandbox.orders.add(2);
		const { succeeded, failed, items, stoppedBy } = await scene.run(
			{ ...paying(), ...parameters },
			naming(orders),
			{ settings },
		);

		expect(scene.sandbox.requests.all()).toEqual([]);
		expect(succeeded).toEqual([]);
		if (onError === undefined) {
			expect(stoppedBy).toContain(`'${label}'`);
		} else {
			expect(stoppedBy).toBeUndefined();
			expect(failed).toMatchObject(
				orders.map(() => ({ outcome: 'notSent', errorCode: 'INVALID_SETTING' })),
			);
			expect(failed[0].errorMessage).toContain(`'${label}'`);
			expect(items[1].map(linkOf)).toEqual([0, 1]);
		}
	});

	it('an expression for the Resource sends nothing', async () => {
		const { run, succeeded } = await scene.run(
			{ ...paying(), ...UNUSABLE_RESOURCE[1] },
			naming(scene.sandbox.orders.add(1)),
			{ settings },
		);
		expect(scene.sandbox.requests.all()).toEqual([]);
		expect(succeeded).toEqual([]);
		const isRed = CORE_LINE === '2.8' || onError === undefined;
		expect(run.status).toBe(isRed ? 'error' : 'success');
	});

	it.each([
		['Access Secret', { accessSecret: '' }],
		['Base URL', { baseUrl: 'www.xportcn.com/api' }],
		['String to Sign', { stringToSign: '{accessKey}{secret}' }],
	])('a credential with an unusable %s sends nothing', async (label, credential) => {
		const orders = scene.sandbox.orders.add(1);
		const { succeeded, failed, stoppedBy } = await scene.run(paying(), naming(orders), {
			settings,
			credential,
		});
		expect(scene.sandbox.requests.all()).toEqual([]);
		expect(succeeded).toEqual([]);
		expect(onError === undefined ? stoppedBy : failed[0].errorMessage).toContain(`'${label}'`);
	});
});

describe("A mistake of the node's own", () => {
	it('calls unknown what it was about, and nothing else', async () => {
		const orders = scene.sandbox.orders.add(3);
		const execute = jest.spyOn(pay, 'execute');
		execute.mockRejectedValueOnce(new Error('a bug'));
		execute.mockResolvedValueOnce([]);
		const { succeeded, failed, stoppedBy } = await scene.run(
			paying({ batchSize: 1, maxConcurrency: 1 }),
			naming(orders),
		);
		execute.mockRestore();

		expect(stoppedBy).toBeUndefined();
		expect(orderIdsOf(succeeded)).toEqual([orders[2].orderId]);
		expect(orderIdsOf(failed)).toEqual(orderIdsOf(naming(orders.slice(0, 2))));
		for (const item of failed) {
			expect(item).toMatchObject({
				outcome: 'unknown',
				errorCode: 'UNEXPECTED',
				errorMessage: expect.stringContaining('Look at it in Xportcn before you run this again'),
				retryable: false,
			});
		}
	});
});

describe('Retry On Fail', () => {
	it('does not run the node again because an order failed', async () => {
		const orders = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'pay', kind: 'code', code: 400, times: 0 });
		await scene.run(paying(), naming(orders), {
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
	it('pays what was created and leads both kinds on', async () => {
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
		expect(orderIdsOf(paid)).toEqual([createdOrders[0].orderId, createdOrders[2].orderId]);
		expect(needsAttention).toMatchObject([
			{ orderId: createdOrders[1].orderId, outcome: 'rejected', failedReason: '资金账户余额不足' },
		]);
		expect(
			scene.sandbox.ledger
				.all()
				.map(({ orderId }) => orderId)
				.sort(),
		).toEqual(orderIdsOf(paid).sort());
	});
});

describe('As an AI tool', () => {
	it('returns both kinds on the first output, the only one an agent sees', async () => {
		const [paid, gone] = scene.sandbox.orders.add(2);
		scene.sandbox.orders.cancel(gone.orderId);
		const workflow = singleNodeWorkflow(paying());
		workflow.nodes[1].type = 'n8n-nodes-xportcn.xportcnKaTool';
		const run = await runWorkflow(
			workflow,
			credentialFor(scene.sandbox.baseUrl),
			itemsFrom(...naming([gone, paid])),
		);
		const [first, second] = outputsOf(run, 'Xportcn');
		expect(first).toMatchObject([
			{ orderId: paid.orderId, outcome: 'succeeded' },
			{ orderId: gone.orderId, outcome: 'rejected' },
		]);
		expect(second).toEqual([]);
	});
});

describe('Hints', () => {
	it('count what failed, by outcome, and say what to do', async () => {
		const orders = scene.sandbox.orders.add(3);
		scene.sandbox.orders.cancel(orders[0].orderId);
		scene.sandbox.faults.add({ on: 'pay', kind: 'reset', orderId: orders[1].orderId });
		const { run } = await scene.run(paying({ batchSize: 1, verifyUnknown: false }), naming(orders));
		expect(run.data.resultData.runData.Xportcn[0].hints).toEqual([
			{
				message:
					"On Failed: 1 unknown (look at these in Xportcn before you run them again); 1 rejected ('errorMessage' says why).",
				type: 'warning',
				location: 'outputPane',
			},
		]);
	});

	it('tell a read and an input to be mended from a payment to be looked at', async () => {
		scene.sandbox.faults.add({ on: 'get', kind: 'html', times: 0 });
		const { run } = await scene.run({ operation: 'get', orderId: '={{ $json.orderId }}' }, [
			...naming(scene.sandbox.orders.add(2)),
			{ orderId: 'junk' },
		]);
		expect(run.data.resultData.runData.Xportcn[0].hints?.[0].message).toBe(
			"On Failed: 2 unknown (nothing was changed; run these again); 1 notSent ('errorMessage' says what to change).",
		);
	});

	it('are silent when nothing failed', async () => {
		const { run } = await scene.run(paying(), naming(scene.sandbox.orders.add(1)));
		expect(run.data.resultData.runData.Xportcn[0].hints ?? []).toEqual([]);
	});
});

describe('Cancelling', () => {
	it('stops new requests at once, and still reports every order', async () => {
		const orders = scene.sandbox.orders.add(8);
		scene.sandbox.faults.add({ on: 'pay', kind: 'hang', skip: 2 });
		const running = startWorkflow(
			singleNodeWorkflow(paying({ batchSize: 1, maxConcurrency: 1 })),
			credentialFor(scene.sandbox.baseUrl),
			itemsFrom(...naming(orders)),
		);
		while (scene.sandbox.requests.of('pay').length < 3) await sleep(10);
		running.cancel();
		const [succeeded, failed] = outputsOf(await running.finished, 'Xportcn');

		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders.slice(0, 2))));
		expect(orderIdsOf(failed)).toEqual(orderIdsOf(naming(orders.slice(2))));
		expect(failed.map(({ outcome }) => outcome)).toEqual([
			'unknown',
			...orders.slice(3).map(() => 'notSent'),
		]);
		expect(scene.sandbox.requests.all()).toHaveLength(3);
	});
});
