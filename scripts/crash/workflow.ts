import { payingWorkflow } from '../demo/payingWorkflow';
import type { CredentialFile, WorkflowFile } from '../host/instance';

export const TRIGGER = 'Start';

/**
 * Out: a workflow that pays these orders in batches of 10, two at once: slow enough to be killed in
 * the middle.
 */
export function crashWorkflow(orderIds: string[], credential: CredentialFile): WorkflowFile {
	const jsonOutput = JSON.stringify({ orders: orderIds.map((orderId) => ({ orderId })) });
	return payingWorkflow(
		{
			id: 'crash',
			name: 'Xportcn: killed while paying',
			source: [
				{ name: TRIGGER, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 },
				{
					name: 'Orders',
					type: 'n8n-nodes-base.set',
					typeVersion: 3.4,
					parameters: { mode: 'raw', jsonOutput, options: {} },
				},
			],
			ordersField: 'orders',
			batchSize: 10,
			maxConcurrency: 2,
		},
		credential,
	);
}
