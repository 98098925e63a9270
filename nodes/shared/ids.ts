const ID = /^[1-9]\d{0,31}$/;
/** Order numbers have 19 digits (documented samples). A shorter number is some other thing. */
const ORDER_ID = /^[1-9]\d{14,31}$/;

/**
 * A number of the vendor's, from an answer or an input, as text. Undefined for what cannot be one,
 * and for a JavaScript number that has already lost digits.
 */
export function parseId(value: unknown): string | undefined {
	if (typeof value === 'number')
		return Number.isSafeInteger(value) && value > 0 ? String(value) : undefined;
	if (typeof value === 'bigint') return value > 0n ? value.toString() : undefined;
	if (typeof value !== 'string') return undefined;
	const id = value.trim();
	return ID.test(id) ? id : undefined;
}

/** The same for the number of an order: at least 15 digits. */
export function parseOrderId(value: unknown): string | undefined {
	const id = parseId(value);
	return id !== undefined && ORDER_ID.test(id) ? id : undefined;
}

/**
 * A number of the vendor's, such as an offer id, as it is sent: a number (documented for offer ids in
 * the preview sample), a bigint where a number would lose digits. Undefined for what is no whole
 * number of 1 or more.
 */
export function toNumericId(value: unknown): number | bigint | undefined {
	const id = parseId(value);
	if (id === undefined) return undefined;
	const digits = BigInt(id);
	return digits <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(digits) : digits;
}
