import type { IExecuteFunctions } from 'n8n-workflow';

import { asText } from '../../shared/json';
import { parseLossless } from '../../shared/losslessJson';
import { failed } from '../outcome/outcome';
import type { Prepared, Task } from './operation';
import { unusable } from './parameters';

/** A parameter that takes the vendor's numbers of something: one, or a list of them. */
export interface IdParameter {
	name: string;
	/** Reads a single number. */
	parse(value: unknown): string | undefined;
	/** What to say when it is empty: what happened, what to do. */
	empty: readonly [string, string];
	/** What to do about a value that is no such number, as sentences. */
	example: string;
	/** What to do about a number that has lost digits, as a sentence. */
	keepAsText: string;
	label: string;
}

/**
 * Separators people paste: commas (also Chinese ones), semicolons, tabs and line breaks. No blanks:
 * one inside a number is a typing mistake, not two numbers.
 */
const SEPARATORS = /[,，、;；\t\r\n]+/;
/** One number that was written in groups of three: "3,300,504,350,583,134,260". */
const GROUPS_OF_THREE = /^\d{1,3}(?:[,，.'\s]\d{3})+$/;

/**
 * The numbers that one item names, each once, as tasks whose key is the number.
 * @param value of the parameter: one number, a text with several, or an array
 * @throws NodeOperationError when it names none
 */
export function parseIdList(
	context: IExecuteFunctions,
	itemIndex: number,
	parameter: IdParameter,
	value: unknown,
): Array<Prepared<Task>> {
	const listed = listOf(value);
	if (listed.length === 0) throw unusable(context, itemIndex, ...parameter.empty);

	const prepared = new Map<string, Prepared<Task>>();
	for (const entry of listed) {
		const id = parameter.parse(entry);
		const key = id ?? asText(entry);
		const identity = { [parameter.name]: key };
		prepared.set(
			key,
			id === undefined
				? { identity, failure: notAnId(entry, itemIndex, parameter) }
				: { key, identity },
		);
	}
	return [...prepared.values()];
}

/** The entries of a list given as an array, as JSON text, or as text with separators. */
function listOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value.flatMap(listOf);
	if (typeof value !== 'string') return value === undefined || value === null ? [] : [value];
	return arrayFromJson(value) ?? parts(value);
}

/** The parts of a text. One with groups of three in it stays whole: they are not numbers. */
function parts(text: string): string[] {
	const found = text
		.split(SEPARATORS)
		.map((part) => part.trim())
		.filter(Boolean);
	const hasGroups = found.some(
		(part, index) =>
			GROUPS_OF_THREE.test(part) || (isGroup(part) && isGroup(found[index + 1] ?? '')),
	);
	return hasGroups ? [text.trim()] : found;
}

const isGroup = (part: string) => /^\d{1,3}$/.test(part);

/** The array that JSON text holds. Text that begins like one and is none stays one entry. */
function arrayFromJson(text: string): unknown[] | undefined {
	if (!text.trim().startsWith('[')) return undefined;
	try {
		return listOf(parseLossless(text));
	} catch {
		return [text];
	}
}

function notAnId(value: unknown, itemIndex: number, { label, example, keepAsText }: IdParameter) {
	const message =
		typeof value === 'number' && value > Number.MAX_SAFE_INTEGER
			? `'${label}' came as the number ${value}, which has lost digits [item ${itemIndex}]. ${keepAsText}`
			: `'${label}' has the value ${JSON.stringify(value)}, which cannot be used [item ${itemIndex}]. ${example}`;
	return failed('notSent', 'INVALID_INPUT', message);
}
