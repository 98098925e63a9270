import type { IDataObject } from 'n8n-workflow';

import { endpoints } from '../../../shared/endpoints';
import { numberToSend } from '../../../shared/numberToSend';
import { succeeded } from '../../outcome/outcome';
import { readDetails } from '../details';
import type { Subject } from '../details';
import { prepareNumbers } from '../numbers';
import { isUnusable } from '../operation';
import type { Ask, Operation } from '../operation';
import { filledIn, textParameter } from '../parameters';
import { countryProperty, offerIdOf } from './productFields';

interface ProductAsk extends Ask {
	offerId: string;
	/** Fields of the request besides the product. */
	extra: IDataObject;
}

const OFFER_ID = {
	name: 'offerId',
	label: 'Offer ID',
	takes: 'a product number',
	plural: 'offer IDs',
	example: 'An offer ID is the number in the address of the product page such as 889512351602',
};

const PRODUCT: Subject = { name: 'product', number: 'offer ID', idOf: offerIdOf };

/** Get: each product with what Xportcn tells about it, its variants among them. */
export const get: Operation<ProductAsk> = {
	endpoint: endpoints['product.get'],
	properties: [
		{
			displayName: 'Offer ID',
			name: 'offerId',
			type: 'string',
			required: true,
			default: '={{ $json.offerId }}',
			placeholder: 'e.g. 889512351602',
			description:
				'The 1688 product number. Also takes several, separated by commas or line breaks, or an array.',
		},
		// a copy, to stand behind Offer ID here: a shared one stands where the other operation has it
		{ ...countryProperty },
	],

	prepare(context, itemIndex) {
		const extra = filledIn({ country: textParameter(context, 'country', itemIndex) });
		return prepareNumbers(context, itemIndex, OFFER_ID).map((prepared) =>
			isUnusable(prepared)
				? prepared
				: {
						...prepared,
						key: JSON.stringify([prepared.key, extra]),
						offerId: prepared.key,
						extra,
					},
		);
	},

	async execute({ client, endpoint }, [{ offerId, extra }]) {
		const request = { offerId: numberToSend(offerId), ...extra };
		const details = await readDetails(client, endpoint, request, offerId, PRODUCT);
		if ('outcome' in details) return [[details]];
		return [[succeeded(details.entry, details.requestId)]];
	},
};
