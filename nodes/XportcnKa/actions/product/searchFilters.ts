import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { without } from '../../../shared/json';
import { filledIn, objectParameter, refuseLostDigits } from '../parameters';

/**
 * The filters of a product search. The words are 1688's (its open platform); that they are Xportcn's
 * too is inferred, because its own list begins with the same one.
 */
const FILTER_WORDS: ReadonlyArray<[value: string, name: string]> = [
	['1688Selection', '1688 Selection'],
	['certifiedFactory', 'Certified Factory'],
	['jxhy', 'Selected Suppliers (jxhy)'],
	['isOnePsale', 'Single Piece'],
	['isOnePsaleFreePost', 'Single Piece, Free Shipping'],
	['isQqyx', 'Global Selection (isQqyx)'],
	['isSelect', 'Selected Goods (isSelect)'],
	['new30', 'New in the Last 30 Days'],
	['new7', 'New in the Last 7 Days'],
	['noReason7DReturn', 'Return Within 7 Days'],
	['getRate24HLv1', 'Picked up Within 24 H: Below 95%'],
	['getRate24HLv2', 'Picked up Within 24 H: From 95%'],
	['getRate24HLv3', 'Picked up Within 24 H: From 99%'],
	['getRate48HLv1', 'Picked up Within 48 H: Below 95%'],
	['getRate48HLv2', 'Picked up Within 48 H: From 95%'],
	['getRate48HLv3', 'Picked up Within 48 H: From 99%'],
	['shipIn24Hours', 'Ships Within 24 Hours'],
	['shipIn48Hours', 'Ships Within 48 Hours'],
	['shipInToday', 'Ships Today'],
	['totalEpScoreLv1', 'Stars: 5'],
	['totalEpScoreLv2', 'Stars: 4.5 to 5'],
	['totalEpScoreLv3', 'Stars: 4 to 4.5'],
	['totalEpScoreLv4', 'Stars: Below 4'],
];

const filterOptions = FILTER_WORDS.map(([value, name]) => ({ name, value })).sort((one, other) =>
	one.name < other.name ? -1 : 1,
);

export const filtersProperty: INodeProperties = {
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
			type: 'multiOptions',
			options: filterOptions,
			default: [],
			description: 'Only products that have all of these',
		},
		{
			displayName: 'More Fields (JSON)',
			name: 'more',
			type: 'json',
			default: '{}',
			description: "Further fields of the request, by the names in Xportcn's documentation",
		},
		{
			displayName: 'Other Filter Words',
			name: 'otherFilters',
			type: 'string',
			default: '',
			placeholder: 'e.g. ksCiphertext',
			description: "Further filter words of Xportcn's, separated by commas",
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
	],
};

export const sortProperty: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'collection',
	placeholder: 'Add sorting',
	default: {},
	options: [
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			options: [
				{ name: 'Ascending', value: 'asc' },
				{ name: 'Descending', value: 'desc' },
			],
			default: 'desc',
			description: 'Whether the smallest or the largest comes first',
		},
		{
			displayName: 'Sort By',
			name: 'sortBy',
			type: 'options',
			options: [
				{ name: 'Monthly Sales', value: 'monthSold' },
				{ name: 'Price', value: 'price' },
				{ name: 'Repurchase Rate', value: 'rePurchaseRate' },
			],
			default: 'price',
			description: 'What to sort by',
		},
	],
};

/**
 * The fields of a request that filter and sort. Clients of the platform send all of them as text, the
 * object to sort by too.
 * @throws NodeOperationError when the JSON cannot be read
 */
export function readFilters(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const given = context.getNodeParameter('searchFilters', itemIndex, {}) as IDataObject;
	refuseLostDigits(context, itemIndex, 'Filters', given);
	const { filter, otherFilters } = given;
	const others = without(given, 'filter', 'otherFilters', 'more');
	const more =
		'more' in given
			? objectParameter(context, 'searchFilters.more', 'More Fields (JSON)', itemIndex)
			: {};
	const words = [filter, otherFilters]
		.flat()
		.flatMap((text) => String(text ?? '').split(/[,，]/))
		.map((word) => word.trim())
		.filter(Boolean);
	const texts = Object.entries(others).map(([name, value]) => [name, String(value ?? '').trim()]);
	return filledIn({
		...Object.fromEntries(texts),
		filter: [...new Set(words)].join(','),
		sort: readSort(context, itemIndex),
		...more,
	});
}

function readSort(context: IExecuteFunctions, itemIndex: number): string {
	const { sortBy, direction } = context.getNodeParameter('sort', itemIndex, {}) as IDataObject;
	if (sortBy === undefined && direction === undefined) return '';
	return JSON.stringify({ [String(sortBy ?? 'price')]: direction ?? 'desc' });
}
