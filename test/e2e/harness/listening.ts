import type { IDataObject, INode } from 'n8n-workflow';

import { randomUUID, sleep } from '../../../tools/node';
import { isOver, listExecutions, readExecution } from '../../harness/executions';
import type { WorkflowRun } from '../../../tools/n8n/run';
import { activateWebhook } from '../../harness/webhooks';
import { node } from '../../harness/workflows';
import type { WorkflowDraft } from './n8n';
import type { useScene } from './scene';
import { surroundings } from '../../../tools/e2e/surroundings';

type Scene = ReturnType<typeof useScene>;

const POLL_MS = 200;
/** How soon n8n answers is not this suite's question; the experiment `pushing` measures it. */
export const PATIENT = { timeoutMs: 60_000, retries: 20 };

/** An active workflow, and where Xportcn pushes its messages to. */
export interface Listening {
	workflowId: string;
	url: string;
}

/** Saves a workflow that begins with our trigger and activates it. */
export async function listen({ n8n }: Scene, draft: WorkflowDraft): Promise<Listening> {
	// an address of its own, for the same workflow may be saved several times
	const nodes = draft.nodes.map((each) =>
		each.webhookId ? { ...each, webhookId: randomUUID() } : each,
	);
	const workflowId = await n8n.saveWorkflow({ ...draft, nodes });
	const trigger = nodes.find(({ type }) => type.endsWith('xportcnKaTrigger'));
	const path = `${trigger?.webhookId}/webhook`;
	await activateWebhook(n8n.http, workflowId, path);
	return { workflowId, url: `${surroundings().n8nUrl}/webhook/${path}` };
}

/** A workflow of nothing but the trigger. */
export async function listenTo(scene: Scene, parameters: IDataObject): Promise<Listening> {
	const trigger: INode = {
		...node('Trigger', 'n8n-nodes-xportcn.xportcnKaTrigger', parameters as INode['parameters'], 2),
		webhookId: 'to be made anew',
	};
	return await listen(scene, { nodes: [trigger], connections: {} });
}

/** The runs that were started, once they are over. n8n answers a message when its run is on record. */
export async function runsOf(
	{ sandbox, n8n: { http } }: Scene,
	{ workflowId }: Listening,
): Promise<WorkflowRun[]> {
	await sandbox.push.idle();
	let listed = await listExecutions(http, workflowId);
	while (!listed.every(({ status }) => isOver(status))) {
		await sleep(POLL_MS);
		listed = await listExecutions(http, workflowId);
	}
	const runs: WorkflowRun[] = [];
	for (const { id } of listed) runs.push((await readExecution(http, id)).run);
	return runs;
}
