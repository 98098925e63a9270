import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { address } from './address/Address.resource';
import { api } from './api/Api.resource';
import type { Operation } from './operation';
import { im } from './im/Im.resource';
import { order } from './order/Order.resource';
import { product } from './product/Product.resource';
import type { Resource } from './resource';

/** What the node can do, in the order of its form. */
export const resources: readonly Resource[] = [order, product, address, im, api];

/** The operation that a user chose, by its internal name, or why there is none. */
export type ChosenOperation =
	| { name: string; operation: Operation }
	| { name: string; operation: undefined; error: NodeOperationError };

/** Looks up the chosen operation. Never throws: a workflow's JSON can name one that is not there. */
export function chooseOperation(context: IExecuteFunctions): ChosenOperation {
	const parameter = (name: string) => String(context.getNodeParameter(name, 0, ''));
	let name = '';
	try {
		name = parameter('operation');
		const wanted = parameter('resource');
		const operations = resources.find((resource) => resource.name === wanted)?.operations ?? {};
		if (Object.keys(operations).includes(name)) return { name, operation: operations[name] };
	} catch {
		// an expression that does not work names no operation either
	}
	const error = new NodeOperationError(
		context.getNode(),
		"This node does not have the chosen 'Operation'",
		{ description: "Choose 'Resource' and 'Operation' from their lists." },
	);
	return { name, operation: undefined, error };
}
