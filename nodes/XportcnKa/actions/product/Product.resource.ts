import { defineResource } from '../resource';
import { get } from './get.operation';
import { search } from './search.operation';
import { searchByImage } from './searchByImage.operation';

export const product = defineResource({
	name: 'product',
	displayName: 'Product',
	operations: { get, search, searchByImage },
	choices: {
		get: {
			name: 'Get',
			action: 'Get product',
			description: 'Retrieve products with their variants, to choose what to order',
		},
		search: {
			name: 'Search',
			action: 'Search products',
			description: 'Find products on 1688.com by keyword',
		},
		searchByImage: {
			name: 'Search by Image',
			action: 'Search products by image',
			description: 'Find products on 1688.com that look like a picture',
		},
	},
	chosenFirst: 'search',
});
