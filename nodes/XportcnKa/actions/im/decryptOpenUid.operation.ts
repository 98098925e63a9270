import type { IDataObject } from 'n8n-workflow';

import { succeeded } from '../../outcome/outcome';
import { call } from '../call';
import type { Operation, Task } from '../operation';
import { textParameter, unusable } from '../parameters';
import { offerIdIn } from '../product/offerId';

interface ChatTask extends Task {
	request: { openUid: string; offerId: string };
}

/**
 * Decrypt Open UID: path and request are documented (api-450929250). What the answer holds is not
 * known, so it is given under `data` as it came.
 */
export const decryptOpenUid: Operation<ChatTask> = {
	endpoint: 'im.decryptOpenUid',
	properties: [
		{
			displayName: 'Open UID',
			name: 'openUid',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. BBBJ82cNui3EUaxxMi_7Go73g',
			description: 'The encrypted ID of the seller, as Xportcn gives it',
		},
		{
			displayName: 'Offer ID',
			name: 'offerId',
			type: 'string',
			required: true,
			default: '={{ $json.offerId }}',
			placeholder: 'e.g. 951807530375',
			description: 'The 1688 product number, or the address of the product page',
		},
	],

	identify: (context, itemIndex) => ({ openUid: textParameter(context, 'openUid', itemIndex) }),

	prepare(context, itemIndex) {
		const openUid = textParameter(context, 'openUid', itemIndex);
		if (openUid === '') {
			throw unusable(
				context,
				itemIndex,
				"'Open UID' is empty",
				'Drag the field that holds it here.',
			);
		}
		const offerId = offerIdIn(context.getNodeParameter('offerId', itemIndex, ''));
		if (offerId === undefined) {
			throw unusable(
				context,
				itemIndex,
				"'Offer ID' is not a product number",
				'Use the number from the product page, or paste the address of the page.',
			);
		}
		return [
			{
				key: JSON.stringify([openUid, offerId]),
				identity: { openUid, offerId },
				// a text, unlike elsewhere (documented)
				request: { openUid, offerId },
			},
		];
	},

	async execute({ client }, { request }) {
		const response = await call(client, client.endpoints['im.decryptOpenUid'], request);
		if (!response.ok) return [response.failure];
		return [succeeded({ data: (response.data ?? null) as IDataObject }, response.requestId)];
	},
};
