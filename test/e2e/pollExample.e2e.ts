import { demoCredential, forDemo, readExamples } from '../../tools/demo/examples';
import type { WorkflowContent } from '../../tools/n8n/instance';
import type { WorkflowDraft } from './harness/n8n';
import { jsonOf, useScene } from './harness/scene';

const scene = useScene();
const POLLED = 'order-shipped-tell-customer';

/** An example with the credential of this run. */
const withCredential = (name: string, example: WorkflowContent) => {
	const credential = { ...demoCredential(scene.sandbox), ...scene.credential };
	const { nodes, connections } = forDemo(name, example, credential) as unknown as WorkflowDraft;
	return { name, nodes, connections };
};

it('the example that tells the customer takes a cancelled order to a person', async () => {
	const draft = withCredential(POLLED, (await readExamples()).get(POLLED)!);
	const { orders, clock } = scene.sandbox;
	const [shipped] = orders.add(1);
	orders.markPaid(shipped.orderId);
	orders.ship(shipped.orderId);
	const told = await scene.n8n.run(draft, 'Order Shipped');
	expect(told.status).toBe('success');
	expect(jsonOf(told.run, 'Tell the Customer', 0)).toMatchObject([{ orderId: shipped.orderId }]);

	clock.advance(60_000);
	const [cancelled] = orders.add(1);
	orders.cancel(cancelled.orderId);
	const { run } = await scene.n8n.run(draft, 'Order Shipped');
	expect(jsonOf(run, 'Order Cancelled', 0)).toMatchObject([{ orderId: cancelled.orderId }]);
	expect(jsonOf(run, 'Tell the Customer', 0)).toEqual([]);

	scene.sandbox.faults.add({ kind: 'code', code: 404, on: 'getLogistics', times: 0 });
	clock.advance(60_000);
	const [late] = orders.add(1);
	orders.markPaid(late.orderId);
	orders.ship(late.orderId);
	const failed = await scene.n8n.run(draft, 'Order Shipped');
	expect(failed.status).toBe('error');
	expect(failed.run.data.resultData.error?.message).toContain(late.orderId);
});
