import { succeeded } from '../../outcome/outcome';
import type { Operation } from '../operation';
import { simplifyProperty } from '../simplify';
import { orderJson, simplifyOrder } from './orderFields';
import { orderLocator, prepareOrders } from './orderId';
import type { OrderTask } from './orderId';
import { readOrder } from './orderReader';

/** Get: the details of each order. */
export const get: Operation<OrderTask> = {
	endpoint: 'order.get',
	simplify: simplifyOrder,
	properties: [orderLocator('read'), simplifyProperty],
	prepare: prepareOrders,

	async execute({ client }, { orderId }) {
		const read = await readOrder(client, orderId);
		if (!read.ok) return [read.failure];
		return [succeeded(orderJson(read.order, client.amountUnit), read.requestId)];
	},
};
