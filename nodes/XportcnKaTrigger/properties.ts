import type { INodeProperties } from 'n8n-workflow';

import { messageTypeOptions } from './messageTypes';

export const properties: INodeProperties[] = [
	{
		displayName:
			// plain text: the editor drops tags and line breaks
			"Xportcn does not know of this workflow by itself. Register it once by hand: (1) If you want, fill in 'Secret in URL' below, and note it down. (2) Copy the Production URL under 'Webhook URLs' above; it must be an https address that the internet can reach. Add ?secret= and the secret to its end. (3) Publish this workflow ('Activate' in older n8n). (4) In Xportcn's console, open the message service, paste the URL as callback URL, and click Verify, then Save.",
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
		default: '',
		placeholder: 'e.g. 20 letters and digits of your own',
		description:
			"If set, only requests whose URL ends with '?secret=' and this text are accepted. Use letters and digits only.",
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
