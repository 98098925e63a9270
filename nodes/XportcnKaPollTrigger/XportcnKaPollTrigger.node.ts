import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { poll } from './poll';
import { properties } from './properties';

export class XportcnKaPollTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Xportcn KA Poll Trigger',
		name: 'xportcnKaPollTrigger',
		icon: { light: 'file:../../icons/xportcn.svg', dark: 'file:../../icons/xportcn.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Starts when 1688.com orders change, by looking into the order list from time to time. Needs no public address.',
		defaults: { name: 'Xportcn KA Poll Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'xportcnApi', required: true }],
		properties,
	};

	poll = poll;
}
