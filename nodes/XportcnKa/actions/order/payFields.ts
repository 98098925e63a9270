import type { INodeProperties } from 'n8n-workflow';

import { verifyUnknown, verifyWait } from './verifyOptions';

const FOR_NODES: INodeProperties['displayOptions'] = { show: { '@tool': [false] } };
const FOR_TOOLS: INodeProperties['displayOptions'] = { show: { '@tool': [true] } };

const orderId: INodeProperties = {
	displayName: 'Order ID',
	name: 'orderId',
	type: 'string',
	required: true,
	default: '={{ $json.orderId }}',
	placeholder: 'e.g. 3300504350583134260',
	description:
		'The 1688 order number, 19 digits. Also takes several, separated by commas or line breaks, or an array. Keep it as text: as a number it would lose digits.',
};

const expectedTotal: INodeProperties = {
	displayName: 'Expected Total (CNY)',
	name: 'expectedTotal',
	type: 'string',
	default: '',
	placeholder: 'e.g. 64.00',
	hint: 'Empty: any price. Behind Create, drag totalCny here.',
	description:
		'What the order should cost. It is read right before it is paid, and not paid if it costs more. A service fee of Xportcn is not covered, and neither is a change in between.',
};

/** The parameters of Pay. As a tool it asks the model for the order and its amount. */
export const payProperties: INodeProperties[] = [
	{
		displayName:
			'Pay takes real money from your prepaid account. Connect Failed as well: it lists the orders somebody must look at.',
		name: 'payNotice',
		type: 'notice',
		default: '',
		displayOptions: FOR_NODES,
	},
	{
		displayName:
			'An AI agent with this tool can pay without asking a person. Set a limit here, and add a human review to the tool.',
		name: 'payToolNotice',
		type: 'notice',
		default: '',
		displayOptions: FOR_TOOLS,
	},
	{ ...orderId, displayOptions: FOR_NODES },
	{
		...orderId,
		default:
			"={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('orderId', 'The 1688 order number, 19 digits, as text', 'string') }}",
		displayOptions: FOR_TOOLS,
	},
	{ ...expectedTotal, displayOptions: FOR_NODES },
	{
		...expectedTotal,
		default:
			"={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('expectedTotal', 'What the order should cost in CNY, for example 64.00. The order is not paid if it costs more.', 'string') }}",
		hint: 'A person who reviews the call sees this amount',
		displayOptions: FOR_TOOLS,
	},
	{
		displayName: 'Price Tolerance (CNY)',
		name: 'priceTolerance',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5.00',
		description: "How much more than 'Expected Total (CNY)' an order may cost. Empty: nothing.",
	},
	{
		displayName: 'Maximum per Order (CNY)',
		name: 'maximumPerOrder',
		type: 'string',
		default: '',
		placeholder: 'e.g. 500.00',
		hint: 'Empty: no limit. An AI agent needs a limit here.',
		builderHint: {
			propertyHint:
				'A fixed amount such as 500.00. Never let a model set it, and never leave it empty in a tool.',
		},
		description:
			'No order that costs more than this is paid. The order is read right before it is paid. A service fee of Xportcn is not covered.',
	},
	{
		displayName: 'Maximum per Run (CNY)',
		name: 'maximumPerRun',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2000.00',
		hint: 'Empty: no limit',
		description:
			'The most that this node may pay in one execution, loops and calls of an agent included. The first order that does not fit is not paid, and none after it.',
	},
];

/** What Pay has in Options. */
export const payOptions: INodeProperties[] = [
	{
		displayName: 'Already Paid Output',
		name: 'alreadyPaidOutput',
		type: 'options',
		options: [
			{ name: 'Failed', value: 'failed' },
			{ name: 'Succeeded', value: 'succeeded' },
		],
		default: 'failed',
		description:
			"Which output gets orders that were already paid. Their outcome is 'alreadyPaid' either way.",
	},
	{
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
		default: 10,
		description:
			'How many orders one pay request carries. How many Xportcn takes is not public; 10 is a cautious choice.',
	},
	{
		displayName: 'Confirm Payment',
		name: 'confirmPayment',
		type: 'boolean',
		default: true,
		description:
			'Whether to wait until the order details show the order as paid. An order that is accepted but not shown as paid in time goes to Failed as unknown.',
	},
	{
		displayName: 'Confirm Wait',
		name: 'confirmWait',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 3600000, numberPrecision: 0 },
		default: 60000,
		description:
			"How long 'Confirm Payment' waits, in milliseconds. It is one wait for the whole run.",
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description:
			'Whether to read and check everything and change nothing. All items go to Failed, with what would happen to them.',
	},
	{
		displayName: 'Skip if Paid',
		name: 'skipIfPaid',
		type: 'boolean',
		default: true,
		description:
			'Whether to read each order first and send only those that are clearly unpaid. Every limit does this too. Costs one request per order.',
	},
	verifyUnknown,
	verifyWait,
];
