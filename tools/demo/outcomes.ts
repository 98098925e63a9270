import type { WorkflowFile, WorkflowNode } from '../n8n/instance';
import type { WorkflowRun } from '../n8n/run';
import { itemsOf } from '../n8n/run';
import { isOrderNode } from './examples';

const OUTPUTS = ['Succeeded', 'Failed'] as const;

/** One order as it left a node. */
export interface OrderRow {
	output: (typeof OUTPUTS)[number];
	/** The order's number, or the buyer's own one for an order that was not created. */
	orderId: string;
	outcome: string;
	/** Xportcn's id of the answer it rests on; empty without one. */
	requestId: string;
	/** Decimal CNY text, where the run tells it. */
	amountCny: string | undefined;
	/** What happened and what to do; empty for a success. */
	message: string;
}

/** What left one node. */
export interface NodeOutcome {
	node: string;
	operation: string;
	rows: OrderRow[];
}

function text(value: unknown): string {
	return value === undefined || value === null ? '' : String(value);
}

/** Out: order number -> its total, from any item that carries both. */
function totalsIn(run: WorkflowRun): Map<string, string> {
	const totals = new Map<string, string>();
	for (const name of Object.keys(run.data.resultData.runData)) {
		for (const { json } of OUTPUTS.flatMap((_, output) => itemsOf(run, name, output))) {
			if (json.orderId && json.totalCny) totals.set(text(json.orderId), text(json.totalCny));
		}
	}
	return totals;
}

function operationOf(node: WorkflowNode): string {
	return text(node.parameters?.operation) || 'pay'; // the node's default
}

/**
 * In: a run and the workflow it is of. Out: for each Xportcn KA node that ran and writes (create,
 * pay), in the workflow's order, the orders that left it.
 */
export function outcomesOf(run: WorkflowRun, workflow: WorkflowFile): NodeOutcome[] {
	const totals = totalsIn(run);
	return workflow.nodes
		.filter((node) => isOrderNode(node) && run.data.resultData.runData[node.name])
		.map((node) => ({
			node: node.name,
			operation: operationOf(node),
			rows: OUTPUTS.flatMap((output, index) =>
				itemsOf(run, node.name, index).map(({ json }) => ({
					output,
					orderId: text(json.orderId ?? json.outOrderId),
					outcome: text(json.outcome),
					requestId: text(json.requestId),
					amountCny: totals.get(text(json.orderId)),
					message: text(json.errorMessage),
				})),
			),
		}))
		.filter(({ operation }) => operation === 'create' || operation === 'pay');
}
