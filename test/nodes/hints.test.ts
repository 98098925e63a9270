import type { IRun } from 'n8n-workflow';

import { runWorkflow } from '../harness/engine';
import { usePaying } from '../harness/paying';
import { credentialFor, naming } from '../harness/scene';
import { itemsFrom, singleNodeWorkflow } from '../harness/workflows';

const scene = usePaying();
const { pay } = scene;
const hintsOf = (run: IRun) => run.data.resultData.runData.Xportcn[0].hints ?? [];
const OPEN_FAILED = "Open the Failed branch and read 'errorMessage'.";

describe('The line above the output', () => {
	it('counts what failed, what needs a look first, and says what to do', async () => {
		const orders = scene.sandbox.orders.add(4);
		for (const { orderId } of orders.slice(0, 2)) scene.sandbox.orders.cancel(orderId);
		scene.sandbox.faults.add({ on: 'pay', kind: 'reset', orderId: orders[2].orderId });
		const { run } = await pay([...naming(orders), { orderId: 'junk' }], {
			options: { batchSize: 1 },
		});
		expect(hintsOf(run)).toEqual([
			{
				message: `1 item is unclear. Do what its 'errorMessage' says before you run it again. 2 items were refused by Xportcn. 1 item was not sent. ${OPEN_FAILED}`,
				type: 'warning',
				location: 'outputPane',
			},
		]);
	});

	it('tells a read to be done again from a payment to be looked at', async () => {
		scene.sandbox.faults.add({ on: 'get', kind: 'html', times: 0 });
		const { run } = await scene.run({ operation: 'get', orderId: '={{ $json.orderId }}' }, [
			...naming(scene.sandbox.orders.add(2)),
			{ orderId: 'junk' },
		]);
		expect(hintsOf(run)[0].message).toBe(
			`2 items could not be read. Nothing was changed. Run them again. 1 item was not sent. ${OPEN_FAILED}`,
		);
	});

	it('gives the message of a single item', async () => {
		const { run, failed } = await pay([{ orderId: 'junk' }]);
		expect(hintsOf(run)[0].message).toBe(`1 item came out of Failed. ${failed[0].errorMessage}`);
	});

	it('is no warning when all of them were already paid', async () => {
		const orders = scene.sandbox.orders.add(2);
		await pay(naming(orders));
		const { run } = await pay(naming(orders));
		expect(hintsOf(run)).toMatchObject([
			{ type: 'info', message: `2 orders were already paid. ${OPEN_FAILED}` },
		]);
	});

	it('says so when nothing at all is connected behind the node', async () => {
		const workflow = singleNodeWorkflow({ operation: 'pay' });
		workflow.nodes = workflow.nodes.slice(0, 2);
		delete workflow.connections.Xportcn;
		const run = await runWorkflow(
			workflow,
			credentialFor(scene.sandbox.baseUrl),
			itemsFrom({ orderId: 'junk' }),
		);
		expect(hintsOf(run)[0].message).toContain(
			'Nothing is connected to this node, so nobody will notice.',
		);
	});

	it('is silent when nothing failed', async () => {
		const { run } = await pay(naming(scene.sandbox.orders.add(1)));
		expect(hintsOf(run)).toEqual([]);
	});

	it('is silent about what was already paid and goes to Succeeded, as the user wants', async () => {
		const orders = scene.sandbox.orders.add(1);
		await pay(naming(orders));
		const { run } = await pay(naming(orders), { options: { alreadyPaidOutput: 'succeeded' } });
		expect(hintsOf(run)).toEqual([]);
	});
});
