import type { IDataObject } from 'n8n-workflow';

/** Whether a value is a JSON object (not null, not an array). */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text of a JSON value that should be a string, or null: answers are not to be trusted. */
export const textOrNull = (value: unknown): string | null =>
	typeof value === 'string' && value !== '' ? value : null;
