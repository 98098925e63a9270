import type { CredentialFile, WorkflowFile, WorkflowNode } from '../host/instance';
import { forDemo } from './examples';

/** The node that pays. */
export const PAY = 'Pay';

const SPLIT = 'One Item per Order';
const SPACING = 220;

/** A node without its place on the canvas. */
interface Part {
	name: string;
	type: string;
	typeVersion: number;
	parameters?: Record<string, unknown>;
	[other: string]: unknown;
}

/** What differs between the workflows that pay what they are given. */
export interface Payment {
	/** Its id is made of this. */
	id: string;
	name: string;
	/** The nodes the orders come from, one behind the other, the trigger first. */
	source: Part[];
	/** Where the last of them has the list of orders. */
	ordersField: string;
	/** Orders per request, and requests at once. */
	batchSize: number;
	maxConcurrency: number;
}

function place(part: Part, column: number, row = 0): WorkflowNode {
	const position = [column * SPACING, row * SPACING];
	return { parameters: {}, ...part, id: `node-${column}-${row}`, position };
}

/** One output for each name. */
const to = (...names: string[]) => ({
	main: names.map((name) => [{ node: name, type: 'main', index: 0 }]),
});

/** Out: a workflow that pays orders, each an item of its own, with a node behind either output. */
export function payingWorkflow(payment: Payment, credential: CredentialFile): WorkflowFile {
	const { id, name, source, ordersField, batchSize, maxConcurrency } = payment;
	const chain: Part[] = [
		...source,
		{
			name: SPLIT,
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: ordersField, options: {} },
		},
		{
			name: PAY,
			type: 'n8n-nodes-xportcn.xportcnKa',
			typeVersion: 1,
			parameters: {
				resource: 'order',
				operation: 'pay',
				orderId: '={{ $json.orderId }}',
				options: { batchSize, maxConcurrency },
			},
		},
	];
	const behind = { type: 'n8n-nodes-base.noOp', typeVersion: 1 };
	const links = chain.slice(1).map((next, index) => [chain[index].name, to(next.name)]);
	const content = {
		name,
		nodes: [
			...chain.map((part, column) => place(part, column)),
			place({ name: 'Paid', ...behind }, chain.length, -1),
			place({ name: 'Not Paid', ...behind }, chain.length, 1),
		],
		connections: { ...Object.fromEntries(links), [PAY]: to('Paid', 'Not Paid') },
		settings: { executionOrder: 'v1', saveManualExecutions: true },
	};
	return forDemo(id, content, credential);
}
