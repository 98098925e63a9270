import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { XportcnKa } from '../../nodes/XportcnKa/XportcnKa.node';

export const { description } = new XportcnKa();
const node = { typeVersion: 1 };

/** The parameters that n8n shows for an operation, `order.pay` for example, in their order. */
export function visibleFor(
	id: string,
	values: INode['parameters'] = {},
	form: INodeTypeDescription = description,
): INodeProperties[] {
	const [resource, operation] = id.split('.');
	const parameters = NodeHelpers.getNodeParameters(
		form.properties,
		{ resource, operation, ...values },
		true,
		false,
		node,
		form,
	);
	return form.properties.filter((property) =>
		NodeHelpers.displayParameter(parameters ?? {}, property, node, form),
	);
}

/** The entries of a parameter of the form. */
export const entriesOf = (name: string): INodeProperties[] =>
	(description.properties.find((property) => property.name === name)?.options ??
		[]) as INodeProperties[];

/** The options that can be added to an operation, in their order. */
export function optionsFor(id: string): INodeProperties[] {
	const [resource, operation] = id.split('.');
	const parameters = { resource, operation };
	return entriesOf('options').filter((option) =>
		NodeHelpers.displayParameter(parameters, option, node, description, parameters),
	);
}

/** Notices among the parameters. */
export const isNotice = ({ type }: INodeProperties): boolean => type === 'notice';

/** What the editor writes over parameters: over the fields of a first entry, too. */
export const labelsOf = (properties: readonly INodeProperties[]): string[] =>
	properties
		.filter((property) => !isNotice(property))
		.flatMap((property) => [property.displayName, ...labelsWithin(property)]);

/** The fields of the entries that a list has from the beginning. */
function labelsWithin({ type, default: value, options = [] }: INodeProperties): string[] {
	if (type !== 'fixedCollection') return [];
	const begun = Object.keys(Object(value) as object);
	return options.flatMap((group) =>
		'values' in group && begun.includes(group.name)
			? group.values.map(({ displayName }) => displayName)
			: [],
	);
}
