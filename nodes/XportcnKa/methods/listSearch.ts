import { NodeApiError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
} from 'n8n-workflow';

import { fenToCny } from '../../shared/money';
import { statusText } from '../../shared/orderStatus';
import { readPages } from '../actions/pages';
import type { Listing } from '../actions/pages';
import { orderIdOf, totalOf } from '../actions/order/orderFields';
import { orderListing } from '../actions/order/orderList';
import { offerIdOf } from '../actions/product/productFields';
import { productListing } from '../actions/product/productList';
import { createClient, CREDENTIAL_TYPE } from '../transport/client';
import type { XportcnClient } from '../transport/client';
import { createThrottle } from '../transport/throttle';

/** The lists that resource locators offer in the form: "From List". */

/** So many entries are offered at once; a list in a form is for choosing, not for reading. */
const MOST_ENTRIES = 50;
const TIMEOUT_MS = 15_000;

/** The first orders of the list; a text is looked for in their number, own number and status. */
export async function searchOrders(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const client = await openClient(this);
	const orders = await firstEntries(this, client, orderListing(client), {});
	const results = orders.flatMap((order) => {
		const orderId = orderIdOf(order);
		if (orderId === undefined) return [];
		const cny = fenToCny(totalOf(order, client.amountUnit));
		const name = [orderId, order.outOrderId, cny && `${cny} CNY`, statusText(order)]
			.filter((part) => typeof part === 'string' && part !== '')
			.join(' · ');
		return [{ name, value: orderId }];
	});
	const wanted = filter?.trim().toLowerCase() ?? '';
	return { results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}

/** The products that 1688 finds for a text. */
export async function searchProducts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const keyword = filter?.trim() ?? '';
	if (keyword === '') return { results: [] };
	const client = await openClient(this);
	const products = await firstEntries(this, client, productListing(client, 'product.search'), {
		keyword,
		country: 'en',
	});
	return {
		results: products.flatMap((product) => {
			const offerId = offerIdOf(product);
			if (offerId === undefined) return [];
			const { subjectTrans, subject } = product;
			const title = [subjectTrans, subject].find((text) => typeof text === 'string' && text !== '');
			return [
				{
					name: title === undefined ? offerId : `${String(title)} (${offerId})`,
					value: offerId,
					url: `https://detail.1688.com/offer/${offerId}.html`,
				},
			];
		}),
	};
}

async function openClient(context: ILoadOptionsFunctions): Promise<XportcnClient> {
	const credential = await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL_TYPE);
	const throttle = createThrottle(1, TIMEOUT_MS, undefined);
	return createClient(context, credential, { timeout: TIMEOUT_MS, throttle });
}

/**
 * The first entries of a list.
 * @throws NodeApiError saying why there are none
 */
async function firstEntries(
	context: ILoadOptionsFunctions,
	client: XportcnClient,
	listing: Listing,
	fields: IDataObject,
): Promise<IDataObject[]> {
	const entries: IDataObject[] = [];
	for await (const read of readPages(client, listing, fields, MOST_ENTRIES)) {
		if (!read.ok) {
			const { errorMessage } = read.failure;
			throw new NodeApiError(
				context.getNode(),
				{ message: errorMessage },
				{ message: errorMessage },
			);
		}
		entries.push(...read.page.entries);
	}
	return entries;
}
