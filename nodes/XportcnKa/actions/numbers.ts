import type { IExecuteFunctions } from 'n8n-workflow';

import { parseLossless } from '../../shared/losslessJson';
import { normalizeOrderId } from '../../shared/orderId';
import { failed } from '../outcome/outcome';
import type { Ask, Prepared } from './operation';
import { unusable } from './parameters';
import { valueFor } from './valueFor';

/** A parameter that takes the vendor's numbers of something: one, or a list of them. */
export interface NumbersParameter {
	name: string;
	label: string;
	/** What it takes, with its article: "an order number". */
	takes: string;
	/** The same in the plural: "order IDs". */
	plural: string;
	/** A sentence without its full stop that shows a right one. */
	example: string;
}

/**
 * Separators people paste: commas (also Chinese ones), semicolons, tabs and line breaks. No blanks:
 * one inside a number is a typing mistake, not two numbers.
 */
const SEPARATORS = /[,，、;；\t\r\n]+/;

/**
 * The numbers that one item names, each once, as asks whose key is the number.
 * @throws NodeOperationError when it names none
 */
export function prepareNumbers(
	context: IExecuteFunctions,
	itemIndex: number,
	parameter: NumbersParameter,
): Array<Prepared<Ask>> {
	const { name, label, takes } = parameter;
	const named = listOf(valueFor(context, name, itemIndex));
	if (named.length === 0) {
		throw unusable(
			context,
			itemIndex,
			`'${label}' is empty`,
			`Give it ${takes}, or drag the field that holds one here.`,
		);
	}
	const prepared = new Map<string, Prepared<Ask>>();
	for (const value of named) {
		const number = normalizeOrderId(value);
		const key = number ?? asText(value);
		const identity = { [name]: key };
		prepared.set(
			key,
			number === undefined
				? { identity, failure: malformed(value, itemIndex, parameter) }
				: { key, identity },
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
		return listOf(parseLossless(text));
	} catch {
		return [text];
	}
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function malformed(
	value: unknown,
	itemIndex: number,
	{ label, takes, plural, example }: NumbersParameter,
) {
	const message =
		typeof value === 'number' && value > Number.MAX_SAFE_INTEGER
			? `'${label}' came as the number ${value}, which has lost digits [item ${itemIndex}]. Make the step that delivers it keep ${plural} as text.`
			: `'${label}' has the value ${JSON.stringify(value)}, which is not ${takes} [item ${itemIndex}]. ${example}.`;
	return failed('notSent', 'INVALID_INPUT', message);
}
