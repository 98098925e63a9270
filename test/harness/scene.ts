import type { IDataObject, INode, INodeExecutionData, IRun } from 'n8n-workflow';

import { DEMO_KEYS, startSandbox } from '../../sandbox';
import type { Sandbox, SandboxOptions } from '../../sandbox';
import type { Rounds } from './agentNode';
import { itemsOf, outputsOf, runsOf, startWorkflow } from './engine';
import type { WorkflowJson } from './engine';
import { agentWorkflow, itemsFrom, loopWorkflow, singleNodeWorkflow } from './workflows';
import type { AgentVersion } from './workflows';

/** A credential for a sandbox. */
export const credentialFor = (baseUrl: string, changes: IDataObject = {}) => ({
	baseUrl,
	...DEMO_KEYS,
	timestampUnit: 'milliseconds',
	stringToSign: '{accessKey}{timestamp}{nonceStr}{accessSecret}',
	...(changes as Record<string, string>),
});

/** What came out of the node under test. */
export interface Outcome {
	run: IRun;
	succeeded: IDataObject[];
	failed: IDataObject[];
	/** All output items of Succeeded and Failed, with their links. */
	items: [INodeExecutionData[], INodeExecutionData[]];
	/** The message of the exception that stopped the node, if one did. */
	stoppedBy: string | undefined;
	/** Which item each reading of the credential was for; undefined: it was for none. */
	credentialReads: ReadonlyArray<number | undefined>;
}

/** What may differ from one run of a test to another. */
interface Circumstances {
	/** Of the node under test. */
	settings?: Partial<INode>;
	credential?: IDataObject;
}

/**
 * A sandbox for one test file, started before its tests and put back to its start before each.
 * Its ledger is the judge of every test that pays.
 */
export function useSandbox(options: SandboxOptions = {}) {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox(options);
	});
	beforeEach(() => sandbox.reset());
	afterAll(async () => await sandbox.stop());

	async function execute(workflow: WorkflowJson, credential: IDataObject, input: IDataObject[]) {
		const { finished, credentialReads } = startWorkflow(
			workflow,
			credentialFor(sandbox.baseUrl, credential),
			itemsFrom(...input),
		);
		return { run: await finished, credentialReads };
	}

	return {
		get sandbox() {
			return sandbox;
		},
		/** Runs one Xportcn KA node over items, on n8n's engine and over real HTTP. */
		async run(
			parameters: IDataObject,
			input: IDataObject[] = [{}],
			{ settings = {}, credential = {} }: Circumstances = {},
		): Promise<Outcome> {
			const { run, credentialReads } = await execute(
				singleNodeWorkflow(parameters, settings),
				credential,
				input,
			);
			const [succeededItems = [], failedItems = []] = itemsOf(run, 'Xportcn');
			const [succeeded = [], failed = []] = outputsOf(run, 'Xportcn');
			return {
				run,
				succeeded,
				failed,
				items: [succeededItems, failedItems],
				stoppedBy: run.data.resultData.error?.message,
				credentialReads,
			};
		},
		/**
		 * Runs the node in a loop over the items, all in one execution.
		 * @returns what came out of each of its runs
		 */
		async loop(
			parameters: IDataObject,
			input: IDataObject[],
			{ batchSize, settings, credential = {} }: Circumstances & { batchSize?: number } = {},
		) {
			const workflow = loopWorkflow(parameters, { batchSize, settings });
			const { run, credentialReads } = await execute(workflow, credential, input);
			const runs = runsOf(run, 'Xportcn').map(([succeeded = [], failed = []]) => ({
				succeeded: jsonsOf(succeeded),
				failed: jsonsOf(failed),
			}));
			return { run, runs, credentialReads };
		},
		/**
		 * Has an AI agent call the node as its tool, all in one execution.
		 * @param rounds what it calls the tool with; the calls of a round are made at once
		 * @returns the items that the agent heard of each call
		 */
		async useTool(
			parameters: IDataObject,
			rounds: Rounds,
			{
				version,
				settings,
				credential = {},
				input = [{}],
			}: Circumstances & { version?: AgentVersion; input?: IDataObject[] } = {},
		) {
			const workflow = agentWorkflow(parameters, rounds, { version, settings });
			const { run, credentialReads } = await execute(workflow, credential, input);
			const [[agent] = []] = outputsOf(run, 'Agent');
			const heard = ((agent?.heard ?? []) as string[]).map(
				(text) => JSON.parse(text) as IDataObject[],
			);
			return { run, heard, credentialReads };
		},
	};
}

const jsonsOf = (items: INodeExecutionData[]) => items.map(({ json }) => json);

/** Ids of items, in order. */
export const orderIdsOf = (jsons: IDataObject[]) => jsons.map(({ orderId }) => orderId);

/** Input items that name orders, one each. */
export const naming = (orders: Array<{ orderId: string }>): IDataObject[] =>
	orders.map(({ orderId }) => ({ orderId }));

/** The input item that an output item is linked to. */
export const linkOf = ({ pairedItem }: INodeExecutionData) =>
	typeof pairedItem === 'object' && !Array.isArray(pairedItem) ? pairedItem.item : pairedItem;
