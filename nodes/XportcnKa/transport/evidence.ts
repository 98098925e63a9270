import { UserError } from 'n8n-workflow';
import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { readEnvelope } from '../../shared/envelope';
import type { Evidence } from './reply';

/**
 * The one place that says what is known about a request. When in doubt it left: only the causes
 * listed here prove that it did not.
 */

const NEVER_CONNECTED_CODES = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);
/** A system call that comes before the first byte of a request. */
const NEVER_CONNECTED_CALLS = new Set(['connect', 'getaddrinfo']);
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/;
const TIMEOUT_CODES = new Set(['ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT']);

/** What a thrown request says about itself. Never holds headers or a body. */
interface Trace {
	/** Words of our credential, or of n8n's own address rules, when they refused to send. */
	refusal?: string;
	codes: string[];
	calls: string[];
}

/** Evidence from an answer that arrived whole. */
export function evidenceOf({ statusCode, headers, body }: IN8nHttpFullResponse): Evidence {
	const envelope = readEnvelope(typeof body === 'string' ? body : '');
	const common = { httpStatus: statusCode, retryAfterMs: retryAfterMs(headers?.['retry-after']) };
	return envelope ? { kind: 'answered', envelope, ...common } : { kind: 'notXportcn', ...common };
}

/** Evidence from a request that ended in an exception, and whether it was us who ended it. */
export function evidenceOfThrown(
	thrown: unknown,
	ended: { cancelled: boolean; timedOut: boolean },
): Evidence {
	const { refusal, codes, calls } = traceOf(thrown);
	if (refusal !== undefined) return { kind: 'notSent', cause: 'refusedHere', detail: refusal };

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
		if (link instanceof UserError) trace.refusal = link.message;
		if (typeof code === 'string') trace.codes.push(code);
		if (typeof syscall === 'string') trace.calls.push(syscall);
		visit(cause);
		if (Array.isArray(errors)) errors.forEach(visit);
	};
	visit(thrown);
	return trace;
}

/** A `Retry-After` header (seconds, or a date) in ms from now. */
function retryAfterMs(header: unknown): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const seconds = Number(header);
	const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
	return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
