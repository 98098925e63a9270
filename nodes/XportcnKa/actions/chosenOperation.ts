import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from './operation';
import { orderOperations } from './order/Order.resource';

const resources = new Map<string, Map<string, Operation>>([
	['order', new Map<string, Operation>(Object.entries<Operation>(orderOperations))],
]);

/** The operation the user chose, or the obstacle when there is no such one. */
export type ChosenOperation =
	| { name: string; operation: Operation }
	| { name: string; operation: undefined; obstacle: NodeOperationError };

/** Looks up the chosen operation. Never throws: a workflow's JSON can name one that is not there. */
export function chooseOperation(context: IExecuteFunctions): ChosenOperation {
	const parameter = (name: string) => String(context.getNodeParameter(name, 0, ''));
	let name = '';
	try {
		name = parameter('operation');
		const operation = resources.get(parameter('resource'))?.get(name);
		if (operation) return { name, operation };
	} catch {
		// an expression that does not work names no operation either
	}
	const obstacle = new NodeOperationError(context.getNode(), "'Operation' is none of this node's", {
		description: 'Choose one from the list.',
	});
	return { name, operation: undefined, obstacle };
}
