import type { IDataObject } from 'n8n-workflow';

import { succeeded } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import type { Operation, Task } from '../operation';
import { limitProperty, readLimit, readPages, returnAllProperty } from '../pages';
import { refuseLostDigits } from '../parameters';
import { simplifyProperty } from '../simplify';
import { orderJson, simplifyOrder } from './orderFields';
import { filtersProperty, readFilters } from './orderFilters';
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
		filtersProperty,
	],

	prepare(context, itemIndex) {
		const filters = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
		refuseLostDigits(context, itemIndex, 'Filters', filters);
		return [
			{
				key: `item ${itemIndex}`,
				identity: {},
				filters: readFilters(context, itemIndex, filters),
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
