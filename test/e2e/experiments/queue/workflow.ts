import { payingWorkflow } from '../../../harness/payingWorkflow';
import type { CredentialFile, WorkflowFile } from '../../../../tools/n8n/instance';

export const TRIGGER = 'Orders Posted';
export const WEBHOOK_PATH = 'xportcn-orders';
/** Pay requests of one execution that may wait for an answer at the same time. */
export const MAX_CONCURRENCY = 2;

/** What is posted to the webhook. */
export interface Posted {
	/** Tells one execution from the others. */
	naming: number;
	orders: Array<{ orderId: string }>;
}

/** Out: a workflow that pays the orders posted to it, in batches of 5. */
export function queueWorkflow(credential: CredentialFile): WorkflowFile {
	return payingWorkflow(
		{
			id: 'queue',
			name: 'Xportcn: paying in queue mode',
			source: [
				{
					name: TRIGGER,
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2,
					webhookId: 'b6c5a0a2-6f0e-4f6c-9a33-5d1f5f3c1688',
					parameters: {
						httpMethod: 'POST',
						path: WEBHOOK_PATH,
						responseMode: 'onReceived',
						options: {},
					},
				},
			],
			ordersField: 'body.orders',
			options: { batchSize: 5, maxConcurrency: MAX_CONCURRENCY },
		},
		credential,
	);
}
