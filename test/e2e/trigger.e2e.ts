/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INode } from 'n8n-workflow';

import { demoCredential, forDemo, readExamples } from '../../scripts/demo/examples';
import { isOver, listExecutions, readExecution } from '../../scripts/host/executions';
import type { WorkflowRun } from '../../scripts/host/run';
import { activateWebhook } from '../../scripts/host/webhooks';
import { node } from '../harness/workflows';
import type { WorkflowDraft } from './harness/n8n';
import { jsonOf, useScene } from './harness/scene';
import { surroundings } from './harness/surroundings';

const scene = useScene();
const POLL_MS = 200;
/** How soon n8n answers is not this suite's question; `npm run e2e:trigger` measures it. */
const PATIENT = { timeoutMs: 60_000, retries: 20 };

/** An active workflow, and where Xportcn pushes its messages to. */
interface Listening {
	workflowId: string;
	url: string;
}

/** Saves a workflow that begins with our trigger and activates it. */
async function listen(draft: WorkflowDraft): Promise<Listening> {
	const workflowId = await scene.n8n.saveWorkflow(draft);
	const trigger = draft.nodes.find(({ type }) => type.endsWith('xportcnKaTrigger'));
	const path = `${trigger?.webhookId}/webhook`;
	await activateWebhook(scene.n8n.http, workflowId, path);
	return { workflowId, url: `${surroundings().n8nUrl}/webhook/${path}` };
}

/** A workflow of nothing but the trigger. */
async function listenTo(parameters: IDataObject): Promise<Listening> {
	const trigger: INode = {
		...node('Trigger', 'n8n-nodes-xportcn.xportcnKaTrigger', parameters as INode['parameters'], 2),
		webhookId: randomUUID(),
	};
	return await listen({ nodes: [trigger], connections: {} });
}

/** The runs that were started, once they are over. n8n answers a message when its run is on record. */
async function runsOf({ workflowId }: Listening): Promise<WorkflowRun[]> {
	await scene.sandbox.push.idle();
	const { http } = scene.n8n;
	let listed = await listExecutions(http, workflowId);
	while (!listed.every(({ status }) => isOver(status))) {
		await sleep(POLL_MS);
		listed = await listExecutions(http, workflowId);
	}
	const runs: WorkflowRun[] = [];
	for (const { id } of listed) runs.push((await readExecution(http, id)).run);
	return runs;
}

const itemsOf = async (listening: Listening): Promise<IDataObject[]> =>
	(await runsOf(listening)).flatMap((run) => jsonOf(run, 'Trigger', 0));

it('a message of the wanted type starts one run, with its fields, amounts and times', async () => {
	const listening = await listenTo({ events: ['ORDER_PAY_SUCCESS'] });
	const { orders, push } = scene.sandbox;
	push.to(listening.url, PATIENT);
	const [{ orderId }] = orders.add(1, { totalAmount: 6400 });
	orders.markPaid(orderId);
	expect(await itemsOf(listening)).toEqual([
		expect.objectContaining({
			messageType: 'ORDER_PAY_SUCCESS',
			orderId,
			orderStatus: 'WAITING_FOR_SENT',
			totalAmount: 6400,
			totalCny: '64.00',
			payTimeIso: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/),
			verified: false,
		}),
	]);
	expect(push.log.summary()).toMatchObject({ messages: 2, acknowledged: 2, givenUp: 0 });
});

it('another platform starts none', async () => {
	const listening = await listenTo({ events: ['*'], platform: 'taobao' });
	scene.sandbox.push.to(listening.url, PATIENT);
	scene.sandbox.orders.add(2);
	expect(await itemsOf(listening)).toEqual([]);
	expect(scene.sandbox.push.log.summary()).toMatchObject({ acknowledged: 2 });
});

it("the console's Verify call is answered with 200 and starts none, however it is made", async () => {
	const listening = await listenTo({ events: ['*'] });
	const { push } = scene.sandbox;
	push.to(listening.url, PATIENT);
	for (const call of [
		{},
		{ body: {} },
		{ body: { test: 1 } },
		{ method: 'GET' },
		{ method: 'HEAD' },
	]) {
		expect([call, (await push.verify(call)).status]).toEqual([call, 200]);
	}
	expect(await itemsOf(listening)).toEqual([]);
});

it('what does not carry the secret is refused', async () => {
	const listening = await listenTo({ events: ['*'], secretInUrl: 'opensesame1688' });
	const { push, orders } = scene.sandbox;
	for (const query of ['', '?secret=', '?secret=opensesame1687']) {
		push.to(listening.url + query, { ...PATIENT, retries: 0 });
		expect([query, (await push.verify()).status]).toEqual([query, 401]);
		orders.add(1);
	}
	expect(await itemsOf(listening)).toEqual([]);
	push.to(`${listening.url}?secret=opensesame1688`, PATIENT);
	orders.add(1);
	expect(await itemsOf(listening)).toHaveLength(1);
});

it('what cannot be read is not acknowledged, and starts none', async () => {
	const listening = await listenTo({ events: ['*'] });
	const { push } = scene.sandbox;
	push.to(listening.url, { ...PATIENT, retries: 1, retryEveryMs: 50 });
	push.send({ messageType: 'ORDER_CREATE', messageBody: '{"orderId":', messagePlatform: 1 });
	expect(await itemsOf(listening)).toEqual([]);
	expect(push.log.all()).toMatchObject([
		{ state: 'givenUp', attempts: [{ status: 400 }, { status: 400 }] },
	]);
});

it('of a burst with repeats, late messages and both platforms, each message starts one run', async () => {
	const listening = await listenTo({ events: ['*'] });
	const { push } = scene.sandbox;
	push.to(listening.url, { ...PATIENT, repeatShare: 0.3, lateShare: 0.3, platform: 'both' });
	await push.burst({ count: 60, perSecond: 15 });
	const started = (await itemsOf(listening)).map(
		({ messageType, orderId }) => `${String(messageType)} ${String(orderId)}`,
	);
	const { messages, repeats, givenUp } = push.log.summary();
	expect([messages, givenUp]).toEqual([60, 0]);
	expect(repeats).toBeGreaterThan(5);
	expect([started.length, new Set(started).size]).toEqual([60, 60]);
});

it('the example that tells the warehouse believes the order, not the message', async () => {
	const example = (await readExamples()).get('paid-to-warehouse')!;
	const credential = { ...demoCredential(scene.sandbox), ...scene.credential };
	const { nodes, connections } = forDemo('', example, credential) as unknown as WorkflowDraft;
	const fresh = nodes.map((each) => (each.webhookId ? { ...each, webhookId: randomUUID() } : each));
	const listening = await listen({ nodes: fresh, connections });
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
	const runs = await runsOf(listening);
	const at = (name: string) => runs.flatMap((run) => jsonOf(run, name, 0));
	expect(at('Expect Goods')).toMatchObject([{ orderId: paid.orderId }]);
	expect(at('Nothing to Do')).toMatchObject([{ orderId: unpaid.orderId }]);
	expect(at('Needs Attention')).toEqual([]);
});
