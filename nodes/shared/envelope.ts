import { fenFields } from './amounts';
import { isObject } from './json';
import { parseLossless } from './losslessJson';
import type { AmountUnit } from './money';
import { requestIdOrNull, vendorText } from './vendorText';

/** The frame around every answer of Xportcn (documented: development manual, order pay page). */
export interface Envelope {
	/** Business return code; 200 is success. What the other codes mean is not public. */
	code: number;
	/** Text for the code, Chinese (`成功` on success). Never branch on it. */
	msg: string | null;
	/** The id to quote to Xportcn's support. */
	requestId: string | null;
	/** In no documented sample. Backends of this family (BladeX) have it, so a "no" is believed. */
	success?: unknown;
	data: unknown;
}

/** The code of a call that Xportcn accepted. Single orders may still have been refused. */
export const SUCCESS_CODE = 200;

const YES: readonly unknown[] = [true, 'true', 1, '1'];

/** Whether a value of `success` is there and is no yes. */
export const isNo = (success: unknown): boolean =>
	success !== undefined &&
	success !== null &&
	success !== '' &&
	!YES.includes(typeof success === 'string' ? success.trim().toLowerCase() : success);

/** Whether an answer says that its call did not succeed, whatever its code. */
export const deniesSuccess = ({ success, data }: Pick<Envelope, 'success' | 'data'>): boolean =>
	isNo(success) || (isObject(data) && isNo(data.success));

/** Hides in a JSON value what must not be shown. @param raw the text that it was parsed from */
export type Hide = (value: unknown, raw: string) => unknown;

const NOTHING_TO_HIDE: Hide = (value) => value;

/**
 * Reads an answer's text as Xportcn's envelope. Large integers in it are strings of their digits.
 * Undefined when the text is anything else: only Xportcn itself can say what became of an order.
 * @param hide comes before anything is cut: of a secret that is cut in two, neither part is known
 * @param unit of amounts in order lists and details; one in fen that is written as a decimal stays text
 */
export function readEnvelope(
	text: string,
	hide: Hide = NOTHING_TO_HIDE,
	unit: AmountUnit = 'fen',
): Envelope | undefined {
	let answer: unknown;
	try {
		answer = hide(parseLossless(text, fenFields(unit)), text);
	} catch {
		return undefined;
	}
	if (!isObject(answer)) return undefined;
	const { code, data } = answer;
	if (typeof code !== 'number' || !Number.isInteger(code)) return undefined;
	if (typeof answer.msg !== 'string' && typeof answer.requestId !== 'string') return undefined;
	return {
		code,
		msg: vendorText(answer.msg),
		requestId: requestIdOrNull(answer.requestId),
		success: answer.success,
		data,
	};
}

/**
 * Fields of Xportcn's that a gateway's own answer does not have, or need not have, also within a text in
 * JSON. `developId` is documented, `success` is not: a "no" of Xportcn's may have it.
 */
const OWN_FIELD = /\b(msg|requestId|data|developId|success)\\*"/;
/** What is left of bytes that are no text: they were compressed, or are in another encoding. */
const NO_TEXT = /[\p{Cc}\uFFFD]/u;

/**
 * Whether a text that is no envelope may be one that was cut off, damaged, wrapped into something or
 * cannot be read: it is no web page, and has one of the envelope's own fields, is JSON that does not
 * end, or is no text at all.
 */
export function isLikeEnvelope(text: string): boolean {
	const start = text.trimStart();
	if (start.startsWith('<')) return false;
	if (OWN_FIELD.test(text) || NO_TEXT.test(text.replace(/\s/g, ''))) return true;
	if (!start.startsWith('{') && !start.startsWith('[')) return false;
	try {
		JSON.parse(text);
		return false;
	} catch {
		return true;
	}
}
