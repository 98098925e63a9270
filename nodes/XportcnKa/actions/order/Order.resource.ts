import { updateDisplayOptions } from 'n8n-workflow';
import type { INodeProperties } from 'n8n-workflow';

import type { Endpoint } from '../../../shared/endpoints';
import type { Operation } from '../operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getLogistics } from './getLogistics.operation';
import { getMany } from './getMany.operation';
import { pay } from './pay.operation';
import { preview } from './preview.operation';

/** The operations of the resource Order by their internal names. */
export const orderOperations = { create, get, getLogistics, getMany, pay, preview };

const show = (...operation: string[]) => ({ show: { resource: ['order'], operation } });

const isInferred = ({ endpoint }: { endpoint: Endpoint }) => endpoint.provenance === 'inferred';
const inferredOperations = Object.entries<{ endpoint: Endpoint }>(orderOperations)
	.filter(([, operation]) => isInferred(operation))
	.map(([name]) => name);

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

const inferredNotice: INodeProperties = {
	displayName:
		'The page of Xportcn\'s documentation on this operation could not be read, so its path and fields are inferred from similar operations. If Xportcn answers "not found", enter the path from your copy under Options → Endpoint Path.',
	name: 'inferredNotice',
	type: 'notice',
	default: '',
	displayOptions: show(...inferredOperations),
};

const payNotice: INodeProperties = {
	displayName:
		'Pay debits the prepaid funds account. Connect both outputs: what is on Failed tells which orders to look at.',
	name: 'payNotice',
	type: 'notice',
	default: '',
	displayOptions: show('pay'),
};

/** Each property once, shown for the operations that have it. */
function propertiesOfOperations(): INodeProperties[] {
	const users = new Map<INodeProperties, string[]>();
	for (const [name, { properties }] of Object.entries<Pick<Operation, 'properties'>>(
		orderOperations,
	)) {
		for (const property of properties) users.set(property, [...(users.get(property) ?? []), name]);
	}
	return [...users].flatMap(([property, operations]) =>
		updateDisplayOptions(show(...operations), [property]),
	);
}

export const orderProperties: INodeProperties[] = [
	operationDropdown,
	payNotice,
	inferredNotice,
	...propertiesOfOperations(),
];
