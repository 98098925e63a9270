import type { INodeProperties } from 'n8n-workflow';

import { purchaseDetails, purchaseEssentials } from './purchaseFields';
import { verifyUnknown, verifyWait } from './verifyOptions';

/** The parameters of Create: what is bought and for whom, what it may cost, then the rest. */
export const createFields: INodeProperties[] = [
	{
		displayName: 'One order is created for each input item',
		name: 'createNotice',
		type: 'notice',
		default: '',
	},
	...purchaseEssentials,
	{
		displayName: 'Maximum Total (CNY)',
		name: 'maximumTotal',
		type: 'string',
		default: '',
		placeholder: 'e.g. 500.00',
		hint: 'Empty: no limit',
		description:
			'Nothing is created when the preview costs more than this. The larger of its two totals counts, with the service fee.',
	},
	{
		displayName: 'Price Tolerance (CNY)',
		name: 'priceTolerance',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5.00',
		description:
			'How much more than its preview a created order may cost before it goes to Failed. Empty: nothing.',
	},
	{
		displayName: 'If It Exists Already',
		name: 'ifExists',
		type: 'options',
		options: [
			{
				name: 'Create Another',
				value: 'createAnother',
				description: 'Do not look. Every run creates an order.',
			},
			{
				name: 'Refuse',
				value: 'refuse',
				description:
					'Look for the Out Order ID in the order list first, and create nothing if it is there',
			},
			{
				name: 'Return Existing',
				value: 'returnExisting',
				description:
					'Look for the Out Order ID in the order list first, and return the order that is there',
			},
		],
		default: 'createAnother',
		description:
			'What to do when there is an order with this Out Order ID. The list may lag, and two executions at the same moment are not kept apart.',
	},
	{
		displayName: 'Preview First',
		name: 'previewFirst',
		type: 'boolean',
		default: true,
		description:
			'Whether to preview the purchase before the order is created. Xportcn asks for it. Switch it off only if a step before this one did it.',
	},
	...purchaseDetails,
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		default: '',
		description: 'Note to the seller',
	},
	{
		displayName: 'Shop Promotion ID',
		name: 'shopPromotionId',
		type: 'string',
		default: '',
		description: 'Promotion of the shop, from the preview',
	},
	{
		displayName: 'Trade Type',
		name: 'tradeType',
		type: 'string',
		default: '',
		description: "1688's trade type. Leave empty to let 1688 choose.",
	},
];

/** What Create has in Options. */
export const createOptions: INodeProperties[] = [
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description:
			'Whether to read and check everything and change nothing. All items go to Failed, with what would happen to them.',
	},
	verifyUnknown,
	verifyWait,
];
