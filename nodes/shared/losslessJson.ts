/**
 * JSON that keeps every digit of a large integer. Order numbers have 19 digits, more than a
 * JavaScript number holds, and n8n's own parsing would round one that arrives without quotes.
 */

const BYTE_ORDER_MARK = '\uFEFF';
const NUMBER = /-?\d[\d.eE+-]*/y;
const INTEGER = /^-?\d+$/;
/** No answer of Xportcn's is nested half as deep; n8n cannot store data much deeper than this. */
const MAX_DEPTH = 100;

const NO_FIELDS: ReadonlySet<string> = new Set();

/**
 * Parses JSON text. An integer too large for a JavaScript number becomes a string of its digits;
 * everything else is as `JSON.parse` has it.
 * @param wholeFields fields whose numbers should be written as integers. One that is not, such as
 * `6400.00`, becomes a string as well: as a number it would look like an integer
 * @throws SyntaxError when the text is not JSON, or nested deeper than 100 levels
 */
export function parseLossless(text: string, wholeFields: ReadonlySet<string> = NO_FIELDS): unknown {
	const json = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
	const parsed = JSON.parse(json) as unknown;
	const quoted = quoteInexact(json, wholeFields);
	return quoted === json ? parsed : (JSON.parse(quoted) as unknown);
}

/** Puts quotes around the numbers that would not be what was written. Takes text that is known to be JSON. */
function quoteInexact(json: string, wholeFields: ReadonlySet<string>): string {
	const parts: string[] = [];
	let copied = 0;
	let depth = 0;
	// the last text seen: right before a number it is the name of its field
	let name = '';
	for (let at = 0; at < json.length;) {
		const character = json[at];
		if (character === '"') {
			const end = endOfString(json, at);
			name = json.slice(at + 1, end - 1);
			at = end;
			continue;
		}
		if (character === '-' || (character >= '0' && character <= '9')) {
			NUMBER.lastIndex = at;
			const [number] = NUMBER.exec(json) as RegExpExecArray;
			const isInexact = INTEGER.test(number)
				? !Number.isSafeInteger(Number(number))
				: wholeFields.has(name);
			if (isInexact) {
				parts.push(json.slice(copied, at), '"', number, '"');
				copied = at + number.length;
			}
			at += number.length;
			continue;
		}
		if (character === '{' || character === '[') depth += 1;
		if (character === '}' || character === ']') depth -= 1;
		if (depth > MAX_DEPTH) throw new SyntaxError(`JSON is nested deeper than ${MAX_DEPTH} levels`);
		at += 1;
	}
	return parts.length === 0 ? json : parts.join('') + json.slice(copied);
}

/** The position behind the closing quote of the string that opens at `start`. */
function endOfString(json: string, start: number): number {
	let quote = json.indexOf('"', start + 1);
	while (isEscaped(json, quote)) quote = json.indexOf('"', quote + 1);
	return quote + 1;
}

/** Whether an odd number of backslashes stands before a position. */
function isEscaped(json: string, position: number): boolean {
	let backslashes = 0;
	while (json[position - 1 - backslashes] === '\\') backslashes += 1;
	return backslashes % 2 === 1;
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
