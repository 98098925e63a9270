import type { IDataObject } from 'n8n-workflow';

import sample from '../../sandbox/samples/preview.request.json';

/** The purchase of the vendor's own preview sample, as parameters of the node. */
export const SAMPLE_ADDRESS = sample.addressParam;

const { address: streetAddress, ...otherFields } = sample.addressParam;
/** The same in the form's own fields. */
export const ADDRESS_PARAMETERS = { ...otherFields, streetAddress };

const [{ offerId, specId, quantity }] = sample.cargoParamList;
export const SAMPLE_LINE = { offerId: String(offerId), specId, quantity };

/** A product of the sandbox's catalogue by another seller than the sample's. */
export const OTHER_SELLERS_LINE = {
	offerId: '682340157729',
	specId: '9b3e61d05c7f42a8b1d4e8f70a26c35d',
	quantity: 1,
};

/** Parameters that buy the sample; `changes` replaces some. */
export const buying = (changes: IDataObject = {}): IDataObject => ({
	itemsInput: 'fields',
	items: { item: [SAMPLE_LINE] },
	addressInput: 'fields',
	...ADDRESS_PARAMETERS,
	flow: 'fenxiaonew',
	...changes,
});
