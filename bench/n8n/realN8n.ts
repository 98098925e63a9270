import type { AxiosInstance } from 'axios';

import { payingWorkflow } from '../../test/harness/payingWorkflow';
import type { Part } from '../../test/harness/chain';
import { constantPart, MANUAL_TRIGGER } from '../../test/harness/chain';
import { dataOf, endOfListed, startExecution } from '../../test/harness/executions';
import type { ListedExecution } from '../../test/harness/executions';
import type { CredentialFile, N8nInstance, WorkflowFile } from '../../tools/n8n/instance';
import { DEMO_OWNER, logIn } from '../../tools/n8n/owner';
import { freePort } from '../../tools/n8n/ports';
import { prepareInstances } from '../../tools/n8n/prepare';
import type { N8nRelease } from '../../tools/n8n/versions';
import { certificate } from '../far/certificate';
import { byHandWorkflow } from './byHand';
import type { WayToSplit } from './byHand';

/** Who pays in n8n: this node, or a workflow of n8n's own nodes. */
export type Builder = 'node' | 'byHand';

/** What differs between the workflows of a builder. */
export interface Build {
	/** Settings of the node that makes the requests, such as its On Error. */
	settings?: Record<string, unknown>;
	/** By hand only: how paid orders are told from others. */
	split?: WayToSplit;
	/** By hand only: options of the HTTP Request node. */
	options?: Record<string, unknown>;
}

/** Out: a workflow that pays these orders, at its defaults. */
export function workflowOf(
	builder: Builder,
	orderIds: string[],
	credential: CredentialFile,
	{ settings, options, split = 'in the success list, not in the failed one' }: Build = {},
): WorkflowFile {
	const orders = orderIds.map((orderId) => ({ orderId }));
	const source: Part[] = [MANUAL_TRIGGER, constantPart('Orders', { orders })];
	return builder === 'node'
		? payingWorkflow(
				{ id: 'bench', name: 'This node', source, ordersField: 'orders', settings },
				credential,
			)
		: byHandWorkflow({ source, ordersField: 'orders', split, settings, options }, credential);
}

/** A real n8n with the packed node in it, that workflows are run in. */
export class RealN8n {
	/** Logged in once it has been started. */
	http!: AxiosInstance;

	private constructor(readonly instance: N8nInstance) {}

	static async prepare(folder: string, release: N8nRelease): Promise<RealN8n> {
		const { trust: variables } = await certificate();
		const place = { folder, port: await freePort(), variables };
		const [instance] = await prepareInstances([place], release);
		return new RealN8n(instance);
	}

	/** Starts it with a credential. Nothing of an earlier start is in its memory. */
	async start(credential: CredentialFile): Promise<void> {
		await this.instance.importCredential(credential);
		await this.instance.startServer();
		// n8n takes only a few logins at a time
		this.http ??= await logIn(this.instance.baseUrl, DEMO_OWNER);
	}

	async stop(): Promise<void> {
		await this.instance.stop();
	}

	get pid(): number {
		if (this.instance.pid === undefined) throw new Error('n8n does not run');
		return this.instance.pid;
	}

	/** Runs a workflow to its end. Out: its execution; the id is for readExecution(). */
	async run(
		{ name, nodes, connections, settings }: WorkflowFile,
		deadlineMs: number,
	): Promise<ListedExecution> {
		const saved = await this.http.post('/rest/workflows', {
			...{ name, nodes, connections, settings },
			active: false,
		});
		const { id } = dataOf<{ id: string }>('Saving the workflow', saved);
		const executionId = await startExecution(this.http, id, MANUAL_TRIGGER.name);
		const execution = await endOfListed(this.http, id, executionId, deadlineMs);
		if (execution) return execution;
		throw new Error('n8n does not list the execution');
	}
}
