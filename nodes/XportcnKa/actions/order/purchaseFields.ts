import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The form of a purchase, shared by preview and create. Field names are the vendor's. */

const FIELDS_OR_JSON: INodePropertyOptions[] = [
	{ name: 'Using Fields Below', value: 'fields' },
	{ name: 'Using JSON', value: 'json' },
];

const addressFields: INodeProperties[] = [
	{
		displayName: 'Area',
		name: 'areaText',
		type: 'string',
		default: '',
		description: 'County or city district, in Chinese characters',
	},
	{
		displayName: 'City',
		name: 'cityText',
		type: 'string',
		default: '',
		description: 'City, in Chinese characters',
	},
	{
		displayName: 'District Code',
		name: 'districtCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. 451481',
		description: 'Chinese division code, 6 digits',
	},
	{
		displayName: 'Full Name',
		name: 'fullName',
		type: 'string',
		default: '',
		description: 'Who receives the goods',
	},
	{
		displayName: 'Mobile',
		name: 'mobile',
		type: 'string',
		default: '',
		placeholder: 'e.g. 13567102355',
		description: 'Mobile number of the receiver',
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		description: 'Landline number of the receiver, if there is no mobile number',
	},
	{
		displayName: 'Post Code',
		name: 'postCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. 532600',
		description: 'Chinese postal code, 6 digits',
	},
	{
		displayName: 'Province',
		name: 'provinceText',
		type: 'string',
		default: '',
		description: 'Province, in Chinese characters',
	},
	{
		displayName: 'Street Address',
		name: 'address',
		type: 'string',
		default: '',
		description: 'Street, house and door, in Chinese characters',
	},
	{
		displayName: 'Town',
		name: 'townText',
		type: 'string',
		default: '',
		description: 'Township or street office, in Chinese characters',
	},
];

const ADDRESS_EXAMPLE = `{
  "fullName": "",
  "mobile": "",
  "provinceText": "",
  "cityText": "",
  "areaText": "",
  "townText": "",
  "address": "",
  "districtCode": "",
  "postCode": ""
}`;

const ITEMS_EXAMPLE = `[
  { "offerId": 889512351602, "specId": "530ad00177264564503ec3b848650652", "quantity": 2 }
]`;

/** What a purchase cannot do without. */
export const purchaseEssentials: INodeProperties[] = [
	{
		displayName: 'Items Input',
		name: 'itemsInput',
		type: 'options',
		options: FIELDS_OR_JSON,
		default: 'fields',
		description: 'How to say what to buy',
	},
	{
		displayName: 'Items',
		name: 'items',
		required: true,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add line',
		default: { item: [{ offerId: '', specId: '', quantity: 1 }] },
		description: 'The products to buy. Xportcn may split them into one order per seller.',
		options: [
			{
				displayName: 'Line',
				name: 'item',
				values: [
					{
						displayName: 'Offer ID',
						name: 'offerId',
						type: 'string',
						default: '',
						placeholder: 'e.g. 889512351602',
						description: 'The 1688 product number',
					},
					{
						displayName: 'Spec ID',
						name: 'specId',
						type: 'string',
						default: '',
						placeholder: 'e.g. 530ad00177264564503ec3b848650652',
						description: 'The variant, 32 characters. Leave empty for a product without variants.',
					},
					{
						displayName: 'Quantity',
						name: 'quantity',
						type: 'number',
						typeOptions: { minValue: 1, numberPrecision: 0 },
						default: 1,
						description: 'How many, a whole number',
					},
				],
			},
		],
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
	{
		displayName: 'Address Input',
		name: 'addressInput',
		type: 'options',
		options: FIELDS_OR_JSON,
		default: 'fields',
		description: 'How to give the address in China that the goods go to',
	},
	{
		displayName: 'Address',
		name: 'address',
		required: true,
		type: 'collection',
		placeholder: 'Add field',
		default: {
			...{ fullName: '', mobile: '', provinceText: '', cityText: '', areaText: '' },
			...{ townText: '', address: '', districtCode: '' },
		},
		description: 'Who receives the goods in China, and where',
		options: addressFields,
		displayOptions: { show: { addressInput: ['fields'] } },
	},
	{
		displayName: 'Address',
		name: 'address',
		required: true,
		type: 'json',
		default: ADDRESS_EXAMPLE,
		description: 'Who receives the goods in China, and where, a JSON object',
		displayOptions: { show: { addressInput: ['json'] } },
	},
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
			'Your own number for this order. It helps to find the order when an answer got lost, but does not keep it from being created twice.',
	},
	{
		displayName: 'Flow',
		name: 'flow',
		type: 'string',
		default: 'fenxiaonew',
		description:
			"Price flow of 1688. Xportcn's own sample has fenxiaonew; its other values are not public.",
	},
];
