import { forDemo } from '../demo/examples';
import type { CredentialFile, WorkflowFile, WorkflowNode } from '../host/instance';

export const TRIGGER = 'Start';
export const PAY = 'Pay';

const SPACING = 220;

function node(
	name: string,
	type: string,
	typeVersion: number,
	[column, row]: [number, number],
	parameters: Record<string, unknown> = {},
): WorkflowNode {
	const position = [column * SPACING, row * SPACING];
	return { id: `crash-${column}-${row}`, name, type, typeVersion, position, parameters };
}

const to = (...names: string[]) => names.map((name) => ({ node: name, type: 'main', index: 0 }));

/**
 * Out: a workflow that pays these orders, each an item of its own, in batches of 10, two at once:
 * slow enough to be killed in the middle.
 */
export function payingWorkflow(orderIds: string[], credential: CredentialFile): WorkflowFile {
	const jsonOutput = JSON.stringify({ orders: orderIds.map((orderId) => ({ orderId })) });
	const options = { batchSize: 10, maxConcurrency: 2 };
	const content = {
		name: 'Xportcn: killed while paying',
		nodes: [
			node(TRIGGER, 'n8n-nodes-base.manualTrigger', 1, [0, 0]),
			node('Orders', 'n8n-nodes-base.set', 3.4, [1, 0], { mode: 'raw', jsonOutput, options: {} }),
			node('One Item per Order', 'n8n-nodes-base.splitOut', 1, [2, 0], {
				fieldToSplitOut: 'orders',
				options: {},
			}),
			node(PAY, 'n8n-nodes-xportcn.xportcnKa', 1, [3, 0], {
				resource: 'order',
				operation: 'pay',
				orderId: '={{ $json.orderId }}',
				options,
			}),
			node('Paid', 'n8n-nodes-base.noOp', 1, [4, -1]),
			node('Not Paid', 'n8n-nodes-base.noOp', 1, [4, 1]),
		],
		connections: {
			[TRIGGER]: { main: [to('Orders')] },
			Orders: { main: [to('One Item per Order')] },
			'One Item per Order': { main: [to(PAY)] },
			[PAY]: { main: [to('Paid'), to('Not Paid')] },
		},
		settings: { executionOrder: 'v1', saveManualExecutions: true },
	};
	return forDemo('crash', content, credential);
}
