import { updateDisplayOptions } from 'n8n-workflow';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { endpoints } from '../../shared/endpoints';
import type { Operation } from './operation';

type Operations = Readonly<Record<string, Operation>>;

/** A group of operations, chosen in the form by 'Resource'. */
export interface Resource {
	/** Its value in 'Resource'. Saved workflows have it, so it never changes. */
	name: string;
	displayName: string;
	/** Its operations by their internal names. Saved workflows have these, too. */
	operations: Operations;
	/** How the form offers each of them, without what is said about its path. */
	choices: Readonly<Record<string, OperationChoice>>;
	/** Its part of the form: the choice of an operation, and the parameters of each. */
	properties: INodeProperties[];
}

/** How an operation is offered in the form. */
export type OperationChoice = Required<
	Pick<INodePropertyOptions, 'name' | 'action' | 'description'>
>;

/** What a resource is made of. */
export interface ResourceDefinition<N extends string> {
	name: string;
	displayName: string;
	operations: Readonly<Record<N, Operation>>;
	/** How each operation is offered, sorted by name as the form shows them. */
	choices: Readonly<Record<N, OperationChoice>>;
	chosenFirst: NoInfer<N>;
}

/** A resource of the node, with its part of the form. */
export function defineResource<N extends string>(definition: ResourceDefinition<N>): Resource {
	const { operations, choices, chosenFirst } = definition;
	const resource = definition.name;
	const names = Object.keys(choices) as N[];
	const dropdown: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: names.map((value) => ({
			...choices[value],
			value,
			description: withProvenance(choices[value].description, operations[value]),
		})),
		default: chosenFirst,
	};
	return {
		name: resource,
		displayName: definition.displayName,
		operations,
		choices,
		properties: [
			dropdown,
			...names.flatMap((operation) =>
				updateDisplayOptions(
					{ show: { resource: [resource], operation: [operation] } },
					operations[operation].properties,
				),
			),
		],
	};
}

const INFERRED = "Its path is inferred: Xportcn's page about it could not be read.";

/** What is inferred says so where a user chooses it. */
function withProvenance(description: string, { endpoint }: Operation): string {
	return endpoint && endpoints[endpoint].provenance === 'inferred'
		? `${description.replace(/\.$/, '')}. ${INFERRED}`
		: description;
}
