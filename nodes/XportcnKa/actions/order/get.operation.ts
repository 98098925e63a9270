import { endpoints } from '../../../shared/endpoints';
import { succeeded } from '../../outcome/outcome';
import type { Operation } from '../operation';
import { readOrder } from './orderDetails';
import { orderJson, simplifyOrder } from './orderFields';
import { orderIdProperty, prepareOrderIds } from './orderIds';
import type { OrderAsk } from './orderIds';

/** Get: the details of each order. */
export const get: Operation<OrderAsk> = {
	endpoint: endpoints['order.get'],
	simplify: simplifyOrder,
	properties: [orderIdProperty],
	prepare: prepareOrderIds,

	async execute({ client, endpoint }, [{ orderId }]) {
		const details = await readOrder(client, endpoint, orderId);
		if ('outcome' in details) return [[details]];
		const { order, requestId } = details;
		return [[succeeded(orderJson(order), requestId)]];
	},
};
