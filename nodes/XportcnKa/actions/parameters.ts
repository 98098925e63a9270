import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../../shared/json';
import { parseLossless } from '../../shared/losslessJson';

/** A NodeOperationError that names the parameter (by its display name) and the item. */
export function unusable(
	context: IExecuteFunctions,
	itemIndex: number,
	message: string,
	whatToDo: string,
): NodeOperationError {
	return new NodeOperationError(context.getNode(), `${message} [item ${itemIndex}]`, {
		itemIndex,
		description: whatToDo,
	});
}

/** A text parameter, trimmed; '' when it is not set. */
export function textParameter(context: IExecuteFunctions, name: string, itemIndex: number): string {
	const value = context.getNodeParameter(name, itemIndex, '') as unknown;
	return value === undefined || value === null ? '' : String(value).trim();
}

/** Whether a parameter is written as an expression: a value was meant, also where none came of it. */
export function isExpression(context: IExecuteFunctions, name: string): boolean {
	const written = context.getNode().parameters[name];
	return typeof written === 'string' && written.startsWith('=');
}

/**
 * A value that may be JSON text or already an object or array.
 * @throws NodeOperationError when it is text that does not parse
 */
export function jsonValue(
	context: IExecuteFunctions,
	itemIndex: number,
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

function unusableJson(context: IExecuteFunctions, itemIndex: number, label: string, error: Error) {
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
export function objectParameter(
	context: IExecuteFunctions,
	name: string,
	label: string,
	itemIndex: number,
): IDataObject | undefined {
	const value = jsonValue(context, itemIndex, label, context.getNodeParameter(name, itemIndex, ''));
	if (value === undefined || value === null) return undefined;
	if (isObject(value)) return value;
	throw unusable(
		context,
		itemIndex,
		`'${label}' must be a JSON object`,
		'Write it as { "name": "value" }.',
	);
}
