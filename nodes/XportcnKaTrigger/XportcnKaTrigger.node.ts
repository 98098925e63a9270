import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { properties } from './properties';
import { MESSAGES, receive } from './receive';

export class XportcnKaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Xportcn KA Trigger',
		name: 'xportcnKaTrigger',
		icon: { light: 'file:../../icons/xportcn.svg', dark: 'file:../../icons/xportcn.dark.svg' },
		group: ['trigger'],
		// 1 is there for workflows written by hand. It is not the default: for each request to a trigger
		// of version 1, n8n evaluates an expression of its own (options.binaryData), which can take longer
		// than Xportcn waits.
		version: [1, 2],
		defaultVersion: 2,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		// the editor shows this for both nodes of the package, which it lists as one
		description:
			'Preview, create, pay and follow 1688.com orders through Xportcn, or start when an order message comes',
		eventTriggerDescription: 'Waiting for a message. Push one to the test URL.',
		activationMessage:
			"Xportcn's messages now start this workflow, once the production URL is saved and verified in the message service of Xportcn's console.",
		triggerPanel: {
			header: 'Let Xportcn push a message here',
			executionsHelp: {
				inactive:
					"<b>While building</b>, click the button above and have a message pushed to the <b>test URL</b>, by Xportcn or by a tool of yours.<br><br><b>When it is ready</b>, publish the workflow ('Activate' in older n8n) and paste the <b>production URL</b> into the message service of Xportcn's console: callback URL, Verify, Save. Add ?secret=... to it if you set 'Secret in URL'.",
				active:
					'<b>This workflow is published</b>: each message that Xportcn pushes to the <b>production URL</b> starts it. The URL must be saved in the message service of Xportcn\'s console. These runs are in the <a data-key="executions">executions list</a>.<br><br>To build on, click the button above and have a message pushed to the <b>test URL</b>.',
			},
			activationHint:
				"Publish this workflow, then paste the production URL into the message service of Xportcn's console.",
		},
		defaults: { name: 'Xportcn KA Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// responseData must be there and empty: only then n8n answers with what `receive` returns
		webhooks: [
			{
				name: MESSAGES,
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
			// messages come by POST (documented); by which method Verify calls is not documented
			...['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'].map((httpMethod) => ({
				name: 'setup' as const,
				httpMethod,
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
				ndvHideUrl: true,
			})),
		],
		properties,
	};

	/** The callback URL is registered by hand in Xportcn's console: there is nothing to create. */
	webhookMethods = {
		default: {
			checkExists: async () => true,
			create: async () => true,
			delete: async () => true,
		},
	};

	webhook = receive;
}
