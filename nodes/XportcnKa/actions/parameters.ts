import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { asText, isObject } from '../../shared/json';
import { parseLossless } from '../../shared/losslessJson';
import { cnyToFen } from '../../shared/money';

/** What is needed to say which node a parameter is of. */
export type OfNode = Pick<IExecuteFunctions, 'getNode'>;

/** The item that a parameter is read for; a trigger has none. */
export type ItemIndex = number | undefined;

/** A NodeOperationError that names the parameter (by its display name) and the item, if there is one. */
export function unusable(
	context: OfNode,
	itemIndex: ItemIndex,
	message: string,
	whatToDo: string,
): NodeOperationError {
	return new NodeOperationError(
		context.getNode(),
		itemIndex === undefined ? message : `${message} [item ${itemIndex}]`,
		{ itemIndex, description: whatToDo },
	);
}

/** The label of a field in the form, from its name: `outOrderId` is 'Out Order ID'. */
const labelOf = (name: string): string =>
	name
		.replace(/Text$/, '')
		.replace(/[A-Z]/g, ' $&')
		.replace(/^./, (first) => first.toUpperCase())
		.replace(/\bId\b/, 'ID');

/**
 * A text parameter, trimmed; '' when it is not set.
 * @throws NodeOperationError for a number that has lost digits, and for what is neither text nor number
 */
export function textParameter(context: IExecuteFunctions, name: string, itemIndex: number): string {
	const value = context.getNodeParameter(name, itemIndex, '') as unknown;
	if (value === undefined || value === null) return '';
	refuseLostDigits(context, itemIndex, labelOf(name), value);
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	throw unusable(
		context,
		itemIndex,
		`'${labelOf(name)}' must be a text, and it is ${asText(value).slice(0, 80)}`,
		'Drag the single field that holds the text here, not the object around it.',
	);
}

/** A parameter as it is written in the form, its expressions not worked out. */
export const rawParameter = (context: IExecuteFunctions, name: string): unknown =>
	context.getNodeParameter(name, 0, '', { rawExpressions: true });

/** Whether something written in the form is an expression, or has one in it. */
export const hasExpression = (written: unknown): boolean => {
	if (typeof written === 'string') return written.startsWith('=');
	if (typeof written !== 'object' || written === null) return false;
	return Object.values(written).some(hasExpression);
};

/** Whether a parameter is written as an expression: a value was meant, also where none came of it. */
export const isExpression = (context: IExecuteFunctions, name: string): boolean =>
	hasExpression(rawParameter(context, name));

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Whether nothing was written into a parameter, rather than something that came to nothing. */
export const isLeftEmpty = (context: IExecuteFunctions, name: string, value: unknown): boolean =>
	isBlank(value) && !isExpression(context, name);

/**
 * A switch: true or false, and nothing that merely looks like one of them.
 * @param refuse makes the exception for anything else, from what happened and what to do
 */
export function yesNo(
	value: unknown,
	label: string,
	refuse: (message: string, whatToDo: string) => Error,
	where = '',
): boolean {
	if (typeof value === 'boolean') return value;
	throw refuse(
		`'${label}' must be true or false`,
		`It is ${JSON.stringify(value ?? null)} now. Switch it on or off${where}, or give it an expression that is true or false.`,
	);
}

/**
 * A parameter that is a switch.
 * @throws NodeOperationError when an expression gives neither true nor false
 */
export const yesNoParameter = (
	context: IExecuteFunctions,
	name: string,
	label: string,
	itemIndex: number,
	otherwise: boolean,
): boolean =>
	yesNo(context.getNodeParameter(name, itemIndex, otherwise), label, (message, whatToDo) =>
		unusable(context, itemIndex, message, whatToDo),
	);

/**
 * An amount in CNY for one item, in fen. Undefined when the parameter is left empty. One that was meant
 * but cannot be read must not turn into "no limit" or "any price".
 * @throws NodeOperationError naming the parameter
 */
export function amountParameter(
	context: IExecuteFunctions,
	name: string,
	label: string,
	itemIndex: number,
): number | undefined {
	// what is no expression is the same for every item, and n8n need not be asked for it again
	const written = rawParameter(context, name);
	const isWorkedOut = hasExpression(written);
	const value = isWorkedOut ? context.getNodeParameter(name, itemIndex, '') : written;
	if (!isWorkedOut && isBlank(value)) return undefined;
	const fen = cnyToFen(value);
	if (fen !== undefined) return fen;
	throw unusable(
		context,
		itemIndex,
		`'${label}' ${JSON.stringify(value ?? '')} is not an amount`,
		'Write it like 500 or 499.90, or leave it empty.',
	);
}

/**
 * A value that may be JSON text or already an object or array.
 * @throws NodeOperationError when it is text that does not parse
 */
export function jsonValue(
	context: OfNode,
	itemIndex: ItemIndex,
	label: string,
	value: unknown,
): unknown {
	if (typeof value !== 'string') return value;
	if (value.trim() === '') return undefined;
	try {
		return parseLossless(value);
	} catch (error) {
		throw unusableJson(context, itemIndex, label, error as Error);
	}
}

function unusableJson(context: OfNode, itemIndex: ItemIndex, label: string, error: Error) {
	return unusable(
		context,
		itemIndex,
		`'${label}' is not valid JSON (${error.message})`,
		'Check quotes, commas and brackets.',
	);
}

/** The fields of an object that are set: no undefined, null or empty text. */
export const filledIn = (fields: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(fields).filter(
			([, value]) => value !== undefined && value !== null && value !== '',
		),
	);

/** A parameter that must be a JSON object, or undefined when it is not set. */
export const objectParameter = (
	context: IExecuteFunctions,
	name: string,
	label: string,
	itemIndex: number,
): IDataObject | undefined =>
	objectValue(context, itemIndex, label, context.getNodeParameter(name, itemIndex, ''));

/**
 * A value that must be a JSON object, as text or as it is; undefined when there is none.
 * @throws NodeOperationError naming the parameter
 */
export function objectValue(
	context: OfNode,
	itemIndex: ItemIndex,
	label: string,
	given: unknown,
): IDataObject | undefined {
	const value = jsonValue(context, itemIndex, label, given);
	if (value === undefined || value === null) return undefined;
	refuseLostDigits(context, itemIndex, label, value);
	if (isObject(value)) return value;
	throw unusable(
		context,
		itemIndex,
		`'${label}' must be a JSON object`,
		'Write it as { "name": "value" }.',
	);
}

/**
 * Refuses a number that has lost digits, anywhere in a value that will be sent.
 * @throws NodeOperationError naming the parameter and the number
 */
export function refuseLostDigits(
	context: OfNode,
	itemIndex: ItemIndex,
	label: string,
	value: unknown,
): void {
	const lost = lostDigits(value);
	if (lost === undefined) return;
	throw unusable(
		context,
		itemIndex,
		`'${label}' has the number ${lost}, which is too large to be exact and has lost digits`,
		'Make the step that gives it keep this number as text.',
	);
}

function lostDigits(value: unknown): number | undefined {
	if (typeof value === 'number') {
		return Math.abs(value) > Number.MAX_SAFE_INTEGER || !Number.isFinite(value) ? value : undefined;
	}
	if (typeof value !== 'object' || value === null) return undefined;
	for (const entry of Object.values(value)) {
		const lost = lostDigits(entry);
		if (lost !== undefined) return lost;
	}
	return undefined;
}
