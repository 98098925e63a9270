import type { IDataObject } from 'n8n-workflow';

import { succeeded } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import type { Operation, Task } from '../operation';
import { limitProperty, readLimit, readPages, returnAllProperty } from '../pages';
import { filledIn, objectParameter, refuseLostDigits } from '../parameters';
import { simplifyProperty } from '../simplify';
import { orderJson, simplifyOrder } from './orderFields';
import { orderListing } from './orderList';

interface ListTask extends Task {
	filters: IDataObject;
	/** Most orders to return; Infinity for all. */
	limit: number;
}

/** Get Many: the order list, page after page. Request and answer are inferred. */
export const getMany: Operation<ListTask> = {
	endpoint: 'order.getMany',
	simplify: simplifyOrder,
	properties: [
		returnAllProperty,
		{ ...limitProperty, displayOptions: { show: { returnAll: [false] } } },
		simplifyProperty,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			description:
				'Sent to Xportcn as they are. Their names are inferred: check the result, and filter it again where it matters.',
			options: [
				{
					displayName: 'More Filters (JSON)',
					name: 'more',
					type: 'json',
					default: '{}',
					description: "Further fields of the request, by the names in Xportcn's documentation",
				},
				{
					displayName: 'Order ID',
					name: 'orderId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 3300504350583134260',
					description: 'The 1688 order number',
				},
				{
					displayName: 'Order Status',
					name: 'orderStatus',
					type: 'string',
					default: '',
					placeholder: 'e.g. WAITING_FOR_PAYMENT',
					description: 'Known values: WAITING_FOR_PAYMENT, WAITING_FOR_SENT, CANCEL',
				},
				{
					displayName: 'Out Order ID',
					name: 'outOrderId',
					type: 'string',
					default: '',
					description: 'Your own order number, as given when the order was created',
				},
				{
					displayName: 'Pay Status',
					name: 'payStatus',
					type: 'options',
					options: [
						{ name: 'Paid', value: 2 },
						{ name: 'Unpaid', value: 1 },
					],
					default: 1,
					description: 'Payment state of the orders',
				},
			],
		},
	],

	prepare(context, itemIndex) {
		const { more, ...filters } = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
		refuseLostDigits(context, itemIndex, 'Filters', filters);
		const extra =
			more === undefined
				? {}
				: objectParameter(context, 'filters.more', 'More Filters (JSON)', itemIndex);
		return [
			{
				key: `item ${itemIndex}`,
				identity: {},
				filters: filledIn({ ...filters, ...extra }),
				limit:
					context.getNodeParameter('returnAll', itemIndex, false) === true
						? Infinity
						: readLimit(context, itemIndex, "Change it, or switch on 'Return All'."),
			},
		];
	},

	async execute({ client }, { filters, limit }) {
		const results: Result[] = [];
		for await (const read of readPages(client, orderListing(client), filters, limit)) {
			if (!read.ok) return [...results, read.failure];
			const { entries, requestId } = read.page;
			for (const order of entries)
				results.push(succeeded(orderJson(order, client.amountUnit), requestId));
		}
		return results;
	},
};
