/**
 * Xportcn's order answers carry money as an integer in fen (1/100 CNY). The unit is inferred from
 * documented figures (preview: 2 x 2900 = 5800; 5800 + 600 = 6400).
 */

const CNY = /^(?:[¥￥]\s*)?(\d{1,13})(?:\.(\d{1,2}))?$/;

/** Fen as a decimal CNY text, `6400` -> `"64.00"`. Undefined when the value is not whole fen. */
export function fenToCny(fen: unknown): string | undefined {
	if (typeof fen !== 'number' || !Number.isSafeInteger(fen)) return undefined;
	const digits = Math.abs(fen).toString().padStart(3, '0');
	return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A CNY amount as typed by a person (`"64"`, `64.5`, `"64.00"`) in fen. Undefined when unusable. */
export function cnyToFen(cny: unknown): number | undefined {
	if (typeof cny !== 'string' && typeof cny !== 'number') return undefined;
	const match = CNY.exec(String(cny).trim());
	if (!match) return undefined;
	const [, yuan, cents = ''] = match;
	return Number(yuan) * 100 + Number(cents.padEnd(2, '0'));
}

/** The unit of an amount in an answer. */
export type AmountUnit = 'fen' | 'yuan';

/**
 * An amount of an answer in fen. Undefined when it is not exactly that: a decimal in fen, a text, a
 * part of a fen.
 */
export function amountInFen(amount: unknown, unit: AmountUnit): number | undefined {
	if (typeof amount !== 'number' || !Number.isFinite(amount) || amount < 0) return undefined;
	if (unit === 'fen') return Number.isSafeInteger(amount) ? amount : undefined;
	return cnyToFen(String(amount));
}
