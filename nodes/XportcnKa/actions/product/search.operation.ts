import type { IDataObject } from 'n8n-workflow';

import type { Operation, Task } from '../operation';
import { limitProperty, readLimit } from '../pages';
import { filledIn, textParameter, unusable } from '../parameters';
import { simplifyProperty } from '../simplify';
import { languageProperty, simplifyProduct } from './productFields';
import { listProducts } from './productList';
import { filtersProperty, readFilters, sortProperty } from './searchFilters';

interface SearchTask extends Task {
	/** The request without the page. */
	fields: IDataObject;
	limit: number;
}

/**
 * Search: products by keyword, page after page. The path is documented; the fields are those that
 * clients of the platform send outside of KA (inferred).
 */
export const search: Operation<SearchTask> = {
	endpoint: 'product.search',
	simplify: simplifyProduct,
	properties: [
		{
			displayName: 'Keyword',
			name: 'keyword',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 保温杯',
			description: 'What to look for. 1688 is a Chinese market, so Chinese words find most.',
		},
		limitProperty,
		languageProperty,
		simplifyProperty,
		filtersProperty,
		sortProperty,
	],

	identify: (context, itemIndex) =>
		filledIn({ keyword: textParameter(context, 'keyword', itemIndex) }),

	prepare(context, itemIndex) {
		const keyword = textParameter(context, 'keyword', itemIndex);
		if (keyword === '') {
			throw unusable(context, itemIndex, "'Keyword' is empty", 'Say what to look for.');
		}
		return [
			{
				key: `item ${itemIndex}`,
				identity: { keyword },
				fields: {
					...filledIn({ keyword, country: textParameter(context, 'country', itemIndex) }),
					...readFilters(context, itemIndex),
				},
				limit: readLimit(context, itemIndex, 'Change it.'),
			},
		];
	},

	execute: async ({ client }, { fields, limit }) =>
		await listProducts(client, 'product.search', fields, limit),
};
