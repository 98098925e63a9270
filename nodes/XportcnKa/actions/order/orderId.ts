import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { parseOrderId } from '../../../shared/ids';
import { parseIdList } from '../idList';
import type { IdParameter } from '../idList';
import { isInvalid } from '../operation';
import type { Prepared, Task } from '../operation';
import { readParameter } from '../readParameter';

/** A task about one order. */
export interface OrderTask extends Task {
	orderId: string;
}

export const ORDER_ID: IdParameter = {
	name: 'orderId',
	label: 'Order ID',
	parse: parseOrderId,
	empty: ["'Order ID' is empty", 'Drag the field that holds the order number here.'],
	example:
		'An order number has 19 digits, for example 3300504350583134260, without commas or points inside.',
	keepAsText: 'Make the step that gives it keep order numbers as text.',
};

/** The order of an operation about one. @param purpose what becomes of it: 'read', for example */
export const orderLocator = (purpose: string): INodeProperties => ({
	displayName: 'Order ID',
	name: 'orderId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'id', value: '={{ $json.orderId }}' },
	description: `The order to ${purpose}. By ID also takes several numbers, separated by commas or line breaks.`,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchOrders', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 3300504350583134260',
		},
	],
});

/**
 * The orders that one item names, each once.
 * @throws NodeOperationError when it names none
 */
export const prepareOrders = (
	context: IExecuteFunctions,
	itemIndex: number,
): Array<Prepared<OrderTask>> =>
	parseIdList(context, itemIndex, ORDER_ID, readParameter(context, 'orderId', itemIndex)).map(
		(task) => (isInvalid(task) ? task : { ...task, orderId: task.key }),
	);
