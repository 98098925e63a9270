import type { IDataObject, INode } from 'n8n-workflow';

import { startSandbox } from '../../../sandbox';
import type { Sandbox } from '../../../sandbox';
import { itemsOf } from '../../../tools/n8n/run';
import type { WorkflowRun } from '../../../tools/n8n/run';
import { credentialFor } from '../../harness/scene';
import { itemsFrom, singleNodeWorkflow } from '../../harness/workflows';
import { N8n } from './n8n';
import type { CredentialReference, WorkflowDraft } from './n8n';

/** What left the node under test, and what arrived behind each of its outputs. */
export interface Outcome {
	status: string;
	error: { message?: string; description?: string | null } | undefined;
	succeeded: IDataObject[];
	failed: IDataObject[];
	behindSucceeded: IDataObject[];
	behindFailed: IDataObject[];
	behindError: IDataObject[];
}

export const jsonOf = (run: WorkflowRun, node: string, output: number) =>
	itemsOf(run, node, output).map(({ json }) => json as IDataObject);

/** The nodes of a workflow with the given credential in every place that wants one of its type. */
export const withCredential = (draft: WorkflowDraft, credential: CredentialReference) => ({
	...draft,
	nodes: draft.nodes.map((node) =>
		node.credentials?.xportcnApi ? { ...node, credentials: { xportcnApi: credential } } : node,
	),
});

/** A real n8n, a sandbox for this test file, and a credential in n8n that opens it. */
export function useScene() {
	let n8n: N8n;
	let sandbox: Sandbox;
	let credential: CredentialReference;
	beforeAll(async () => {
		sandbox = await startSandbox();
		n8n = N8n.connect();
		credential = await n8n.createCredential(credentialFor(sandbox.baseUrl));
	});
	beforeEach(() => sandbox.reset());
	afterAll(async () => await sandbox.stop());

	return {
		get n8n() {
			return n8n;
		},
		get sandbox() {
			return sandbox;
		},
		get credential() {
			return credential;
		},
		/** A credential for another address. */
		credentialFor: async (baseUrl: string) => await n8n.createCredential(credentialFor(baseUrl)),
		/** Runs one Xportcn KA node over items in n8n. */
		async run(
			parameters: IDataObject,
			input: IDataObject[] = [{}],
			settings: Partial<INode> = {},
			using = credential,
		): Promise<Outcome> {
			const workflow = singleNodeWorkflow(parameters, settings);
			const { status, run } = await n8n.run({
				...withCredential(workflow, using),
				pinData: { Start: itemsFrom(...input) },
			});
			return {
				status,
				error: run.data.resultData.error,
				succeeded: jsonOf(run, 'Xportcn', 0),
				failed: jsonOf(run, 'Xportcn', 1),
				behindSucceeded: jsonOf(run, 'Behind Succeeded', 0),
				behindFailed: jsonOf(run, 'Behind Failed', 0),
				behindError: jsonOf(run, 'Behind Error', 0),
			};
		},
	};
}
