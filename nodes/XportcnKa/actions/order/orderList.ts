import type { XportcnClient } from '../../transport/client';
import type { Listing } from '../pages';
import { orderIdOf } from './orderFields';

/** The order list of an account. Request and answer are inferred. */
export const orderListing = (client: XportcnClient): Listing => ({
	endpoint: client.endpoints['order.getMany'],
	pageField: 'pageNo',
	pageSize: 50,
	idOf: orderIdOf,
	noList:
		"This node finds no list of orders in the answer. Nothing was changed. Check 'Endpoint Paths' in the credential.",
});
