import { updateDisplayOptions } from 'n8n-workflow';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation } from './operation';

type Operations = Readonly<Record<string, Operation>>;

/** A group of operations, chosen in the form by 'Resource'. */
export interface Resource {
	/** Its value in 'Resource'. Saved workflows have it, so it never changes. */
	name: string;
	/** Its operations by their internal names. Saved workflows have these, too. */
	operations: Operations;
	/** What a failed item carries where nothing says what it is about. */
	unnamed: IDataObject;
	/** Its part of the form: its operations, notices, and the parameters of each operation. */
	properties: INodeProperties[];
}

/** Shows a property for some operations of a resource. */
export const shownFor = (resource: string, ...operation: string[]) => ({
	show: { resource: [resource], operation },
});

/** The form of a resource's operations, behind a notice on those whose path is inferred. */
export const formOf = (resource: string, operations: Operations): INodeProperties[] => [
	...inferredNotice(resource, operations),
	...propertiesOf(resource, operations),
];

function inferredNotice(resource: string, operations: Operations): INodeProperties[] {
	const inferred = Object.entries(operations)
		.filter(([, { endpoint }]) => endpoint.provenance === 'inferred')
		.map(([name]) => name);
	if (inferred.length === 0) return [];
	return [
		{
			displayName:
				'The page of Xportcn\'s documentation on this operation could not be read, so its path and fields are inferred from similar operations. If Xportcn answers "not found", enter the path from your copy under Options → Endpoint Path.',
			name: 'inferredNotice',
			type: 'notice',
			default: '',
			displayOptions: shownFor(resource, ...inferred),
		},
	];
}

/** Each property once, where the first operation has it, shown for all that have it. */
function propertiesOf(resource: string, operations: Operations): INodeProperties[] {
	const users = new Map<INodeProperties, string[]>();
	for (const [name, { properties }] of Object.entries(operations)) {
		for (const property of properties) users.set(property, [...(users.get(property) ?? []), name]);
	}
	return [...users].flatMap(([property, names]) =>
		updateDisplayOptions(shownFor(resource, ...names), [property]),
	);
}
