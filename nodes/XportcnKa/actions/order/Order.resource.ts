import type { INodeProperties } from 'n8n-workflow';

import { formOf, shownFor } from '../resource';
import type { Resource } from '../resource';
import { create } from './create.operation';
import { get } from './get.operation';
import { getLogistics } from './getLogistics.operation';
import { getMany } from './getMany.operation';
import { pay } from './pay.operation';
import { preview } from './preview.operation';

/** The operations of the resource Order by their internal names. */
export const orderOperations = { create, get, getLogistics, getMany, pay, preview };

const operationDropdown: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['order'] } },
	options: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create order',
			description: 'Preview a purchase and create it as an order, to be paid afterwards',
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get order',
			description: 'Retrieve the details of orders, among them whether they are paid',
		},
		{
			name: 'Get Logistics',
			value: 'getLogistics',
			action: 'Get logistics of order',
			description: 'Retrieve the parcels of orders and where they are',
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many orders',
			description: 'Retrieve a list of orders',
		},
		{
			name: 'Pay',
			value: 'pay',
			action: 'Pay order',
			description:
				'Pay orders from the prepaid funds account. This moves real money: ask a person first.',
		},
		{
			name: 'Preview',
			value: 'preview',
			action: 'Preview order',
			description: 'See what a purchase would cost. Changes nothing.',
		},
	],
	default: 'preview',
};

const payNotice: INodeProperties = {
	displayName:
		'Pay debits the prepaid funds account. Connect both outputs: what is on Failed tells which orders to look at.',
	name: 'payNotice',
	type: 'notice',
	default: '',
	displayOptions: shownFor('order', 'pay'),
};

export const order: Resource = {
	name: 'order',
	operations: orderOperations,
	unnamed: { orderId: null },
	properties: [operationDropdown, payNotice, ...formOf('order', orderOperations)],
};
