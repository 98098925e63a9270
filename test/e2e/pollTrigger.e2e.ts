import type { IDataObject, INode } from 'n8n-workflow';

import { sleep } from '../../tools/node';
import { isOver, listExecutions, readExecution } from '../harness/executions';
import type { Execution } from '../harness/executions';
import { activateWorkflow } from '../harness/webhooks';
import { POLL_TIMES } from './experiments/polling/workflow';
import { node } from '../harness/workflows';
import { listen, PATIENT } from './harness/listening';
import type { WorkflowDraft } from './harness/n8n';
import { jsonOf, useScene } from './harness/scene';

const scene = useScene();
const LOOK_MS = 500;
const SAVING_MS = 1_000;

/** The trigger, polling every three seconds. */
const pollTrigger = (parameters: IDataObject): INode => ({
	...node('Poll', 'n8n-nodes-xportcn.xportcnKaPollTrigger', {
		pollTimes: POLL_TIMES,
		...parameters,
	} as INode['parameters']),
	credentials: { xportcnApi: scene.credential },
});
const alone = (parameters: IDataObject): WorkflowDraft => ({
	nodes: [pollTrigger(parameters)],
	connections: {},
});

const active: string[] = [];
afterEach(async () => {
	for (const id of active.splice(0)) await switchOff(id);
});

/** Publishes a workflow and waits for its first poll, which n8n 2.41 makes after it has answered. */
async function switchOn(workflowId: string): Promise<void> {
	active.push(workflowId);
	const before = polls();
	await activateWorkflow(scene.n8n.http, workflowId);
	while (polls() === before) await sleep(LOOK_MS);
	// n8n saves what the poll remembers right behind it
	await sleep(SAVING_MS);
}

async function switchOff(workflowId: string): Promise<void> {
	active.splice(active.indexOf(workflowId), 1);
	await scene.n8n.call('post', `/workflows/${workflowId}/deactivate`, {});
	while ((await publicationOf(workflowId)) !== 'not_published') await sleep(LOOK_MS);
}

/** What n8n 2.41 says of a workflow that it publishes or takes back; n8n 2.8 has done it at once. */
async function publicationOf(workflowId: string, says = 'status'): Promise<string> {
	const { status, data } = await scene.n8n.http.get<{ data: object }>(
		`/rest/workflows/${workflowId}/publication-status`,
	);
	if (status === 404) return 'not_published';
	return says === 'status' ? (data.data as { status: string }).status : JSON.stringify(data.data);
}

async function activate(draft: WorkflowDraft): Promise<string> {
	const id = await scene.n8n.saveWorkflow(draft);
	await switchOn(id);
	return id;
}

/** The executions of a workflow once there are so many and all are over. */
async function executions(workflowId: string, count: number): Promise<Execution[]> {
	const { http } = scene.n8n;
	for (;;) {
		const listed = await listExecutions(http, workflowId);
		if (listed.length >= count && listed.every(({ status }) => isOver(status))) {
			return await Promise.all(listed.map(async ({ id }) => await readExecution(http, id)));
		}
		await sleep(LOOK_MS);
	}
}
const polls = () => scene.sandbox.requests.of('getMany').length;
async function nextPoll(): Promise<void> {
	for (const before = polls(); polls() === before;) await sleep(LOOK_MS);
	await sleep(LOOK_MS);
}

it('an active workflow polls: what was there starts nothing, a change starts one run', async () => {
	const { orders } = scene.sandbox;
	const [{ orderId }] = orders.add(3, { totalAmount: 6400 });
	const workflowId = await activate(alone({ events: ['paid', 'shipped'] }));
	await nextPoll();
	expect(await executions(workflowId, 0)).toEqual([]);

	orders.markPaid(orderId);
	const [paid] = await executions(workflowId, 1);
	expect(jsonOf(paid.run, 'Poll', 0)).toEqual([
		expect.objectContaining({
			orderId,
			change: 'paid',
			changes: ['paid'],
			changeKey: `${orderId}:WAITING_FOR_SENT:2`,
			totalCny: '64.00',
		}),
	]);
	orders.ship(orderId);
	const [, shipped] = await executions(workflowId, 2);
	expect(jsonOf(shipped.run, 'Poll', 0)).toMatchObject([{ orderId, change: 'shipped' }]);
	await nextPoll();
	expect(await executions(workflowId, 2)).toHaveLength(2);
});

it('what changes while the workflow is switched off is told when it is switched on again', async () => {
	const { orders } = scene.sandbox;
	const [{ orderId }] = orders.add(1);
	const workflowId = await activate(alone({ events: ['created', 'paid'] }));
	await switchOff(workflowId);
	orders.markPaid(orderId);
	await switchOn(workflowId);
	const [{ run }] = await executions(workflowId, 1);
	expect(jsonOf(run, 'Poll', 0)).toMatchObject([{ orderId, changes: ['paid'] }]);
});

