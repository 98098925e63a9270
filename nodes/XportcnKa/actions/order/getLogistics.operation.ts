import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared/json';
import { failed, succeeded } from '../../outcome/outcome';
import { call } from '../call';
import { listIn, objectsIn } from '../listIn';
import type { Operation } from '../operation';
import { orderLocator, prepareOrders } from './orderId';
import type { OrderTask } from './orderId';

/**
 * Get Logistics: one item per order with its parcels under `logistics`. Request and answer are
 * inferred; an order can have several parcels, and none before it is shipped.
 */
export const getLogistics: Operation<OrderTask> = {
	endpoint: 'order.getLogistics',
	properties: [orderLocator('read')],
	prepare: prepareOrders,

	async execute({ client }, { orderId }) {
		const response = await call(client, client.endpoints['order.getLogistics'], { orderId });
		if (!response.ok) return [response.failure];

		const { data, requestId, httpStatus } = response;
		const logistics = parcelsIn(data);
		if (logistics) return [succeeded({ logistics }, requestId)];
		return [
			failed(
				'unknown',
				'UNREADABLE_ANSWER',
				"This node finds no parcels in the answer. Nothing was changed. Check 'Endpoint Paths' in the credential.",
				{ httpStatus, requestId },
			),
		];
	},
};

/** The parcels in an answer's `data`; a single object is one, null is none yet. */
function parcelsIn(data: unknown): IDataObject[] | undefined {
	if (data === null) return [];
	if (listIn(data) !== undefined) return objectsIn(data);
	return isObject(data) ? [data] : undefined;
}
