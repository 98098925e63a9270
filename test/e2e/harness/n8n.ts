import axios from 'axios';
import type { AxiosInstance } from 'axios';
import type { IDataObject, INodeExecutionData, IWorkflowBase } from 'n8n-workflow';

import { http } from '../../../tools/node';
import { endOfExecution, startExecution } from '../../harness/executions';
import type { Execution } from '../../harness/executions';
import { surroundings } from '../../../tools/e2e/surroundings';

const RUN_DEADLINE_MS = 60_000;
/** n8n closes idle connections after 5 s, and a busy machine may send into one that is just closed. */
const httpAgent = new http.Agent({ keepAlive: false });

/** A credential as nodes refer to it. */
export interface CredentialReference {
	id: string;
	name: string;
}

/** A workflow to save; `pinData` is what its trigger delivers. */
export type WorkflowDraft = Pick<IWorkflowBase, 'nodes' | 'connections'> & {
	name?: string;
	pinData?: Record<string, INodeExecutionData[]>;
};

/** The n8n under test, driven through its own REST API as its editor does. */
export class N8n {
	private constructor(readonly http: AxiosInstance) {}

	/** Goes on with the session of this run. */
	static connect(): N8n {
		const { n8nUrl: baseURL, cookie } = surroundings();
		const validateStatus = () => true;
		return new N8n(
			axios.create({ baseURL, proxy: false, httpAgent, validateStatus, headers: { cookie } }),
		);
	}

	/** Out: `data` of the answer. Throws with n8n's words when it refused. */
	async call<T>(method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object) {
		const { status, data } = await this.http.request<{ data?: T; message?: string }>({
			method,
			url: `/rest${path}`,
			data: body,
		});
		if (status >= 300) throw new Error(`${method} ${path}: HTTP ${status} ${data.message ?? ''}`);
		return data.data as T;
	}

	async createCredential(
		data: IDataObject,
		type = 'xportcnApi',
		name = 'Xportcn sandbox',
	): Promise<CredentialReference> {
		const { id } = await this.call<{ id: string }>('post', '/credentials', { name, type, data });
		return { id, name };
	}

	/** The test button of a saved credential, on data that need not be saved. */
	async testCredential(
		saved: CredentialReference,
		data: IDataObject,
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const credentials = { ...saved, type: 'xportcnApi', data };
		return await this.call('post', '/credentials/test', { credentials });
	}

	/** Out: the id of the new workflow. */
	async saveWorkflow(draft: WorkflowDraft): Promise<string> {
		const { id } = await this.call<{ id: string }>('post', '/workflows', {
			name: expect.getState().currentTestName?.slice(0, 120) ?? 'e2e',
			settings: { executionOrder: 'v1' },
			active: false,
			...draft,
		});
		return id;
	}

	/** Saves a workflow and runs it from its trigger, as the editor's button does. */
	async run(draft: WorkflowDraft, trigger = 'Start'): Promise<Execution> {
		const workflowId = await this.saveWorkflow(draft);
		const executionId = await startExecution(this.http, workflowId, trigger);
		return await endOfExecution(this.http, executionId, RUN_DEADLINE_MS);
	}
}
