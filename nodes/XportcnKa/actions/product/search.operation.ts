import type { IDataObject } from 'n8n-workflow';

import { failed, succeeded } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import type { XportcnClient } from '../../transport/client';
import type { Operation, Task } from '../operation';
import { limitProperty, readLimit, readPages } from '../pages';
import type { Listing } from '../pages';
import {
	filledIn,
	objectParameter,
	refuseLostDigits,
	textParameter,
	unusable,
} from '../parameters';
import { simplifyProperty } from '../simplify';
import { languageProperty, offerIdOf, productJson, simplifyProduct } from './productFields';

interface SearchTask extends Task {
	/** The request without the page. */
	fields: IDataObject;
	limit: number;
}

const productListing = (client: XportcnClient): Listing => ({
	endpoint: client.endpoints['product.search'],
	pageField: 'beginPage',
	// the only size seen in clients of the platform
	pageSize: 20,
	idOf: offerIdOf,
	noList:
		"This node finds no list of products in the answer. Nothing was changed. Check 'Endpoint Paths' in the credential.",
});

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
			placeholder: 'e.g. USB',
			description: 'What to look for. 1688 is a Chinese market, so Chinese words find most.',
		},
		limitProperty,
		languageProperty,
		simplifyProperty,
		{
			displayName: 'Filters',
			name: 'searchFilters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			description:
				'Sent to Xportcn as they are. Their names are inferred: check the result before you rely on one.',
			options: [
				{
					displayName: 'Category ID',
					name: 'categoryId',
					type: 'string',
					default: '',
					description: 'Only products of this category of 1688',
				},
				{
					displayName: 'Filter',
					name: 'filter',
					type: 'string',
					default: '',
					placeholder: 'e.g. shipInToday,totalEpScoreLv1',
					description: "Xportcn's own filter words, separated by commas",
				},
				{
					displayName: 'More Fields (JSON)',
					name: 'more',
					type: 'json',
					default: '{}',
					description: "Further fields of the request, by the names in Xportcn's documentation",
				},
				{
					displayName: 'Price From (CNY)',
					name: 'priceStart',
					type: 'string',
					default: '',
					placeholder: 'e.g. 10.00',
					description: 'Lowest price in yuan',
				},
				{
					displayName: 'Price To (CNY)',
					name: 'priceEnd',
					type: 'string',
					default: '',
					placeholder: 'e.g. 50.00',
					description: 'Highest price in yuan',
				},
				{
					displayName: 'Sort',
					name: 'sort',
					type: 'string',
					default: '{"price":"desc"}',
					description: 'What to sort by, as JSON text, the form in which Xportcn takes it',
				},
			],
		},
	],

	identify: (context, itemIndex) =>
		filledIn({ keyword: textParameter(context, 'keyword', itemIndex) }),

	prepare(context, itemIndex) {
		const keyword = textParameter(context, 'keyword', itemIndex);
		if (keyword === '') {
			throw unusable(context, itemIndex, "'Keyword' is empty", 'Say what to look for.');
		}
		const given = context.getNodeParameter('searchFilters', itemIndex, {}) as IDataObject;
		refuseLostDigits(context, itemIndex, 'Filters', given);
		const filters = Object.keys(given)
			.filter((name) => name !== 'more')
			.map((name) => [name, asText(given[name])]);
		const more = 'more' in given ? objectParameter(context, ...MORE, itemIndex) : undefined;
		return [
			{
				key: `item ${itemIndex}`,
				identity: { keyword },
				fields: filledIn({
					keyword,
					country: textParameter(context, 'country', itemIndex),
					...Object.fromEntries(filters),
					...more,
				}),
				limit: readLimit(context, itemIndex, 'Change it.'),
			},
		];
	},

	async execute({ client }, { fields, limit }) {
		const results: Result[] = [];
		for await (const read of readPages(client, productListing(client), fields, limit)) {
			if (!read.ok) return [...results, read.failure];
			const { entries, requestId } = read.page;
			for (const product of entries) results.push(succeeded(productJson(product), requestId));
		}
		return results.length > 0 ? results : [NOTHING_FOUND];
	},
};

const MORE = ['searchFilters.more', 'More Fields (JSON)'] as const;

/** Clients send all of these as text, also a price and the object to sort by. */
const asText = (value: unknown): string =>
	typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '').trim();

/** No product is an answer, too: without an item of its own the search would have disappeared. */
const NOTHING_FOUND = failed(
	'rejected',
	'NOT_FOUND',
	'Xportcn found no product. Try another keyword, in Chinese if it was not, or fewer filters.',
);
