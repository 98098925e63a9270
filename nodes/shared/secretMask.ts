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
	 * A JSON value, with [masked] in place of each, also in names of fields, and of what is nested deeper
	 * than anything sensible. The value itself where it holds none.
	 * @param raw the text that the value was parsed from: looking at it first is cheaper
	 */
	inValue(value: unknown, raw?: string): unknown;
}

export const MASKED = '[masked]';

/** With fewer letters and digits a secret is a part of ordinary words: only the whole word is hidden. */
const SHORTEST_IN_WORDS = 8;
/** Of lists and objects in each other. More would be more than the call stack holds. */
const MAX_DEPTH = 1000;
/** By so many letters and digits a search begins. Few places of a text have the head of a secret. */
const HEAD = 5;
/** A head is a number with so many bits for each letter: different for digits and a to f, which nonces have. */
const LETTER_BITS = 4;
const HEADS = 2 ** (HEAD * LETTER_BITS);
const LETTERS_AND_DIGITS = 36;
/** A bit for each head. */
const BITS = 8;
/** In place of a letter: a quote, where a JSON text ends; and anything else. */
const END = 254;
const NONE = 255;

type Range = [from: number, to: number];

/** What hides these secrets. Thousands cost hardly more than a few. */
export function secretMask(...secrets: string[]): SecretMask {
	const byHead = new Map<number, string[]>();
	const heads = new Uint8Array(HEADS / BITS);
	const literals = new Set<string>();

	function add(...more: string[]): void {
		for (const secret of more) {
			const letters = lettersOf(secret);
			if (letters && letters.length >= SHORTEST_IN_WORDS) {
				const head = headOf(letters);
				byHead.set(head, [...(byHead.get(head) ?? []), letters]);
				heads[placeOf(head)] |= bitOf(head);
			} else if (secret.trim() !== '') {
				literals.add(inSmallLetters(secret));
			}
			const inAddress = encodeURIComponent(secret);
			if (inAddress !== secret && secret.trim() !== '') literals.add(inSmallLetters(inAddress));
		}
	}

	/** Where the secrets are in a text, in no order; at most one when that is enough. */
	function found(text: string, isOneEnough = false): Range[] {
		const ranges: Range[] = [];
		let head = 0;
		let letters = 0;
		for (let at = 0; at < text.length; at++) {
			const letter = letterOf(text.charCodeAt(at));
			if (letter === NONE) continue;
			letters = letter === END ? 0 : letters + 1;
			head = letter === END ? 0 : withNext(head, letter);
			if (letters < HEAD || (heads[placeOf(head)] & bitOf(head)) === 0) continue;
			const start = startOf(text, at);
			for (const secret of byHead.get(head) ?? []) {
				const end = endOf(secret, text, start);
				if (end > 0) ranges.push([start, end]);
			}
			if (isOneEnough && ranges.length > 0) return ranges;
		}
		return literals.size > 0
			? [...ranges, ...foundLiterally(inSmallLetters(text), literals)]
			: ranges;
	}

	const isIn = (text: string) => found(text, true).length > 0;

	function inText(text: string): string {
		const ranges = found(text).sort(([a], [b]) => a - b);
		if (ranges.length === 0) return text;
		let shown = '';
		let hiddenTo = -1;
		for (const [from, to] of ranges) {
			if (from > hiddenTo) shown += text.slice(Math.max(hiddenTo, 0), from) + MASKED;
			hiddenTo = Math.max(hiddenTo, to);
		}
		return shown + text.slice(hiddenTo);
	}

	function inValue(value: unknown, raw?: string): unknown {
		// a text with escapes may spell a secret in another way than the value does
		return raw !== undefined && !raw.includes('\\') && !isIn(raw) ? value : everywhereIn(value, 0);
	}

	function everywhereIn(value: unknown, depth: number): unknown {
		if (typeof value === 'string') return inText(value);
		if (typeof value === 'number' || typeof value === 'bigint') {
			return isIn(String(value)) ? MASKED : value;
		}
		if (typeof value !== 'object' || value === null) return value;
		if (depth === MAX_DEPTH) return MASKED;
		const inside = (entry: unknown) => everywhereIn(entry, depth + 1);
		if (Array.isArray(value)) {
			const masked = value.map(inside);
			return masked.some((entry, index) => entry !== value[index]) ? masked : value;
		}
		const entries = Object.entries(value);
		const masked = entries.map(([name, entry]) => [inText(name), inside(entry)] as const);
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

/** The number of the last HEAD letters, with one more: what is older falls out at the top. */
const withNext = (head: number, letter: number) => ((head << LETTER_BITS) ^ letter) & (HEADS - 1);
const placeOf = (head: number) => Math.floor(head / BITS);
const bitOf = (head: number) => 1 << (head % BITS);

/** 0 to 35 for a letter or digit, END for a quote, which ends a text, NONE for anything else. */
const LETTERS = Uint8Array.from({ length: 128 }, (_, code) => {
	const letter = parseInt(String.fromCharCode(code), LETTERS_AND_DIGITS);
	if (code === '"'.charCodeAt(0)) return END;
	return Number.isNaN(letter) ? NONE : letter;
});
const letterOf = (code: number): number => (code < LETTERS.length ? LETTERS[code] : NONE);

/** The letters and digits of a secret. Undefined when it has a quote in it. */
const lettersOf = (secret: string): string | undefined =>
	secret.includes('"') ? undefined : secret.replace(/[^a-z\d]+/gi, '');

function headOf(letters: string): number {
	let head = 0;
	for (let at = 0; at < HEAD; at++) head = withNext(head, letterOf(letters.charCodeAt(at)));
	return head;
}

/** Where the HEAD letters begin of which the last one is at a place of a text. */
function startOf(text: string, last: number): number {
	let at = last;
	for (let letters = 1; letters < HEAD; letters++) {
		do at -= 1;
		while (letterOf(text.charCodeAt(at)) === NONE);
	}
	return at;
}

/** Where a secret ends that begins at a place of a text, whatever stands between its letters. */
function endOf(secret: string, text: string, start: number): number {
	let index = 0;
	for (let at = start; at < text.length; at++) {
		const letter = letterOf(text.charCodeAt(at));
		if (letter === NONE) continue;
		if (letter !== letterOf(secret.charCodeAt(index))) return 0;
		index += 1;
		if (index === secret.length) return at + 1;
	}
	return 0;
}

/** As long as before: not every letter is as long in small as in capitals. */
const inSmallLetters = (text: string) =>
	text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());

/** Where a text in small letters holds a literal; a short one only as a whole word. */
function foundLiterally(text: string, literals: Iterable<string>): Range[] {
	const ranges: Range[] = [];
	const isWordEnd = (at: number) => !/[a-z0-9]/.test(text.charAt(at));
	for (const literal of literals) {
		const { length } = literal;
		for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + 1)) {
			const isShort = length < SHORTEST_IN_WORDS;
			if (!isShort || (isWordEnd(at - 1) && isWordEnd(at + length))) {
				ranges.push([at, at + length]);
			}
		}
	}
	return ranges;
}
