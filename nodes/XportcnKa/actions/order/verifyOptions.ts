import type { INodeProperties } from 'n8n-workflow';

/** The options of the operations that look again after an unclear answer. */
export const verifyUnknown: INodeProperties = {
	displayName: 'Verify Unknown',
	name: 'verifyUnknown',
	type: 'boolean',
	default: true,
	description:
		'Whether to look again when an answer is missing or unclear: after a payment in the order details, after a create in the order list, by Out Order ID',
};

export const verifyWait: INodeProperties = {
	displayName: 'Verify Wait',
	name: 'verifyWait',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 600000, numberPrecision: 0 },
	default: 5000,
	description:
		"How long 'Verify Unknown' keeps looking, in milliseconds. An order that is still shown as unpaid then stays unknown.",
};
