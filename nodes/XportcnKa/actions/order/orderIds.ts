import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { prepareNumbers } from '../numbers';
import { isUnusable } from '../operation';
import type { Ask, Prepared } from '../operation';

/** An ask about one order. */
export interface OrderAsk extends Ask {
	orderId: string;
}

export const orderIdProperty: INodeProperties = {
	displayName: 'Order ID',
	name: 'orderId',
	type: 'string',
	required: true,
	default: '={{ $json.orderId }}',
	placeholder: 'e.g. 3300504350583134260',
	description:
		'The 1688 order number, 19 digits. Also takes several, separated by commas or line breaks, or an array. Keep it as text; as a number it would lose digits.',
};

const ORDER_ID = {
	name: 'orderId',
	label: 'Order ID',
	takes: 'an order number',
	plural: 'order IDs',
	example: 'An order ID is a number of 19 digits such as 3300504350583134260',
};

/**
 * The orders that one item names, each once.
 * @throws NodeOperationError when it names none
 */
export const prepareOrderIds = (
	context: IExecuteFunctions,
	itemIndex: number,
): Array<Prepared<OrderAsk>> =>
	prepareNumbers(context, itemIndex, ORDER_ID).map((prepared) =>
		isUnusable(prepared) ? prepared : { ...prepared, orderId: prepared.key },
	);
