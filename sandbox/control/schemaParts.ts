import { OPERATIONS } from '../endpoints';

/** Parts that several schemas of the control API are made of. */

export const count = { type: 'integer', minimum: 0 };
export const fen = { type: 'integer', minimum: 0 };
export const text = { type: 'string', minLength: 1 };
export const share = { type: 'number', minimum: 0, maximum: 1 };
export const ON = { enum: ['any', ...OPERATIONS] };

export function object(properties: object, required: readonly string[] = [], more: object = {}) {
	return { type: 'object', properties, required, additionalProperties: false, ...more };
}
