import { Refusal } from '../errors';

/** HTTP 200 with code 400 is how the sandbox says that a body is wrong. Invented. */
export const BAD_REQUEST = 400;

export type Fields = Record<string, unknown>;

export function badRequest(msg: string): Refusal {
	return new Refusal(BAD_REQUEST, msg);
}

/** The value as a JSON object, or a refusal that names it. */
export function objectOf(value: unknown, name: string): Fields {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
	throw badRequest(`${name}必须是对象`);
}

/** A string that must be there and not be empty. */
export function requiredText(fields: Fields, name: string): string {
	const value = fields[name];
	if (typeof value === 'string' && value !== '') return value;
	throw badRequest(`${name}不能为空,且必须是字符串`);
}

/** A string that may be missing, null or empty; null then. */
export function optionalText(fields: Fields, name: string): string | null {
	const value = fields[name] ?? '';
	if (typeof value !== 'string') throw badRequest(`${name}必须是字符串`);
	return value === '' ? null : value;
}

/** A whole number of 1 or more, with a default when it is missing. */
export function countOf(fields: Fields, name: string, otherwise: number): number {
	const value = fields[name] ?? otherwise;
	if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
	throw badRequest(`${name}必须是正整数`);
}
