import type { INodeProperties } from 'n8n-workflow';

import { resources } from './resources';

/** The options of every operation. */
const COMMON: INodeProperties[] = [
	{
		displayName: 'Max Concurrency',
		name: 'maxConcurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50, numberPrecision: 0 },
		default: 16,
		description:
			'The most requests that may wait for an answer at the same time. The node begins with 4, and sends more while Xportcn answers well.',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 600000, numberPrecision: 0 },
		default: 30000,
		description: 'How long to wait for one answer, in milliseconds',
	},
];

/** Options is one collection for all operations: a value survives a change of operation. */
export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [...COMMON, ...operationOptions()].sort((one, other) =>
		one.displayName < other.displayName ? -1 : 1,
	),
};

/** The options that operations have, each once, shown for those that have it. */
function operationOptions(): INodeProperties[] {
	const shown = new Map<
		string,
		{ option: INodeProperties; resources: string[]; names: string[] }
	>();
	for (const { name: resource, operations } of resources) {
		for (const [operation, { options: own = [] }] of Object.entries(operations)) {
			for (const option of own) {
				const entry = shown.get(option.name) ?? { option, resources: [], names: [] };
				entry.resources.push(resource);
				entry.names.push(operation);
				shown.set(option.name, entry);
			}
		}
	}
	return [...shown.values()].map(({ option, resources: shownFor, names }) => ({
		...option,
		displayOptions: {
			show: { '/resource': [...new Set(shownFor)], '/operation': [...new Set(names)] },
		},
	}));
}
