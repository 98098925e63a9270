/**
 * Hides what must never be shown: the secret, the access key, the nonces and signatures of a run. A
 * server may send them back anywhere in its answer, glued to other text, in small letters, or cut
 * into groups.
 */
export interface SecretMask {
	/** From now on these are hidden as well. */
	add(...secrets: string[]): void;
	/** Whether a text holds one of them, in any of those forms. */
	isIn(text: string): boolean;
	/** The text, with [masked] in place of each. */
	inText(text: string): string;
	/**
	 * A JSON value, with [masked] in place of each, also in names of fields. The value itself where it
	 * holds none.
	 * @param raw the text that the value was parsed from: looking at it first is cheaper
	 */
	inValue(value: unknown, raw?: string): unknown;
}

export const MASKED = '[masked]';

/** With fewer letters and digits a secret is a part of ordinary words: only the whole word is hidden. */
const SHORTEST_IN_WORDS = 8;
/** By so many letters and digits a search begins. */
const HEAD = 3;
const LETTERS_AND_DIGITS = 36;
const HEADS = LETTERS_AND_DIGITS ** HEAD;
/** In place of a letter: here a text ends. */
const END = 255;

type Range = [from: number, to: number];

/** What hides these secrets. Thousands cost hardly more than a few. */
export function secretMask(...secrets: string[]): SecretMask {
	const byHead = new Map<number, Uint8Array[]>();
	const isHead = new Uint8Array(HEADS);
	const literals = new Set<string>();

	function add(...more: string[]): void {
		for (const secret of more) {
			const { letters } = lettersOf(secret);
			if (letters.length < SHORTEST_IN_WORDS || letters.includes(END)) {
				if (secret.trim() !== '') literals.add(inSmallLetters(secret));
				continue;
			}
			const head = letters.slice(0, HEAD).reduce(withNext, 0);
			byHead.set(head, [...(byHead.get(head) ?? []), letters]);
			isHead[head] = 1;
			const inAddress = encodeURIComponent(secret);
			if (inAddress !== secret) literals.add(inSmallLetters(inAddress));
		}
	}

	function* found(text: string): Generator<Range> {
		const { letters, positions } = lettersOf(text);
		let head = 0;
		let sinceEnd = 0;
		for (let at = 0; at < letters.length; at++) {
			sinceEnd = letters[at] === END ? 0 : sinceEnd + 1;
			head = sinceEnd === 0 ? 0 : withNext(head, letters[at]);
			if (sinceEnd < HEAD || isHead[head] === 0) continue;
			const start = at - HEAD + 1;
			for (const secret of byHead.get(head) ?? []) {
				if (secret.every((letter, index) => letter === letters[start + index]))
					yield [positions[start], positions[start + secret.length - 1] + 1];
			}
		}
		if (literals.size > 0) yield* foundLiterally(inSmallLetters(text), literals);
	}

	const isIn = (text: string) => found(text).next().done === false;

	function inText(text: string): string {
		const ranges = [...found(text)].sort(([a], [b]) => a - b);
		let shown = '';
		let upTo = 0;
		let hidden = -1;
		for (const [from, to] of ranges) {
			if (from > hidden) shown += text.slice(upTo, from) + MASKED;
			hidden = Math.max(hidden, to);
			upTo = hidden;
		}
		return shown + text.slice(upTo);
	}

	function inValue(value: unknown, raw?: string): unknown {
		// a text with escapes may spell a secret in another way than the value does
		return raw !== undefined && !raw.includes('\\') && !isIn(raw) ? value : everywhereIn(value);
	}

	function everywhereIn(value: unknown): unknown {
		if (typeof value === 'string') return inText(value);
		if (typeof value === 'number' || typeof value === 'bigint') {
			return isIn(String(value)) ? MASKED : value;
		}
		if (typeof value !== 'object' || value === null) return value;
		if (Array.isArray(value)) {
			const masked = value.map(everywhereIn);
			return masked.some((entry, index) => entry !== value[index]) ? masked : value;
		}
		const entries = Object.entries(value);
		const masked = entries.map(([name, entry]) => [inText(name), everywhereIn(entry)] as const);
		return masked.some(([name, entry], index) => {
			const [oldName, oldEntry] = entries[index];
			return name !== oldName || entry !== oldEntry;
		})
			? Object.fromEntries(masked)
			: value;
	}

	add(...secrets);
	return { add, isIn, inText, inValue };
}

/** A text with these secrets hidden in it. */
export const maskSecrets = (text: string, secrets: readonly string[]): string =>
	secretMask(...secrets).inText(text);

/** A JSON value with these secrets hidden in it. */
export const maskIn = (value: unknown, secrets: readonly string[], raw?: string): unknown =>
	secretMask(...secrets).inValue(value, raw);

/** The number of the last characters, with one more. */
const withNext = (head: number, letter: number) => (head * LETTERS_AND_DIGITS + letter) % HEADS;

/**
 * The letters and digits of a text, capitals as small ones, and where in it they are. What stands
 * between them is left out; but a quote ends a text.
 */
function lettersOf(text: string): { letters: Uint8Array; positions: Uint32Array } {
	const letters = new Uint8Array(text.length);
	const positions = new Uint32Array(text.length);
	let count = 0;
	for (let at = 0; at < text.length; at++) {
		const letter = letterOf(text.charCodeAt(at));
		if (letter < 0) continue;
		letters[count] = letter;
		positions[count] = at;
		count += 1;
	}
	return { letters: letters.subarray(0, count), positions: positions.subarray(0, count) };
}

/** 0 to 35 for a letter or digit, END for a quote, less than 0 for anything else. */
function letterOf(code: number): number {
	if (code >= 48 && code <= 57) return code - 48;
	if (code >= 97 && code <= 122) return code - 87;
	if (code >= 65 && code <= 90) return code - 55;
	return code === 34 ? END : -1;
}

/** As long as before: not every letter is as long in small as in capitals. */
const inSmallLetters = (text: string) =>
	text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());

/** Where a text in small letters holds a literal; a short one only as a whole word. */
function* foundLiterally(text: string, literals: Iterable<string>): Generator<Range> {
	const isWordEnd = (at: number) => {
		const letter = letterOf(text.charCodeAt(at));
		return !(letter >= 0 && letter < END);
	};
	for (const literal of literals) {
		const { length } = literal;
		for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + 1)) {
			const isShort = length < SHORTEST_IN_WORDS;
			if (!isShort || (isWordEnd(at - 1) && isWordEnd(at + length))) yield [at, at + length];
		}
	}
}
