import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { parseId } from '../../../shared/ids';

/**
 * Products as the platform's clients have them. The KA pages on their fields could not be read, so
 * products are passed on as they come and nothing but their number is relied on.
 */

/** The number of a product: `offerId`, as in the documented preview; that it is so here is inferred. */
export const offerIdOf = ({ offerId }: IDataObject): string | undefined => parseId(offerId);

/** What a product says first: its number and its title. */
const FIRST = ['offerId', 'subjectTrans', 'subject'] as const;

/** The fields of a product's item, its number and title first. */
export function productJson(product: IDataObject): IDataObject {
	const first = FIRST.filter((name) => product[name] !== undefined);
	return { ...Object.fromEntries(first.map((name) => [name, product[name]])), ...product };
}

/** The fields that clients of the platform show, those that hold the variants among them (inferred). */
const SIMPLE_FIELDS = [
	...FIRST,
	'price',
	'priceInfo',
	'productSaleInfo',
	'minOrderQuantity',
	'monthSold',
	'imageUrl',
	'productSkuInfos',
] as const;

/** The useful few of a product's known fields. A product of an unknown shape stays as it is. */
export function simplifyProduct(json: IDataObject): IDataObject {
	if (FIRST.every((name) => json[name] === undefined)) return json;
	return Object.fromEntries(
		SIMPLE_FIELDS.filter((name) => json[name] !== undefined).map((name) => [name, json[name]]),
	);
}

export const languageProperty: INodeProperties = {
	displayName: 'Language',
	name: 'country',
	type: 'string',
	default: 'en',
	placeholder: 'e.g. en',
	description:
		'Language of the translated product texts, by the code that clients of the platform send. Empty to leave it out.',
};

export const offerLocator: INodeProperties = {
	displayName: 'Offer ID',
	name: 'offerId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'id', value: '={{ $json.offerId }}' },
	description: 'The product. By ID also takes several numbers, separated by commas or line breaks.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchProducts', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 889512351602',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://detail.1688.com/offer/889512351602.html',
		},
	],
};
