/**
 * JSON that keeps every digit of a large integer. Order numbers have 19 digits, more than a
 * JavaScript number holds, and n8n's own parsing would round one that arrives without quotes.
 */

/** A JSON string (skipped whole) or a JSON number. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;
const INTEGER = /^-?\d+$/;
const BYTE_ORDER_MARK = '\uFEFF';

const isSafeNumber = (token: string) => Number.isSafeInteger(Number(token));

/**
 * Parses JSON text. An integer too large for a JavaScript number becomes a string of its digits;
 * everything else is as `JSON.parse` has it.
 * @throws SyntaxError when the text is not JSON
 */
export function parseLossless(text: string): unknown {
	const json = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
	return JSON.parse(
		json.replace(STRING_OR_NUMBER, (token) =>
			INTEGER.test(token) && !isSafeNumber(token) ? `"${token}"` : token,
		),
	) as unknown;
}

/**
 * Writes JSON text. A `bigint` becomes a bare number with all its digits, which `JSON.stringify`
 * cannot do (n8n makes it write a string). Keys whose value is undefined are left out.
 */
export function stringifyLossless(value: unknown): string {
	if (typeof value === 'bigint') return value.toString();
	if (Array.isArray(value)) {
		return `[${value.map((entry) => stringifyLossless(entry ?? null)).join(',')}]`;
	}
	if (typeof value === 'object' && value !== null) {
		const fields = Object.entries(value)
			.filter(([, field]) => field !== undefined)
			.map(([key, field]) => `${JSON.stringify(key)}:${stringifyLossless(field)}`);
		return `{${fields.join(',')}}`;
	}
	return JSON.stringify(value ?? null);
}
