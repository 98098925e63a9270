import type { IDataObject } from 'n8n-workflow';

import type { EndpointId } from '../../../shared/endpoints';
import { failed, succeeded } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import type { XportcnClient } from '../../transport/client';
import { readPages } from '../pages';
import type { Listing } from '../pages';
import { offerIdOf, productJson } from './productFields';

type SearchId = Extract<EndpointId, 'product.search' | 'product.searchByImage'>;

/** What a product search answers. Its shape is inferred. */
export const productListing = (client: XportcnClient, id: SearchId): Listing => ({
	endpoint: client.endpoints[id],
	pageField: 'beginPage',
	// the only size seen in clients of the platform
	pageSize: 20,
	idOf: offerIdOf,
	noList:
		"This node finds no list of products in the answer. Nothing was changed. Check 'Endpoint Paths' in the credential.",
});

/**
 * The products that a search finds, page after page.
 * @param fields of the request besides the page
 */
export async function listProducts(
	client: XportcnClient,
	id: SearchId,
	fields: IDataObject,
	limit: number,
): Promise<Result[]> {
	const results: Result[] = [];
	for await (const read of readPages(client, productListing(client, id), fields, limit)) {
		if (!read.ok) return [...results, read.failure];
		const { entries, requestId } = read.page;
		for (const product of entries) results.push(succeeded(productJson(product), requestId));
	}
	return results.length > 0 ? results : [NOTHING_FOUND];
}

/** No product is an answer, too: without an item of its own the search would have disappeared. */
const NOTHING_FOUND = failed(
	'rejected',
	'NOT_FOUND',
	'Xportcn found no product. Try another keyword, in Chinese if it was not, or fewer filters.',
);
