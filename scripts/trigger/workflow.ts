import type { WorkflowFile } from '../host/instance';

export const TRIGGER = 'Xportcn KA Trigger';
const WEBHOOK_ID = '7d0c6a52-52d1-4a4e-9a31-0f6f1b7a1688';

/** Where n8n listens to it, below /webhook/. */
export const WEBHOOK_PATH = `${WEBHOOK_ID}/webhook`;

/** A workflow that any message starts. */
export const triggerWorkflow: WorkflowFile = {
	id: 'xportcnTriggerLoad',
	name: 'Xportcn: any message',
	active: false,
	nodes: [
		{
			id: 'trigger',
			name: TRIGGER,
			type: 'n8n-nodes-xportcn.xportcnKaTrigger',
			typeVersion: 2,
			position: [0, 0],
			webhookId: WEBHOOK_ID,
			parameters: { events: ['*'] },
		},
		{
			id: 'next',
			name: 'Next',
			type: 'n8n-nodes-base.noOp',
			typeVersion: 1,
			position: [220, 0],
			parameters: {},
		},
	],
	connections: { [TRIGGER]: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
	settings: { executionOrder: 'v1' },
};
