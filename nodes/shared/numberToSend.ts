/**
 * A number of the vendor's, such as an offer id, as it is sent: a number (documented for offer ids in
 * the preview sample), a bigint where a number would lose digits. Undefined for what is no whole
 * number of 1 or more.
 */
export function numberToSend(value: unknown): number | bigint | undefined {
	if (typeof value === 'number')
		return Number.isSafeInteger(value) && value > 0 ? value : undefined;
	if (typeof value !== 'string' || !/^\d{1,30}$/.test(value.trim())) return undefined;
	const digits = BigInt(value.trim());
	if (digits === 0n) return undefined;
	return digits <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(digits) : digits;
}
