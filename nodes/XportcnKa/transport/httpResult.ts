import type { Envelope } from '../../shared/envelope';

/** What proves that a request never left this machine. */
export type NotSentCause =
	/** No connection was made: refused, or the name was not resolved. */
	| 'notConnected'
	/** The server's certificate was not accepted, so nothing was written to the connection. */
	| 'certificate'
	/** Our own credential, or n8n's rules for addresses, refused to send it. */
	| 'refusedHere'
	| 'cancelled'
	/** A server had asked for a pause that is longer than a run waits. */
	| 'heldBack';

/** Why a request that left has no trustworthy answer. */
export type UnansweredCause =
	| 'timeout'
	| 'cancelled'
	/** The connection ended before the answer was complete. */
	| 'connectionLost';

/**
 * What is known about one attempt to send a request. Every outcome rests on it:
 * `notSent` it never left this machine; `unanswered` it left, and nothing trustworthy came back;
 * `notXportcn` something else answered (a gateway, a login page); `answered` Xportcn itself did.
 */
export type Attempt =
	| { kind: 'notSent'; cause: NotSentCause; detail: string }
	| { kind: 'unanswered'; cause: UnansweredCause }
	| {
			kind: 'notXportcn';
			httpStatus: number;
			retryAfterMs?: number;
			/** Whether it may be what is left of an answer of Xportcn's. */
			mayBeXportcn?: true;
	  }
	| {
			kind: 'answered';
			httpStatus: number;
			envelope: Envelope;
			retryAfterMs?: number;
			/** The `Date` header of the answer, ms since 1970. */
			serverTime?: number;
	  };

export type AttemptOf<K extends Attempt['kind']> = Extract<Attempt, { kind: K }>;

/** How often and over what time (ms) a request was tried. */
export interface Tries {
	count: number;
	durationMs: number;
}

/** What is known about a request after its last attempt. */
export type HttpResult = Attempt & { tries: Tries };

export type HttpResultOf<K extends Attempt['kind']> = Extract<HttpResult, { kind: K }>;

export const isOk = (httpStatus: number) => httpStatus >= 200 && httpStatus < 300;
export const isServerFault = (code: number) => code >= 500 && code < 600;
const TOO_MANY_REQUESTS = 429;

/**
 * Whether a gateway refused a request because there were too many: HTTP 429 around a body that is
 * certainly not Xportcn's. The work behind the gateway never began. A 429 inside Xportcn's own
 * envelope, or what may be left of one, proves nothing of the kind.
 */
export const isGatewayRefusal = (attempt: Attempt): attempt is AttemptOf<'notXportcn'> =>
	attempt.kind === 'notXportcn' &&
	attempt.httpStatus === TOO_MANY_REQUESTS &&
	!attempt.mayBeXportcn;

/** Whether an attempt says that the server has too much to do. Codes inside an answer do not count. */
export const isComplaint = (attempt: Attempt): boolean => {
	if (attempt.kind === 'unanswered') return attempt.cause === 'timeout';
	if (attempt.kind === 'notSent') return false;
	return attempt.httpStatus === TOO_MANY_REQUESTS || isServerFault(attempt.httpStatus);
};
