import type { IDataObject } from 'n8n-workflow';

import { endpoints } from '../../../shared/endpoints';
import { isObject } from '../../../shared/json';
import { acceptedAnswer, failureOf } from '../../outcome/failureOf';
import { failed, succeeded } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import { listIn, objectsIn } from '../lists';
import type { Operation } from '../operation';
import { orderIdProperty, prepareOrderIds } from './orderIds';
import type { OrderAsk } from './orderIds';

/**
 * Get Logistics: one item per order with its parcels under `logistics`. Request and answer are
 * inferred; an order can have several parcels, and none before it is shipped.
 */
export const getLogistics: Operation<OrderAsk> = {
	endpoint: endpoints['order.getLogistics'],
	properties: [orderIdProperty],
	prepare: prepareOrderIds,

	async execute({ client, endpoint }, [{ orderId }]) {
		const reply = await client.send(endpoint, { orderId });
		const accepted = acceptedAnswer(reply);
		if (!accepted) return [[failureOf(reply)]];

		const { data, requestId } = accepted.envelope;
		const logistics = parcelsIn(data);
		const result: Result = logistics
			? succeeded({ logistics }, requestId)
			: failed(
					'unknown',
					'UNREADABLE_ANSWER',
					'The answer has no logistics in it that this node can read. Nothing was changed. Check Options → Endpoint Path.',
					{ httpStatus: accepted.httpStatus, requestId, retryable: true },
				);
		return [[result]];
	},
};

/** The parcels in an answer's `data`; a single object is one, null is none yet. */
function parcelsIn(data: unknown): IDataObject[] | undefined {
	if (data === null) return [];
	if (listIn(data) !== undefined) return objectsIn(data);
	return isObject(data) ? [data] : undefined;
}
