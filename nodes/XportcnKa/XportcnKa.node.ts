import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { options } from './actions/options';
import { resources } from './actions/resources';
import { router } from './actions/router';
import { searchOrders, searchProducts } from './methods/listSearch';

/** Programmatic, not declarative: a declarative node has one output, and this one needs two. */
export class XportcnKa implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Xportcn KA',
		name: 'xportcnKa',
		icon: { light: 'file:../../icons/xportcn.svg', dark: 'file:../../icons/xportcn.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Find products on 1688.com; preview, create, pay and follow orders through Xportcn',
		defaults: { name: 'Xportcn KA' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Pay moves real money. Set its limits, connect both outputs, put Stop and Error behind Failed, and let a person approve before Pay. Items of Create come from Product → Get: one order is created for each input item.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-base.stopAndError',
					relationHint: 'Behind Failed, so that somebody notices',
				},
				{
					nodeType: 'n8n-nodes-base.limit',
					relationHint: 'In front of Create, to limit how many orders are created',
				},
				{
					nodeType: 'n8n-nodes-xportcn.xportcnKaTrigger',
					relationHint: 'Starts a workflow when an order changes',
				},
			],
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Succeeded', 'Failed'],
		credentials: [{ name: 'xportcnApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: resources.map(({ displayName, name }) => ({ name: displayName, value: name })),
				default: 'order',
			},
			...resources.flatMap(({ properties }) => properties),
			options,
		],
	};

	methods = { listSearch: { searchOrders, searchProducts } };

	execute = router;
}
