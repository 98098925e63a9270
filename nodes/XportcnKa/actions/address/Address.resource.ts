import { defineResource } from '../resource';
import { upsert } from './upsert.operation';

export const address = defineResource({
	name: 'address',
	displayName: 'Address',
	operations: { upsert },
	choices: {
		upsert: {
			name: 'Create or Update',
			action: 'Create or update address',
			description: 'Create a new record, or update the current one if it already exists (upsert)',
		},
	},
	chosenFirst: 'upsert',
});
