import type { INodeProperties } from 'n8n-workflow';

import { formOf, shownFor } from '../resource';
import type { Resource } from '../resource';
import { callEndpoint } from './callEndpoint.operation';

/** The operations of the resource API by their internal names. */
export const apiOperations = { callEndpoint };

const operationDropdown: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['api'] } },
	options: [
		{
			name: 'Call Endpoint',
			value: 'callEndpoint',
			action: 'Call endpoint of API',
			description:
				'Send a signed call that this node has no operation for. What it does is up to the path: ask a person first if it changes something.',
		},
	],
	default: 'callEndpoint',
};

const callNotice: INodeProperties = {
	displayName:
		"Succeeded means that Xportcn answered with code 200. Whether it refused something in particular stands in 'data': this node does not know what the answers of other calls look like.",
	name: 'callNotice',
	type: 'notice',
	default: '',
	displayOptions: shownFor('api', 'callEndpoint'),
};

export const api: Resource = {
	name: 'api',
	operations: apiOperations,
	unnamed: {},
	properties: [operationDropdown, callNotice, ...formOf('api', apiOperations)],
};
