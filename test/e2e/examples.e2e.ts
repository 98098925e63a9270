import { demoCredential, forDemo, readExamples } from '../../scripts/demo/examples';
import type { WorkflowContent } from '../../scripts/host/instance';
import type { WorkflowDraft } from './harness/n8n';
import { listen, PATIENT, runsOf } from './harness/listening';
import { jsonOf, useScene } from './harness/scene';

const scene = useScene();

/** Types of nodes that start a workflow without anybody calling it. */
const STARTS = /\.(manualTrigger|scheduleTrigger)$/;
const PUSHED = 'paid-to-warehouse';
const POLLED = 'order-shipped-tell-customer';

/** An example with the credential of this run. */
const withCredential = (name: string, example: WorkflowContent) => {
	const credential = { ...demoCredential(scene.sandbox), ...scene.credential };
	const { nodes, connections } = forDemo(name, example, credential) as unknown as WorkflowDraft;
	return { name, nodes, connections };
};

it('n8n takes every example, knows all its nodes, and runs it to its end', async () => {
	const known = await knownTypes();
	const examples = await readExamples();
	expect(examples.size).toBeGreaterThan(0);

	for (const [name, example] of examples) {
		scene.sandbox.reset();
		scene.sandbox.orders.add(3);
		const draft = withCredential(name, example);
		const { nodes } = draft;
		expect(nodes.map(({ type }) => type).filter((type) => !known.has(type))).toEqual([]);

		const start = nodes.find(({ type }) => STARTS.test(type));
		// one is started by a message, one by a poll: below
		expect([name, start === undefined]).toEqual([name, [PUSHED, POLLED].includes(name)]);
		if (!start) continue;
		const { status } = await scene.n8n.run(draft, start.name);
		expect([name, status]).toEqual([name, 'success']);
		expect(scene.sandbox.ledger.entries.length).toBeGreaterThan(0);
	}
});

it('the example that tells the warehouse believes the order, not the message', async () => {
	const example = (await readExamples()).get(PUSHED)!;
	const listening = await listen(scene, withCredential(PUSHED, example));
	const { push, orders } = scene.sandbox;
	push.to(listening.url, PATIENT);
	const [paid, unpaid] = orders.add(2);
	orders.markPaid(paid.orderId);
	const [forged] = push.log.all();
	push.send({
		...forged,
		messageType: 'ORDER_PAY_SUCCESS',
		messageBody: JSON.stringify({ orderId: unpaid.orderId, payStatus: 2 }),
	});
	const runs = await runsOf(scene, listening);
	const at = (name: string) => runs.flatMap((run) => jsonOf(run, name, 0));
	expect(at('Expect Goods')).toMatchObject([{ orderId: paid.orderId }]);
	expect(at('Nothing to Do')).toMatchObject([{ orderId: unpaid.orderId }]);
	expect(at('Needs Attention')).toEqual([]);
});

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

/** The node types n8n offers, by their full names. */
async function knownTypes(): Promise<Set<string>> {
	const { data } = await scene.n8n.http.get<Array<{ name: string }>>('/types/nodes.json');
	return new Set(data.map(({ name }) => name));
}
