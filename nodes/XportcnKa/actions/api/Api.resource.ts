import { defineResource } from '../resource';
import { callEndpoint } from './callEndpoint.operation';

export const api = defineResource({
	name: 'api',
	displayName: 'API',
	operations: { callEndpoint },
	choices: {
		callEndpoint: {
			name: 'Call Endpoint',
			action: 'Call endpoint',
			description: 'Send a signed call that this node has no operation for',
		},
	},
	chosenFirst: 'callEndpoint',
});
