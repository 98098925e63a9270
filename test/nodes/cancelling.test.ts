import { sleep } from 'n8n-workflow';
import type { IDataObject, IRun } from 'n8n-workflow';

import type { Operation } from '../../sandbox';
import { outputsOf, startWorkflow } from '../harness/engine';
import { recordLog } from '../harness/log';
import type { RecordedLog } from '../harness/log';
import { buying } from '../harness/purchases';
import { credentialFor, naming, orderIdsOf, useSandbox } from '../harness/scene';
import { itemsFrom, singleNodeWorkflow } from '../harness/workflows';

const scene = useSandbox();
let log: RecordedLog;
beforeEach(() => {
	log = recordLog();
});
afterEach(() => log.restore());

/** Runs a node, and cancels the execution once so many requests of a kind have arrived. */
async function cancelAfter(
	count: number,
	operation: Operation,
	parameters: IDataObject,
	input: IDataObject[],
): Promise<{ run: IRun; succeeded: IDataObject[]; failed: IDataObject[]; sent: number }> {
	const running = startWorkflow(
		singleNodeWorkflow(parameters),
		credentialFor(scene.sandbox.baseUrl),
		itemsFrom(...input),
	);
	while (scene.sandbox.requests.of(operation).length < count) await sleep(10);
	running.cancel();
	const run = await running.finished;
	// a request that was under way all the same would arrive now
	await sleep(100);
	const [succeeded = [], failed = []] = outputsOf(run, 'Xportcn');
	return { run, succeeded, failed, sent: scene.sandbox.requests.all().length };
}

const paying = (options: IDataObject, changes: IDataObject = {}) => ({
	operation: 'pay',
	...changes,
	options: { batchSize: 1, maxConcurrency: 1, ...options },
});

describe('Cancelling', () => {
	it('stops new payments at once, and still reports every order', async () => {
		const orders = scene.sandbox.orders.add(8);
		scene.sandbox.faults.add({ on: 'pay', kind: 'hang', skip: 2 });
		const { succeeded, failed, sent } = await cancelAfter(3, 'pay', paying({}), naming(orders));

		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders.slice(0, 2))));
		expect(orderIdsOf(failed)).toEqual(orderIdsOf(naming(orders.slice(2))));
		expect(failed.map(({ outcome, errorCode }) => [outcome, errorCode])).toEqual([
			['unknown', 'CANCELLED'],
			...orders.slice(3).map(() => ['notSent', 'CANCELLED']),
		]);
		expect(sent).toBe(3);
		expect(scene.sandbox.ledger.all()).toHaveLength(2);
	});

	it("writes what was sent, with its outcome, to n8n's log: n8n drops the items", async () => {
		const orders = scene.sandbox.orders.add(5);
		scene.sandbox.faults.add({ on: 'pay', kind: 'hang', skip: 2 });
		await cancelAfter(3, 'pay', paying({}), naming(orders));
		expect(log.lines).toEqual([
			{
				level: 'warn',
				message: `Xportcn KA was stopped. What it had sent: ${orders[0].orderId} succeeded, ${orders[1].orderId} succeeded, ${orders[2].orderId} unknown`,
			},
		]);
	});

	it('stops the looks after an unclear payment', async () => {
		const orders = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'pay', kind: 'reset' });
		scene.sandbox.faults.add({ on: 'get', kind: 'hang', times: 0 });
		const { failed, sent } = await cancelAfter(
			1,
			'get',
			paying({ verifyWait: 60_000 }),
			naming(orders),
		);
		expect(failed).toMatchObject([{ outcome: 'unknown', errorCode: 'CONNECTION_LOST' }]);
		expect(sent).toBe(2);
		expect(log.lines[0].message).toContain(`${orders[0].orderId} unknown`);
	});

	it('stops the wait for a confirmation, and calls it unknown', async () => {
		scene.sandbox.paidShownAfterMs = null;
		const orders = scene.sandbox.orders.add(1);
		const { succeeded, failed } = await cancelAfter(
			2,
			'get',
			paying({ confirmPayment: true, confirmWait: 600_000 }),
			naming(orders),
		);
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ outcome: 'unknown', errorCode: 'PAYMENT_PENDING' }]);
		expect(log.lines[0].message).toContain(`${orders[0].orderId} unknown`);
	});

	it('stops before anything is paid, while the guards read', async () => {
		const orders = scene.sandbox.orders.add(3);
		scene.sandbox.faults.add({ on: 'get', kind: 'hang', times: 0 });
		const { failed } = await cancelAfter(
			1,
			'get',
			paying({}, { maximumPerOrder: '1000' }),
			naming(orders),
		);
		expect(failed.map(({ outcome }) => outcome)).toEqual(['notSent', 'notSent', 'notSent']);
		expect(scene.sandbox.requests.of('pay')).toEqual([]);
		expect(log.lines).toEqual([]);
	});

	it('stops between the preview and the order', async () => {
		scene.sandbox.faults.add({ on: 'preview', kind: 'hang' });
		const { failed } = await cancelAfter(
			1,
			'preview',
			{ operation: 'create', ...buying({ outOrderId: 'PO-1' }) },
			[{}],
		);
		expect(failed).toMatchObject([{ outcome: 'notSent', outOrderId: 'PO-1' }]);
		expect(scene.sandbox.requests.of('create')).toEqual([]);
	});

	it("names an order that may have been created by the buyer's own number", async () => {
		scene.sandbox.faults.add({ on: 'create', kind: 'hang', when: 'after' });
		const { failed } = await cancelAfter(
			1,
			'create',
			{ operation: 'create', ...buying({ outOrderId: 'PO-1' }) },
			[{}],
		);
		expect(failed).toMatchObject([{ outcome: 'unknown', outOrderId: 'PO-1' }]);
		expect(log.lines[0].message).toContain('PO-1 unknown');
	});

	it('stops the pause that a gateway asked for', async () => {
		const orders = scene.sandbox.orders.add(2);
		scene.sandbox.faults.add({
			...{ on: 'pay', kind: 'status', status: 429, body: 'text', times: 0 },
			retryAfterSeconds: 1,
		});
		const { failed, sent } = await cancelAfter(1, 'pay', paying({}), naming(orders));
		expect(sent).toBe(1);
		// whether the answer was read before the execution was cancelled is for the machine to say
		expect(['rejected', 'unknown']).toContain(failed[0].outcome);
		expect(failed[1]).toMatchObject({ outcome: 'notSent', errorCode: 'CANCELLED' });
	});

	it('is silent when nothing was cancelled', async () => {
		await scene.run(paying({}), naming(scene.sandbox.orders.add(1)));
		expect(log.lines).toEqual([]);
	});
});
