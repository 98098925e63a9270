import { createHash } from 'node:crypto';
import type { SandboxKeys } from './keys';
import { DOCUMENTED_STRING_TO_SIGN, fillIn, type SignedValues } from './stringToSign';

/** Why a request is refused before it is looked at. `msg` is invented for the sandbox. */
export interface SignatureRefusal {
	reason:
		| 'missingHeader'
		| 'repeatedHeader'
		| 'emptyHeader'
		| 'malformedNonce'
		| 'malformedTimestamp'
		| 'clockOff'
		| 'unknownAccessKey'
		| 'signatureMismatch'
		| 'unknownUser';
	msg: string;
}

/** The five headers of every call. Documented. */
export const SIGNED_CALL_HEADERS = [
	'access-key',
	'timestamp',
	'nonce-str',
	'user-id',
	'signature',
] as const;

/** A timestamp may be this far from the server's clock. Documented. */
const WINDOW_MS = 600_000;

/** Values of one header in a Node rawHeaders list (name, value, name, value, ...). */
function valuesOf(rawHeaders: readonly string[], name: string): string[] {
	return rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1].toLowerCase() === name);
}

/** MD5, hex, upper case, of the string to sign. */
function expectedSignature(template: string, values: SignedValues) {
	const hash = createHash('md5').update(fillIn(template, values), 'utf8');
	return hash.digest('hex').toUpperCase();
}

/** Which timestamps a server takes. Which one the vendor wants is unknown. */
export type TimestampUnit = 'any' | 'milliseconds' | 'seconds';

const UNITS = {
	milliseconds: { looks: /^\d{13}$/, ms: 1 },
	seconds: { looks: /^\d{10}$/, ms: 1000 },
};

/** The time in a timestamp header, in ms; null when it is none of the unit that is taken. */
function timestampMs(timestamp: string, taken: TimestampUnit): number | null {
	const units = taken === 'any' ? Object.values(UNITS) : [UNITS[taken]];
	const unit = units.find(({ looks }) => looks.test(timestamp));
	return unit ? Number(timestamp) * unit.ms : null;
}

/**
 * Checks the five headers of a request.
 *
 * @param rawHeaders headers as they came, because a merged list would hide a repeated one
 * @param nowMs the server's clock
 * @param unit which timestamps the server takes
 * @param template the server's string to sign
 * @returns why the request is refused, or null when it is good
 */
export function checkSignature(
	rawHeaders: readonly string[],
	keys: SandboxKeys,
	nowMs: number,
	unit: TimestampUnit = 'any',
	template = DOCUMENTED_STRING_TO_SIGN,
): SignatureRefusal | null {
	const sent: string[] = [];
	for (const name of SIGNED_CALL_HEADERS) {
		const values = valuesOf(rawHeaders, name);
		if (values.length === 0) return { reason: 'missingHeader', msg: `缺少请求头:${name}` };
		if (values.length > 1) return { reason: 'repeatedHeader', msg: `请求头重复:${name}` };
		if (values[0] === '') return { reason: 'emptyHeader', msg: `请求头为空:${name}` };
		sent.push(values[0]);
	}
	const [accessKey, timestamp, nonceStr, userId, signature] = sent;

	if (!/^[A-Za-z0-9]{32}$/.test(nonceStr)) {
		return { reason: 'malformedNonce', msg: 'nonce-str格式错误,应为32位字母或数字' };
	}
	const sentAtMs = timestampMs(timestamp, unit);
	if (sentAtMs === null) {
		return { reason: 'malformedTimestamp', msg: 'timestamp格式错误' };
	}
	if (Math.abs(nowMs - sentAtMs) > WINDOW_MS) {
		return { reason: 'clockOff', msg: 'timestamp已过期,与服务器时间相差超过600秒' };
	}
	if (accessKey !== keys.accessKey) {
		return { reason: 'unknownAccessKey', msg: 'access-key不存在' };
	}
	const { accessSecret } = keys;
	const values = { accessKey, timestamp, nonceStr, accessSecret, userId };
	if (signature !== expectedSignature(template, values)) {
		return { reason: 'signatureMismatch', msg: '签名错误' };
	}
	if (userId !== keys.userId) return { reason: 'unknownUser', msg: 'user-id无权限' };
	return null;
}
