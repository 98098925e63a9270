import { defineResource } from '../resource';
import { decryptOpenUid } from './decryptOpenUid.operation';

export const im = defineResource({
	name: 'im',
	displayName: 'IM',
	operations: { decryptOpenUid },
	choices: {
		decryptOpenUid: {
			name: 'Decrypt Open UID',
			action: 'Decrypt open UID of seller',
			description: 'Find out how to chat with the seller of a product',
		},
	},
	chosenFirst: 'decryptOpenUid',
});
