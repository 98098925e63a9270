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
