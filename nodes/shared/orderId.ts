const ORDER_ID = /^[1-9]\d{0,31}$/;

/**
 * An order id, or another number of the vendor's, from an answer or an input as text. Undefined for
 * what cannot be one, and for a JavaScript number that has already lost digits.
 */
export function normalizeOrderId(value: unknown): string | undefined {
	if (typeof value === 'number')
		return Number.isSafeInteger(value) && value > 0 ? String(value) : undefined;
	if (typeof value === 'bigint') return value > 0n ? value.toString() : undefined;
	if (typeof value !== 'string') return undefined;
	const id = value.trim();
	return ORDER_ID.test(id) ? id : undefined;
}
