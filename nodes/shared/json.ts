import type { IDataObject } from 'n8n-workflow';

/** Whether a value is a JSON object (not null, not an array). */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy of an object without some of its fields. */
export const without = (fields: IDataObject, ...names: string[]): IDataObject =>
	Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

/** A JSON value as text. Never throws, as `String` does for some objects. */
export const asText = (value: unknown): string =>
	typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);

/** Whether a JSON value says nothing: null, absent, or an empty object, list or text. */
export const isEmpty = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	value === '' ||
	(typeof value === 'object' && Object.keys(value).length === 0);
