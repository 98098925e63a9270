/** `2026-05-20 15:40:00` (documented), `20260520154000000+0800` (1688's), ISO 8601. */
const DATE_AND_TIME = /^(\d{4})\D?(\d{2})\D?(\d{2})\D?(\d{2})\D?(\d{2})\D?(\d{2})/;
/** Milliseconds since 1970, as push messages have them (documented). */
const MILLISECONDS = /^\d{13}$/;

/**
 * A vendor's time in seconds, for comparing it with another one of the vendor's and with nothing
 * else: its zone is not looked at. Undefined when it cannot be read, and for one before 1970, which is
 * no time of an order: `0000-00-00 00:00:00` is how some databases write that there is none.
 */
export function vendorSeconds(time: unknown): number | undefined {
	if (typeof time !== 'string' && typeof time !== 'number') return undefined;
	const text = String(time).trim();
	if (MILLISECONDS.test(text)) return Math.floor(Number(text) / 1000);
	const [, ...parts] = DATE_AND_TIME.exec(text) ?? [];
	if (parts.length === 0) return undefined;
	const [year, month, day, hour, minute, second] = parts.map(Number);
	const seconds = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
	return seconds < 0 ? undefined : seconds;
}

const CHINA_S = 8 * 3600;

/** A time in ms since 1970 as a vendor's time of the same moment: China time, by inference. */
export const asVendorSeconds = (ms: number): number => Math.floor(ms / 1000) + CHINA_S;
