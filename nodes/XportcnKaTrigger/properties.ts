import type { INodeProperties } from 'n8n-workflow';

import { messageTypeOptions } from './messageTypes';

export const properties: INodeProperties[] = [
	{
		// the editor knows no other tags in a notice
		displayName: `Xportcn does not know this workflow until you register it by hand, once:<ul>${[
			"Make up a 'Secret in URL' below, if you like. It becomes a part of the URL.",
			"Publish this workflow ('Activate' in older n8n).",
			"Copy the Production URL under 'Webhook URLs' above. It must be an https address that the internet can reach.",
			"In Xportcn's console, open the message service, paste the URL as callback URL, click Verify, then Save.",
		]
			.map((step) => `<li>${step}</li>`)
			.join('')}</ul>`,
		name: 'registrationNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: messageTypeOptions,
		default: [],
	},
	{
		displayName: 'Platform',
		name: 'platform',
		type: 'options',
		options: [
			{ name: '1688', value: '1688' },
			{ name: 'Both', value: 'both' },
			{ name: 'Taobao', value: 'taobao' },
		],
		default: 'both',
		description: 'Which market the order is from',
	},
	{
		displayName: 'Secret in URL',
		name: 'secretInUrl',
		type: 'string',
		typeOptions: { password: true },
		// n8n works out expressions in paths without variables, which the editor knows
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. 20 letters and digits of your own',
		description:
			"Letters and digits only. It becomes the end of the URL to copy, and requests without it are refused. '?secret=' and this text behind the URL is accepted, too.",
	},
	{
		displayName: 'Drop Repeats',
		name: 'dropRepeats',
		type: 'boolean',
		default: true,
		description:
			'Whether a message that comes again starts no second run. Two messages are the same if they differ in nothing but the push time.',
	},
	{
		displayName:
			'Messages carry no signature, so whoever knows the URL can send one (verified: false). Read the order again with Xportcn KA → Get before you act on it.',
		name: 'unverifiedNotice',
		type: 'notice',
		default: '',
	},
];
