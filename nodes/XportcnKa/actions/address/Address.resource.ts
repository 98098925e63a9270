import type { INodeProperties } from 'n8n-workflow';

import { formOf } from '../resource';
import type { Resource } from '../resource';
import { upsert } from './upsert.operation';

/** The operations of the resource Address by their internal names. */
export const addressOperations = { upsert };

const operationDropdown: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['address'] } },
	options: [
		{
			name: 'Create or Update',
			value: 'upsert',
			action: 'Create or update address',
			description:
				'Create a new address in the address book, or update the current one if it already exists (upsert)',
		},
	],
	default: 'upsert',
};

export const address: Resource = {
	name: 'address',
	operations: addressOperations,
	unnamed: {},
	properties: [operationDropdown, ...formOf('address', addressOperations)],
};
