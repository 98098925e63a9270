import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { parseLossless } from '../../../shared/losslessJson';
import { normalizeOrderId } from '../../../shared/orderId';
import { failed } from '../../outcome/outcome';
import type { Ask, Prepared } from '../operation';
import { unusable } from '../parameters';

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

/**
 * Separators people paste: commas (also Chinese ones), semicolons, tabs and line breaks. No blanks:
 * one inside a number is a typing mistake, not two orders.
 */
const SEPARATORS = /[,，、;；\t\r\n]+/;
const EXAMPLE = 'An order ID is a number of 19 digits such as 3300504350583134260';

/**
 * The orders that one item names, each once.
 * @throws NodeOperationError when it names none
 */
export function prepareOrderIds(
	context: IExecuteFunctions,
	itemIndex: number,
): Array<Prepared<OrderAsk>> {
	const named = listOf(context.getNodeParameter('orderId', itemIndex, '') as unknown);
	if (named.length === 0) {
		throw unusable(
			context,
			itemIndex,
			"'Order ID' is empty",
			'Give it an order number, or drag the field that holds one here.',
		);
	}
	const prepared = new Map<string, Prepared<OrderAsk>>();
	for (const value of named) {
		const orderId = normalizeOrderId(value);
		const key = orderId ?? asText(value);
		prepared.set(
			key,
			orderId === undefined
				? { identity: { orderId: key }, failure: malformed(value, itemIndex) }
				: { key, orderId, identity: { orderId } },
		);
	}
	return [...prepared.values()];
}

/** The entries of a list given as an array, as JSON text, or as text with separators. */
function listOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value.flatMap(listOf);
	if (typeof value !== 'string') return value === undefined || value === null ? [] : [value];
	return (
		arrayFromJson(value) ??
		value
			.split(SEPARATORS)
			.map((part) => part.trim())
			.filter(Boolean)
	);
}

/** The array that JSON text holds. Text that begins like one and is none stays one entry. */
function arrayFromJson(text: string): unknown[] | undefined {
	if (!text.trim().startsWith('[')) return undefined;
	try {
		const parsed = parseLossless(text);
		return Array.isArray(parsed) ? listOf(parsed) : [text];
	} catch {
		return [text];
	}
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function malformed(value: unknown, itemIndex: number) {
	const message =
		typeof value === 'number' && value > Number.MAX_SAFE_INTEGER
			? `'Order ID' came as the number ${value}, which has lost digits [item ${itemIndex}]. Make the step that delivers it keep order IDs as text.`
			: `'Order ID' has the value ${JSON.stringify(value)}, which is not an order number [item ${itemIndex}]. ${EXAMPLE}.`;
	return failed('notSent', 'INVALID_INPUT', message);
}
