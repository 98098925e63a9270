import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { filledIn, objectValue } from '../parameters';
import type { ItemIndex, OfNode } from '../parameters';

/** The label of the filters that are given as JSON. */
export const MORE_FILTERS = 'More Filters (JSON)';

/** The filters of the order list in a form. */
export const filtersProperty: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description:
		'Sent to Xportcn as they are. Their names are inferred: check the result, and filter it again where it matters.',
	options: [
		{
			displayName: MORE_FILTERS,
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
};

/**
 * The fields of a request that the filters stand for.
 * @param filters the collection as n8n gives it, its expressions worked out
 * @throws NodeOperationError when *More Filters (JSON)* is not a JSON object
 */
export function readFilters(
	context: OfNode,
	itemIndex: ItemIndex,
	{ more, ...filters }: IDataObject,
): IDataObject {
	return filledIn({ ...filters, ...objectValue(context, itemIndex, MORE_FILTERS, more) });
}
