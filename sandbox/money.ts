/** Money is integer fen (1/100 CNY) everywhere in the sandbox; here it becomes yuan and comes back. */

/** `6400` -> `"64.00"`. Whole fen only. */
export function yuanText(fen: number): string {
	const cents = String(Math.abs(fen)).padStart(3, '0');
	return `${fen < 0 ? '-' : ''}${cents.slice(0, -2)}.${cents.slice(-2)}`;
}

/** `6405` -> `64.05`: the JSON number that 1688 shows for an amount. */
export function yuanNumber(fen: number): number {
	return Number(yuanText(fen));
}

/** CNY as typed (`99`, `99.5`, `99.50`) to fen, without floating point; null when it is none. */
export function fenOf(yuan: string): number | null {
	const [, whole, cents = ''] = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(yuan) ?? [];
	return whole === undefined ? null : Number(whole) * 100 + Number(cents.padEnd(2, '0'));
}
