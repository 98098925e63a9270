import type { ApiOperation } from './operation';
import { productDetails } from './productDetails';
import { imageSearch, productSearch } from './productSearch';

/** documented = the path is on the vendor's page; inferred = named after a sister deployment. */
export const product = {
	// documented
	productSearch: {
		path: '/alibaba/ka/product/keywords/query',
		work: (_world, body) => productSearch(body),
	},
	// inferred
	productDetails: {
		path: '/alibaba/ka/product/detail/get',
		sisterPath: '/alibaba/product/detail/get',
		otherPath: '/v2/alibaba/ka/product/detail',
		work: (_world, body) => productDetails(body),
	},
	// inferred
	imageSearch: {
		path: '/alibaba/ka/product/image/query',
		sisterPath: '/alibaba/product/image/query',
		work: (_world, body) => imageSearch(body),
	},
} satisfies Record<string, ApiOperation>;
