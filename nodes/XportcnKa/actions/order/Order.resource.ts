import { defineResource } from '../resource';
import { create } from './create.operation';
import { get } from './get.operation';
import { getLogistics } from './getLogistics.operation';
import { getMany } from './getMany.operation';
import { pay } from './pay.operation';
import { preview } from './preview.operation';

export const order = defineResource({
	name: 'order',
	displayName: 'Order',
	operations: { create, get, getLogistics, getMany, pay, preview },
	choices: {
		create: {
			name: 'Create',
			action: 'Create order',
			description: 'Create an order after checking its price. You pay it in a separate step.',
		},
		get: {
			name: 'Get',
			action: 'Get order',
			description: 'Retrieve the details of orders, among them whether they are paid',
		},
		getLogistics: {
			name: 'Get Logistics',
			action: 'Get order logistics',
			description: 'Retrieve the parcels of orders and where they are',
		},
		getMany: {
			name: 'Get Many',
			action: 'Get many orders',
			description: 'Retrieve a list of orders',
		},
		pay: {
			name: 'Pay',
			action: 'Pay order with real money, ask first',
			description: 'Pay orders from the prepaid funds account. This moves real money.',
		},
		preview: {
			name: 'Preview',
			action: 'Preview order',
			description: 'See what a purchase would cost. Changes nothing.',
		},
	},
	chosenFirst: 'preview',
});
