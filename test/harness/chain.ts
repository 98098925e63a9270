import type { WorkflowContent, WorkflowNode } from '../../tools/n8n/instance';

const SPACING = 220;

/** A node without its place on the canvas. */
export interface Part {
	name: string;
	type: string;
	typeVersion: number;
	parameters?: Record<string, unknown>;
	[other: string]: unknown;
}

/** Where an editor's button starts a workflow. */
export const MANUAL_TRIGGER: Part = {
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
};

/** Out: a node that yields this JSON. */
export function constantPart(name: string, json: object): Part {
	return {
		name,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: JSON.stringify(json), options: {} },
	};
}

/** Out: a node that makes an item of each entry of the list in this field. */
export function splitOutPart(name: string, field: string): Part {
	return {
		name,
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: field, options: {} },
	};
}

function place(part: Part, column: number, row = 0): WorkflowNode {
	const position = [column * SPACING, row * SPACING];
	return { parameters: {}, ...part, id: `node-${column}-${row}`, position };
}

/** One output for each name. */
const to = (...names: string[]) => ({
	main: names.map((name) => [{ node: name, type: 'main', index: 0 }]),
});

/**
 * In: its name; its nodes, one behind the other, the trigger first; the names of the two ends behind
 * the outputs of the last. Out: the workflow.
 */
export function chainOf(name: string, chain: Part[], ends: [string, string]): WorkflowContent {
	const behind = { type: 'n8n-nodes-base.noOp', typeVersion: 1 };
	const links = chain.slice(1).map((next, index) => [chain[index].name, to(next.name)]);
	const last = chain[chain.length - 1];
	return {
		name,
		nodes: [
			...chain.map((part, column) => place(part, column)),
			place({ name: ends[0], ...behind }, chain.length, -1),
			place({ name: ends[1], ...behind }, chain.length, 1),
		],
		connections: { ...Object.fromEntries(links), [last.name]: to(...ends) },
		settings: { executionOrder: 'v1', saveManualExecutions: true },
	};
}
