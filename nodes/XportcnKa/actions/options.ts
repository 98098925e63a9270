import type { INodeProperties } from 'n8n-workflow';

/** Other resources have operations of the same names. */
const forOrders = (...operations: string[]): INodeProperties['displayOptions'] => ({
	show: { '/resource': ['order'], '/operation': operations },
});

/** The Options collection, one for all operations: a value survives a change of operation. */
export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Already Paid Output',
			name: 'alreadyPaidOutput',
			type: 'options',
			options: [
				{ name: 'Failed', value: 'failed' },
				{ name: 'Succeeded', value: 'succeeded' },
			],
			default: 'failed',
			description:
				"Where orders leave that had been paid before. Their outcome reads 'alreadyPaid' either way.",
			displayOptions: forOrders('pay'),
		},
		{
			displayName: 'Batch Size',
			name: 'batchSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
			default: 10,
			description:
				'How many orders one pay request carries. How many Xportcn takes is not public; 10 is a cautious choice.',
			displayOptions: forOrders('pay'),
		},
		{
			displayName: 'Endpoint Path',
			name: 'endpointPath',
			type: 'string',
			default: '',
			placeholder: 'e.g. /alibaba/ka/order/page',
			description:
				"Path of this operation below the credential's Base URL, if Xportcn's documentation shows another one than this node uses",
			displayOptions: { hide: { '/resource': ['api'] } },
		},
		{
			displayName: 'Max Concurrency',
			name: 'maxConcurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 50, numberPrecision: 0 },
			default: 4,
			description: 'How many requests may wait for an answer at the same time',
		},
		{
			displayName: 'Order Details Path',
			name: 'orderDetailsPath',
			type: 'string',
			default: '',
			placeholder: 'e.g. /alibaba/ka/order/detail',
			description:
				"Path that 'Verify Unknown' and 'Skip if Paid' read an order at, if it differs from the one this node uses. That one is inferred, not documented.",
			displayOptions: forOrders('pay'),
		},
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
			displayOptions: forOrders('get', 'getMany'),
		},
		{
			displayName: 'Skip if Paid',
			name: 'skipIfPaid',
			type: 'boolean',
			default: true,
			description:
				'Whether to read each order first and send only those that are clearly unpaid. Costs one request per order.',
			displayOptions: forOrders('pay'),
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 600000, numberPrecision: 0 },
			default: 30000,
			description: 'How long to wait for one answer, in milliseconds',
		},
		{
			displayName: 'Verify Unknown',
			name: 'verifyUnknown',
			type: 'boolean',
			default: true,
			description:
				'Whether to look again when an answer is missing or unclear, and settle the outcome by what is found: after a payment in the order details, after a create in the order list, by Out Order ID',
			displayOptions: forOrders('create', 'pay'),
		},
		{
			displayName: 'Verify Wait',
			name: 'verifyWait',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 600000, numberPrecision: 0 },
			default: 5000,
			description:
				"How long 'Verify Unknown' keeps looking, in milliseconds. An order that is still unpaid then counts as not paid.",
			displayOptions: forOrders('create', 'pay'),
		},
	],
};
