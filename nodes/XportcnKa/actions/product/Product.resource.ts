import type { INodeProperties } from 'n8n-workflow';

import { formOf, shownFor } from '../resource';
import type { Resource } from '../resource';
import { get } from './get.operation';
import { search } from './search.operation';

/** The operations of the resource Product by their internal names. */
export const productOperations = { get, search };

const operationDropdown: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['product'] } },
	options: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get product',
			description: 'Retrieve products with their variants, to choose what to order',
		},
		{
			name: 'Search',
			value: 'search',
			action: 'Search products',
			description: 'Find products on 1688.com by keyword',
		},
	],
	default: 'search',
};

const searchNotice: INodeProperties = {
	displayName:
		"The path of this operation is documented. Its fields are inferred from clients of the same platform, because Xportcn's page on them could not be read to its end.",
	name: 'searchNotice',
	type: 'notice',
	default: '',
	displayOptions: shownFor('product', 'search'),
};

export const product: Resource = {
	name: 'product',
	operations: productOperations,
	unnamed: {},
	properties: [operationDropdown, searchNotice, ...formOf('product', productOperations)],
};
