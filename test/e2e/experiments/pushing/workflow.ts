import { startedBy } from '../../../harness/startedBy';

export const TRIGGER = 'Xportcn KA Trigger';
const WEBHOOK_ID = '7d0c6a52-52d1-4a4e-9a31-0f6f1b7a1688';

/** Where n8n listens to it, below /webhook/. */
export const WEBHOOK_PATH = `${WEBHOOK_ID}/webhook`;

/** Where n8n listens to the other workflow, below /webhook/. */
export const PEER_PATH = 'xportcn-peer';

/** A workflow that any message starts. */
export const triggerWorkflow = startedBy('xportcnTriggerLoad', {
	name: TRIGGER,
	type: 'n8n-nodes-xportcn.xportcnKaTrigger',
	typeVersion: 2,
	webhookId: WEBHOOK_ID,
	parameters: { events: ['*'] },
});

/** The same with n8n's own Webhook node, for comparison. */
export const peerWorkflow = startedBy('xportcnTriggerPeer', {
	name: 'Webhook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	webhookId: '3b1f9c1e-8a55-4f0b-8d5c-2f5d3c9a1688',
	parameters: { httpMethod: 'POST', path: PEER_PATH, responseMode: 'onReceived', options: {} },
});
