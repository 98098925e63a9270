import type { IDataObject } from 'n8n-workflow';

import { isEmpty } from './json';
import { statusFieldsOf } from './orderStatus';

/**
 * What an item about an order in a certain state is known by, whichever trigger it comes from:
 * `3305075341149134260:WAITING_FOR_SENT:2`, with the refund's state behind it if there is one. The
 * same state has the same key, so that a second item about it can be dropped.
 */
export function changeKeyOf(orderId: string, order: IDataObject): string {
	const { orderStatus, payStatus, refundStatus } = statusFieldsOf(order);
	const states = [orderStatus, payStatus].map((state) => (isEmpty(state) ? '' : String(state)));
	return [orderId, ...states, ...(isEmpty(refundStatus) ? [] : [String(refundStatus)])].join(':');
}
