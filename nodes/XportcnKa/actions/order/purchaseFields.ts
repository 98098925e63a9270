import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { addressFields, addressJson } from './addressFields';

/** The form of a purchase, shared by preview and create. Field names are the vendor's. */

export const FIELDS_OR_JSON: INodePropertyOptions[] = [
	{ name: 'Using Fields', value: 'fields' },
	{ name: 'Using JSON', value: 'json' },
];

const ITEMS_EXAMPLE = `[
  { "offerId": 889512351602, "specId": "530ad00177264564503ec3b848650652", "quantity": 2 }
]`;

const lines: INodeProperties[] = [
	{
		displayName: 'Offer ID',
		name: 'offerId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 889512351602',
		description: 'The 1688 product number, or the address of the product page',
	},
	{
		displayName: 'Spec ID',
		name: 'specId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 530ad00177264564503ec3b848650652',
		description:
			'The variant, 32 characters, from Product → Get. Leave empty for a product without variants.',
	},
	{
		displayName: 'Quantity',
		name: 'quantity',
		type: 'number',
		required: true,
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		description: 'How many, a whole number',
	},
];

/** What a purchase cannot do without: what is bought, and who receives it. */
export const purchaseEssentials: INodeProperties[] = [
	{
		displayName: 'Items',
		name: 'items',
		required: true,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add line',
		default: { item: [{ offerId: '', specId: '', quantity: 1 }] },
		description: 'The products to buy. Xportcn may split them into one order per seller.',
		options: [{ displayName: 'Line', name: 'item', values: lines }],
		displayOptions: { show: { itemsInput: ['fields'] } },
	},
	{
		displayName: 'Items',
		name: 'items',
		required: true,
		type: 'json',
		default: ITEMS_EXAMPLE,
		description:
			'The products to buy, a JSON array. Xportcn may split them into one order per seller.',
		displayOptions: { show: { itemsInput: ['json'] } },
	},
	...addressFields,
	addressJson,
];

/** What a purchase may have besides. */
export const purchaseDetails: INodeProperties[] = [
	{
		displayName: 'Out Order ID',
		name: 'outOrderId',
		type: 'string',
		default: '',
		placeholder: 'e.g. PO-1001',
		description:
			'Your own number for this order, to find it again. By itself it does not stop a second order with the same number.',
	},
	{
		displayName: 'Flow',
		name: 'flow',
		type: 'string',
		default: 'fenxiaonew',
		description: "1688's price channel. Leave it as it is unless Xportcn tells you otherwise.",
	},
	{
		displayName: 'Ali ID',
		name: 'aliId',
		type: 'string',
		default: '',
		description:
			'Which 1688 buyer account orders, if you have several. Its name is documented, its meaning is inferred.',
	},
	{
		displayName: 'Additional Fields (JSON)',
		name: 'additionalFields',
		type: 'json',
		default: '{}',
		description:
			"Further fields of the request, by the names in Xportcn's documentation, that this form does not have",
	},
	{
		displayName: 'Items Input',
		name: 'itemsInput',
		type: 'options',
		options: FIELDS_OR_JSON,
		default: 'fields',
		description: 'How to say what to buy',
	},
	{
		displayName: 'Address Input',
		name: 'addressInput',
		type: 'options',
		options: FIELDS_OR_JSON,
		default: 'fields',
		description: 'How to give the address in China that the goods go to',
	},
];

export const purchaseProperties: INodeProperties[] = [...purchaseEssentials, ...purchaseDetails];
