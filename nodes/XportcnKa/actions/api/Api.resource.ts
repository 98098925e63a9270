import { defineResource } from '../resource';
import { callEndpoint } from './callEndpoint.operation';
import { checkSetup } from './checkSetup.operation';

export const api = defineResource({
	name: 'api',
	displayName: 'API',
	operations: { callEndpoint, checkSetup },
	choices: {
		callEndpoint: {
			name: 'Call Endpoint',
			action: 'Call endpoint',
			description: 'Send a signed call that this node has no operation for',
		},
		checkSetup: {
			name: 'Check Setup',
			action: 'Check setup of credential',
			description:
				'Find out with reads only what works with your account, and what to paste into the credential',
		},
	},
	chosenFirst: 'callEndpoint',
});
