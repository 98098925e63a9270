import type { Envelope } from '../../shared/envelope';

/** What proves that a request never left this machine. */
export type NotSentCause =
	/** No connection was made: refused, name not resolved, certificate not accepted. */
	| 'notConnected'
	/** Our own credential, or n8n's rules for addresses, refused to send it. */
	| 'notSigned'
	| 'cancelled';

/** Why a request that left has no trustworthy answer. */
export type UnansweredCause =
	| 'timeout'
	| 'cancelled'
	/** The connection ended before the answer was complete. */
	| 'connectionLost';

/**
 * What is known about one request, the evidence every outcome rests on:
 * `notSent` it never left this machine; `unanswered` it left, and nothing trustworthy came back;
 * `notXportcn` something else answered (a proxy, a login page); `answered` Xportcn itself did.
 */
export type Reply =
	| { kind: 'notSent'; cause: NotSentCause; detail: string; attempts: Attempts }
	| { kind: 'unanswered'; cause: UnansweredCause; attempts: Attempts }
	| { kind: 'notXportcn'; httpStatus: number; retryAfterMs?: number; attempts: Attempts }
	| {
			kind: 'answered';
			httpStatus: number;
			envelope: Envelope;
			retryAfterMs?: number;
			attempts: Attempts;
	  };

/** How often and over what time (ms) a request was tried. */
export interface Attempts {
	count: number;
	durationMs: number;
}

export const ONE_ATTEMPT: Attempts = { count: 1, durationMs: 0 };
