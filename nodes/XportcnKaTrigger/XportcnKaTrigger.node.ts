import { NodeConnectionTypes } from 'n8n-workflow';
import type { IHookFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { messageTypeOptions } from './messageTypes';
import { properties } from './properties';
import { receive } from './receive';
import { checkSettings } from './settings';
import { webhooks } from './webhooks';

const NAMES = JSON.stringify(
	Object.fromEntries(messageTypeOptions.map(({ name, value }) => [value, name])),
);

export class XportcnKaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Xportcn KA Trigger',
		name: 'xportcnKaTrigger',
		icon: { light: 'file:../../icons/xportcn.svg', dark: 'file:../../icons/xportcn.dark.svg' },
		group: ['trigger'],
		// not 1: for each request to a trigger of version 1, n8n evaluates an expression of its own
		// (options.binaryData), which can make n8n 2.41 take three times as long
		version: 2,
		subtitle: `={{ [$parameter["events"]].flat().map((type) => (${NAMES})[type] ?? type).join(", ") }}`,
		description: 'Starts the workflow when Xportcn pushes an order message',
		eventTriggerDescription: 'Waiting for a message. Push one to the test URL.',
		activationMessage:
			"Xportcn's messages now start this workflow, once the production URL is saved and verified in the message service of Xportcn's console.",
		triggerPanel: {
			header: 'Let Xportcn push a message here',
			executionsHelp: {
				inactive:
					"<b>While building</b>, click the button above and have a message pushed to the <b>test URL</b>, by Xportcn or by a tool of yours.<br><br><b>When it is ready</b>, publish the workflow ('Activate' in older n8n) and paste the <b>production URL</b> into the message service of Xportcn's console: callback URL, Verify, Save.",
				active:
					'<b>This workflow is published</b>: each message that Xportcn pushes to the <b>production URL</b> starts it. The URL must be saved in the message service of Xportcn\'s console. These runs are in the <a data-key="executions">executions list</a>.<br><br>To build on, click the button above and have a message pushed to the <b>test URL</b>.',
			},
			activationHint:
				"Publish this workflow, then paste the production URL into the message service of Xportcn's console.",
		},
		defaults: { name: 'Xportcn KA Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks,
		properties,
	};

	/** The callback URL is registered by hand in Xportcn's console: there is nothing to create. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions) {
				checkSettings(this);
				return true;
			},
			create: async () => true,
			delete: async () => true,
		},
	};

	webhook = receive;
}
