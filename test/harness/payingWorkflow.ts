import type { Part } from './chain';
import { chainOf, splitOutPart } from './chain';
import type { CredentialFile, WorkflowFile } from '../../tools/n8n/instance';
import { forDemo } from '../../tools/demo/examples';

/** The node that pays. */
export const PAY = 'Pay';

/** What differs between the workflows that pay what they are given. */
export interface Payment {
	/** Its id is made of this. */
	id: string;
	name: string;
	/** The nodes the orders come from, one behind the other, the trigger first. */
	source: Part[];
	/** Where the last of them has the list of orders. */
	ordersField: string;
	/** Other than the node's defaults. */
	options?: Record<string, unknown>;
	/** Settings of the node that pays, such as its On Error. */
	settings?: Record<string, unknown>;
}

/** Out: a workflow that pays orders, each an item of its own, with a node behind either output. */
export function payingWorkflow(payment: Payment, credential: CredentialFile): WorkflowFile {
	const { id, name, source, ordersField, options = {}, settings = {} } = payment;
	const chain: Part[] = [
		...source,
		splitOutPart('One Item per Order', ordersField),
		{
			name: PAY,
			type: 'n8n-nodes-xportcn.xportcnKa',
			typeVersion: 1,
			parameters: {
				resource: 'order',
				operation: 'pay',
				orderId: '={{ $json.orderId }}',
				options,
			},
			...settings,
		},
	];
	return forDemo(id, chainOf(name, chain, ['Paid', 'Not Paid']), credential);
}
