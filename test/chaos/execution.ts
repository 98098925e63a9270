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
	startedAt: number;
	/** What it sent, in the order of arrival: see `attribute`. */
	requests: LoggedRequest[];
}

/** What came of one execution. */
export interface Execution {
	run: IRun;
	cancelled: boolean;
	nodeRuns: NodeRun[];
	startedAt: number;
	/** Everything that was sent, and what of it no run of the node can have sent: see `attribute`. */
	requests: LoggedRequest[];
	stray: LoggedRequest[];
	/** What came to be, and what was struck, from here on (positions in the world's lists). */
	createdFrom: number;
	strikesFrom: number;
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
	const startedAt = Date.now();
	const [createdFrom, strikesFrom] = [world.created.length, world.strikes.length];
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

	const nodeRuns = nodeRunsOf(run);
	return {
		run,
		cancelled,
		nodeRuns,
		startedAt,
		requests: [],
		stray: [],
		createdFrom,
		strikesFrom,
	};
}

/**
 * Tells which requests of a world belong to which of its executions, and to which run of the node there: by
 * when they were signed, for one that was given up may arrive after the next has begun.
 */
export function attribute(world: World, executions: readonly Execution[]): void {
	const all = world.requests();
	const between = (from: number, to = Infinity) =>
		all.filter((request) => signedAt(request) >= from && signedAt(request) < to);
	for (const [index, execution] of executions.entries()) {
		const next = executions[index + 1] as Execution | undefined;
		const { nodeRuns } = execution;
		execution.requests = between(execution.startedAt, next?.startedAt);
		for (const [at, nodeRun] of nodeRuns.entries()) {
			const later = nodeRuns[at + 1] as NodeRun | undefined;
			nodeRun.requests = between(nodeRun.startedAt, later?.startedAt ?? next?.startedAt);
		}
		const claimed = new Set(nodeRuns.flatMap((nodeRun) => nodeRun.requests));
		execution.stray = execution.requests.filter((request) => !claimed.has(request));
	}
}

const NODE = 'Xportcn';
const OUTPUTS = ['Succeeded', 'Failed', 'Error'] as const;

const nodeRunsOf = ({ data: { resultData } }: IRun): NodeRun[] =>
	(resultData.runData[NODE] ?? []).map(({ data, error, startTime }, runIndex) => ({
		runIndex,
		items: (data?.main ?? []).flatMap((items, index) =>
			(items ?? []).map((item) => emitted(item, OUTPUTS[index])),
		),
		hasOutputs: data !== undefined,
		thrown: error?.message,
		startedAt: startTime,
		requests: [],
	}));

const emitted = (item: INodeExecutionData, output: Emitted['output']): Emitted => ({
	output,
	item: linkOf(item),
	json: item.json,
});

/** When a request was signed, ms since 1970. */
export const signedAt = ({ headers }: LoggedRequest): number => Number(headers.timestamp);

/**
 * Trigger -> two branches -> the node, which n8n then runs twice. Its context lasts over both. Both
 * branches wait, so that time passes between the two runs: which of them a request is of goes by its
 * time in ms.
 */
function twiceWorkflow(parameters: IDataObject, onError: OnError): WorkflowJson {
	const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
	const branches = ['First', 'Second'];
	const behind = ['Behind Succeeded', 'Behind Failed', 'Behind Error'];
	return {
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			...branches.map((name) => node(name, 'n8n-nodes-base.wait')),
			...behind.map((name) => node(name, 'n8n-nodes-base.noOp')),
			xportcnNode(NODE, parameters, { onError }),
		],
		connections: {
			Start: { main: [branches.map(to)] },
			...Object.fromEntries(branches.map((name) => [name, { main: [[to(NODE)]] }])),
			[NODE]: { main: behind.map((name) => [to(name)]) },
		},
	};
}
