import { UserError } from 'n8n-workflow';
import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { SENT_BEFORE } from '../../../credentials/oneRequest';
import { isLikeEnvelope, readEnvelope } from '../../shared/envelope';
import type { Hide } from '../../shared/envelope';
import type { AmountUnit } from '../../shared/money';
import type { Attempt } from './httpResult';

/**
 * The one place that says what is known about a request. When in doubt it left: only the causes
 * listed here prove that it did not.
 */

const NEVER_CONNECTED_CODES = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);
/** A system call that comes before the first byte of a request. */
const NEVER_CONNECTED_CALLS = new Set(['connect', 'getaddrinfo']);
/** Node.js refuses to put such text into a header, before it opens a connection. */
const REFUSED_BY_NODE = new Set(['ERR_INVALID_CHAR', 'ERR_INVALID_URL']);
/**
 * The server's certificate, refused by us. The server's own alert about a certificate of ours is no such
 * code: by TLS 1.3 it comes after the request was written.
 */
const CERTIFICATE = /^(?!.*_ALERT_).*(?:CERT|SELF_SIGNED|UNABLE_TO_VERIFY)/;
const TIMEOUT_CODES = new Set(['ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT']);

/** What a request that ended in an exception says about itself. Never holds headers or a body. */
interface Trace {
	/** The words of our credential, or of n8n's own address rules, when they refused to send. */
	refusal?: string;
	codes: string[];
	calls: string[];
}

/**
 * What an answer says. A connection that ends in the middle of one can look like a whole one.
 * @param hide hides the secrets of this run in it
 * @param unit of amounts in order lists and details
 */
export function classifyResponse(
	{ statusCode, headers, body }: IN8nHttpFullResponse,
	hide?: Hide,
	unit?: AmountUnit,
): Attempt {
	const text = typeof body === 'string' ? body : '';
	const envelope = readEnvelope(text, hide, unit);
	const common = { httpStatus: statusCode, retryAfterMs: retryAfterMs(headers?.['retry-after']) };
	return envelope
		? { kind: 'answered', envelope, ...common, serverTime: timeIn(headers?.date) }
		: { kind: 'notXportcn', ...common, ...(mayBeCutOff(text, headers) && { mayBeXportcn: true }) };
}

/**
 * Whether a body may be what is left of Xportcn's envelope. One that was compressed and cut off can look
 * empty; it says that it is JSON, and its length is not said to be 0.
 */
function mayBeCutOff(text: string, headers: IN8nHttpFullResponse['headers'] | undefined): boolean {
	if (text.trim() !== '') return isLikeEnvelope(text);
	const isJson = /json/i.test(String(headers?.['content-type'] ?? ''));
	return isJson && String(headers?.['content-length'] ?? '') !== '0';
}

/** What an exception says about its request, and whether it was us who ended it. */
export function classifyError(
	thrown: unknown,
	ended: { cancelled: boolean; timedOut: boolean },
): Attempt {
	const { refusal, codes, calls } = traceOf(thrown);
	if (refusal !== undefined && refusal !== SENT_BEFORE)
		return { kind: 'notSent', cause: 'refusedHere', detail: refusal };
	const refusedByNode = codes.find((code) => REFUSED_BY_NODE.has(code));
	if (refusedByNode) return { kind: 'notSent', cause: 'refusedHere', detail: refusedByNode };

	const certificate = codes.find((code) => CERTIFICATE.test(code));
	if (certificate) return { kind: 'notSent', cause: 'certificate', detail: certificate };
	if (
		codes.some((code) => NEVER_CONNECTED_CODES.has(code)) ||
		calls.some((call) => NEVER_CONNECTED_CALLS.has(call))
	) {
		return { kind: 'notSent', cause: 'notConnected', detail: codes[0] ?? '' };
	}
	if (ended.cancelled) return { kind: 'unanswered', cause: 'cancelled' };
	const timedOut = ended.timedOut || codes.some((code) => TIMEOUT_CODES.has(code));
	return { kind: 'unanswered', cause: timedOut ? 'timeout' : 'connectionLost' };
}

/** Walks an exception, what caused it, and the parts of an AggregateError (one per address tried). */
function traceOf(thrown: unknown): Trace {
	const trace: Trace = { codes: [], calls: [] };
	const seen = new Set<unknown>();
	const visit = (link: unknown) => {
		if (typeof link !== 'object' || link === null || seen.has(link)) return;
		seen.add(link);
		const { code, syscall, cause, errors } = link as Record<string, unknown>;
		if (isUserError(link)) trace.refusal = link.message;
		if (typeof code === 'string') trace.codes.push(code);
		if (typeof syscall === 'string') trace.calls.push(syscall);
		readNodeApiError(link, trace);
		visit(cause);
		if (Array.isArray(errors)) errors.forEach(visit);
	};
	visit(thrown);
	return trace;
}

/**
 * Whether our credential or n8n itself refused. By name as well: a package that was installed by hand
 * may have a copy of n8n-workflow of its own.
 */
const isUserError = (link: object): link is UserError =>
	link instanceof UserError || link.constructor?.name === 'UserError';

/** How Node.js words the failure of a system call: "connect ECONNREFUSED 127.0.0.1:443". */
const FAILED_CALL = /^(connect|getaddrinfo) (E[A-Z_]+)/;

/**
 * In n8n 2.8 a NodeApiError has lost its cause (n8n-io/n8n pull 35216). What is left is the code, as
 * `httpCode`, and Node.js' own message in `messages`.
 */
function readNodeApiError(link: object, trace: Trace): void {
	const { httpCode, messages } = link as Record<string, unknown>;
	if (typeof httpCode !== 'string' || !/^[A-Z][A-Z_]+$/.test(httpCode)) return;
	trace.codes.push(httpCode);
	const [, call, code] = FAILED_CALL.exec(String(Array.isArray(messages) && messages[0])) ?? [];
	if (call !== undefined && code === httpCode) trace.calls.push(call);
}

/** A `Retry-After` header (seconds, or a date) in ms from now. */
function retryAfterMs(header: unknown): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const seconds = Number(header);
	const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
	return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** A `Date` header in ms since 1970. */
function timeIn(header: unknown): number | undefined {
	const time = typeof header === 'string' ? Date.parse(header) : NaN;
	return Number.isNaN(time) ? undefined : time;
}