it("the editor's test shows the latest order", async () => {
	const { orders, clock } = scene.sandbox;
	orders.add(2);
	clock.advance(60_000);
	const [{ orderId }] = orders.add(1);
	const { status, run } = await scene.n8n.run(alone({ events: ['created'] }), 'Poll');
	expect(status).toBe('success');
	expect(jsonOf(run, 'Poll', 0)).toMatchObject([{ orderId, change: 'created' }]);
});

it('a workflow whose list cannot be read is not switched on, and n8n says what to do', async () => {
	scene.sandbox.faults.add({ kind: 'code', code: 401, msg: '签名错误', times: 0 });
	const workflowId = await scene.n8n.saveWorkflow(alone({ events: ['created'] }));
	const said = await activateWorkflow(scene.n8n.http, workflowId).then(
		async () => {
			while ((await publicationOf(workflowId)) !== 'failed') await sleep(LOOK_MS);
			const publication = await publicationOf(workflowId, 'all');
			await switchOff(workflowId);
			return publication;
		},
		({ message }: Error) => message,
	);
	expect(said).toMatch(/Check 'Access Key' and 'Access Secret'/);
});

it('a list that fails later is a failed execution that says what it means', async () => {
	const { faults, orders } = scene.sandbox;
	const workflowId = await activate(alone({ events: ['created'] }));
	faults.add({ kind: 'html', status: 404, times: 0 });
	const [failed] = await executions(workflowId, 1);
	expect(failed.status).toBe('error');
	expect(failed.run.data.resultData.error).toMatchObject({
		message: expect.stringContaining("check 'Base URL' and 'Endpoint Paths' in the credential"),
		description: expect.stringContaining('Nothing is lost'),
	});
	const [{ orderId }] = orders.add(1);
	faults.clear();
	for (;;) {
		const all = await executions(workflowId, 1);
		const told = all.flatMap(({ run }) => jsonOf(run, 'Poll', 0));
		if (told.length === 0) continue;
		expect(told).toMatchObject([{ orderId, change: 'created' }]);
		break;
	}
});

it('behind both triggers, Remove Duplicates lets each state of an order through once', async () => {
	const { orders, push } = scene.sandbox;
	const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	const shared = await scene.n8n.saveWorkflow({
		nodes: [
			node('Called', 'n8n-nodes-base.executeWorkflowTrigger', { inputSource: 'passthrough' }, 1.1),
			node(
				'Once',
				'n8n-nodes-base.removeDuplicates',
				{
					operation: 'removeItemsSeenInPreviousExecutions',
					logic: 'removeItemsWithAlreadySeenKeyValues',
					dedupeValue: '={{ $json.orderId }}:{{ $json.orderStatus }}:{{ $json.payStatus }}',
					options: {},
				},
				2,
			),
		],
		connections: { Called: to('Once') },
	});
	await activateWorkflow(scene.n8n.http, shared);
	active.push(shared);
	const call = node(
		'Call',
		'n8n-nodes-base.executeWorkflow',
		{ workflowId: { __rl: true, mode: 'id', value: shared }, options: {} },
		1.2,
	);

	const pushTrigger: INode = {
		...node(
			'Push',
			'n8n-nodes-xportcn.xportcnKaTrigger',
			{ events: ['ORDER_CREATE', 'ORDER_PAY_SUCCESS', 'ORDER_CANCEL'] },
			2,
		),
		webhookId: 'to be made anew',
	};
	const { workflowId, url } = await listen(scene, {
		nodes: [pushTrigger, call],
		connections: { Push: to('Call') },
	});
	active.push(workflowId);
	push.to(url, PATIENT);
	const rarely = {
		pollTimes: { item: [{ mode: 'everyMonth', hour: 3, minute: 0, dayOfMonth: 1 }] },
	};
	const polling = await activate({
		nodes: [pollTrigger({ events: ['created', 'paid', 'cancelled'], ...rarely }), call],
		connections: { Poll: to('Call') },
	});
	/** Waits for so many runs: of two at the same moment, the node forgets what one has let through. */
	const runs = async (count: number) => {
		await push.idle();
		return await executions(shared, count);
	};
	const poll = async () => {
		await switchOff(polling);
		await switchOn(polling);
	};

	const [first] = orders.add(1);
	await runs(1);
	const [second] = orders.add(1);
	await runs(2);
	await poll();
	await runs(3);
	orders.markPaid(first.orderId);
	await runs(4);
	orders.cancel(second.orderId);
	await runs(5);
	await poll();
	const all = await runs(6);

	const told = all.flatMap(({ run }) => jsonOf(run, 'Called', 0));
	expect(told).toHaveLength(8);
	const through = all.flatMap(({ run }) => jsonOf(run, 'Once', 0));
	expect(
		through.map(({ orderId, orderStatus }) => `${String(orderId)} ${String(orderStatus)}`).sort(),
	).toEqual(
		[
			...[`${first.orderId} WAITING_FOR_PAYMENT`, `${first.orderId} WAITING_FOR_SENT`],
			...[`${second.orderId} WAITING_FOR_PAYMENT`, `${second.orderId} CANCEL`],
		].sort(),
	);
});
