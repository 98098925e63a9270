/** One item that left a node. */
export interface RunItem {
	json: Record<string, unknown>;
	/** Which item of the node before it comes from. */
	pairedItem?: PairedItem | PairedItem[];
}

interface PairedItem {
	item: number;
}

/** What n8n notes down about one run of one node. */
export interface NodeRun {
	executionStatus?: string;
	error?: { message?: string; description?: string | null };
	/** Items by output; null where an output gave nothing. */
	data?: { main?: Array<RunItem[] | null> };
}

/** What `n8n execute --rawOutput` prints. */
export interface WorkflowRun {
	status?: string;
	finished?: boolean;
	data: {
		resultData: {
			runData: Record<string, NodeRun[]>;
			error?: { message?: string; description?: string | null };
			lastNodeExecuted?: string;
		};
		/** What was still to be run when it ended, or was cut off. */
		executionData?: {
			nodeExecutionStack?: Array<{
				node: { name: string };
				data: { main?: Array<RunItem[] | null> };
			}>;
		};
	};
}

/**
 * In: everything `n8n execute` printed. Out: the run, or undefined when it printed none.
 * n8n prints log lines around the JSON even when asked not to; the JSON starts at the first line
 * that is nothing but a brace.
 */
export function parseRun(output: string): WorkflowRun | undefined {
	const start = output.search(/^\{$/m);
	const end = output.lastIndexOf('\n}');
	if (start < 0 || end < start) return undefined;
	return JSON.parse(output.slice(start, end + 2)) as WorkflowRun;
}

/** In: a run, a node's name, an output's index. Out: the items that left there, in order. */
export function itemsOf(run: WorkflowRun, node: string, output: number): RunItem[] {
	return (run.data.resultData.runData[node] ?? []).flatMap(
		(nodeRun) => nodeRun.data?.main?.[output] ?? [],
	);
}
