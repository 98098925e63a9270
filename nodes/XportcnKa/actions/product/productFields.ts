import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { normalizeOrderId } from '../../../shared/orderId';

/**
 * Products as the platform's clients have them. The KA pages on their fields could not be read, so
 * products are passed on as they come and nothing but their number is relied on.
 */

/** The number of a product: `offerId`, as in the documented preview; that it is so here is inferred. */
export const offerIdOf = ({ offerId }: IDataObject): string | undefined =>
	normalizeOrderId(offerId);

export const countryProperty: INodeProperties = {
	displayName: 'Country',
	name: 'country',
	type: 'string',
	default: 'en',
	placeholder: 'e.g. en',
	description:
		'Language of translated texts, by the code that clients of the platform send, such as en. Empty to leave it out.',
};
