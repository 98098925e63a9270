import type { IDataObject, INodeExecutionData, IRun } from 'n8n-workflow';

import type { LoggedRequest } from '../../sandbox';
import { startWorkflow } from '../harness/engine';
import type { WorkflowJson } from '../harness/engine';
import { linkOf } from '../harness/scene';
import { itemsFrom, node, ON_ERROR, singleNodeWorkflow, xportcnNode } from '../harness/workflows';
import type { OnError } from '../harness/workflows';
import type { World } from './world';

/** The settings of "On Error", to draw from. */
export const ON_ERRORS: readonly OnError[] = Object.values(ON_ERROR);

/** An output item. */
export interface Emitted {
	output: 'Succeeded' | 'Failed' | 'Error';
	/** The input item that it is linked to. */
	item: unknown;
	json: IDataObject;
}

/** What one run of the node did: an execution with a loop has several. */
export interface NodeRun {
	/** Which of the execution's runs, from 0. */
	runIndex: number;
	items: Emitted[];
	/** The node gave nothing: it was cancelled before its turn, or it threw. */
	hasOutputs: boolean;
	/** What it threw. */
	thrown: string | undefined;
	/** What it sent, in the order of arrival. */
	requests: LoggedRequest[];
}

/** What came of one execution. */
export interface Execution {
	run: IRun;
	cancelled: boolean;
	nodeRuns: NodeRun[];
	/** Everything that was sent, and what of it no run of the node can have sent. */
	requests: LoggedRequest[];
	stray: LoggedRequest[];
	/** The orders that came to be while it lasted. */
	createdFrom: number;
	createdTo: number;
}

export interface Workflow {
	parameters: IDataObject;
	onError: OnError;
	/** Whether the node runs twice in the execution, over the same items. */
	twice?: boolean;
	/** What differs in the credential. */
	credential?: IDataObject;
}

/** Executes the node over items, until nothing of it is on its way any more. */
export async function execute(
	world: World,
	{ parameters, onError, twice = false, credential = {} }: Workflow,
	jsons: IDataObject[],
	cancelAfterRequests?: number,
): Promise<Execution> {
	const before = world.requests().length;
	const createdFrom = world.created.length;
	const running = startWorkflow(
		twice
			? twiceWorkflow(parameters, onError)
			: singleNodeWorkflow(parameters, { onError: onError ?? undefined }),
		{ ...world.credential, ...credential } as typeof world.credential,
		itemsFrom(...jsons),
	);
	let finished = false;
	let cancelled = false;
	if (cancelAfterRequests !== undefined) {
		world.afterRequests(cancelAfterRequests, () => {
			if (finished) return;
			cancelled = true;
			running.cancel();
		});
	}
	const run = await running.finished;
	finished = true;
	await world.untilQuiet();

	const requests = world.requests().slice(before);
	const nodeRuns = nodeRunsOf(run, requests);
	const claimed = new Set(nodeRuns.flatMap((each) => each.requests));
	return {
		run,
		cancelled,
		nodeRuns,
		requests,
		stray: requests.filter((request) => !claimed.has(request)),
		createdFrom,
		createdTo: world.created.length,
	};
}

const NODE = 'Xportcn';
const OUTPUTS = ['Succeeded', 'Failed', 'Error'] as const;

function nodeRunsOf({ data: { resultData } }: IRun, requests: LoggedRequest[]): NodeRun[] {
	const runs = resultData.runData[NODE] ?? [];
	return runs.map(({ data, error, startTime }, runIndex) => {
		const end = runs[runIndex + 1]?.startTime ?? Infinity;
		return {
			runIndex,
			items: (data?.main ?? []).flatMap((items, index) =>
				(items ?? []).map((item) => emitted(item, OUTPUTS[index])),
			),
			hasOutputs: data !== undefined,
			thrown: error?.message,
			requests: requests.filter((request) => {
				const at = signedAt(request);
				return at >= startTime && at < end;
			}),
		};
	});
}

const emitted = (item: INodeExecutionData, output: Emitted['output']): Emitted => ({
	output,
	item: linkOf(item),
	json: item.json,
});

/** When a request was signed, ms since 1970: also one that arrived late says to which run it belongs. */
export const signedAt = ({ headers }: LoggedRequest): number => Number(headers.timestamp);

/** Trigger -> two branches -> the node, which n8n then runs twice. Its context lasts over both. */
function twiceWorkflow(parameters: IDataObject, onError: OnError): WorkflowJson {
	const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
	const branches = ['First', 'Second'];
	const behind = ['Behind Succeeded', 'Behind Failed', 'Behind Error'];
	return {
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			...[...branches, ...behind].map((name) => node(name, 'n8n-nodes-base.noOp')),
			xportcnNode(NODE, parameters, { onError }),
		],
		connections: {
			Start: { main: [branches.map(to)] },
			...Object.fromEntries(branches.map((name) => [name, { main: [[to(NODE)]] }])),
			[NODE]: { main: behind.map((name) => [to(name)]) },
		},
	};
}
