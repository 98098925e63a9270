import { payingWorkflow } from '../../../harness/payingWorkflow';
import { constantPart, MANUAL_TRIGGER } from '../../../harness/chain';
import type { CredentialFile, WorkflowFile } from '../../../../tools/n8n/instance';

export const TRIGGER = MANUAL_TRIGGER.name;

/**
 * Out: a workflow that pays these orders in batches of 10, two at once: slow enough to be killed in
 * the middle.
 */
export function crashWorkflow(orderIds: string[], credential: CredentialFile): WorkflowFile {
	const orders = orderIds.map((orderId) => ({ orderId }));
	return payingWorkflow(
		{
			id: 'crash',
			name: 'Xportcn: killed while paying',
			source: [MANUAL_TRIGGER, constantPart('Orders', { orders })],
			ordersField: 'orders',
			options: { batchSize: 10, maxConcurrency: 2 },
		},
		credential,
	);
}
