import type { Envelope } from '../../shared/envelope';

/** What proves that a request never left this machine. */
export type NotSentCause =
	/** No connection was made: refused, name not resolved. */
	| 'notConnected'
	/** The server's certificate was not accepted, so nothing was written to the connection. */
	| 'certificate'
	/** Our own credential, or n8n's rules for addresses, refused to send it. */
	| 'refusedHere'
	| 'cancelled';

/** Why a request that left has no trustworthy answer. */
export type UnansweredCause =
	| 'timeout'
	| 'cancelled'
	/** The connection ended before the answer was complete. */
	| 'connectionLost';

/**
 * What is known about one attempt, the evidence every outcome rests on:
 * `notSent` it never left this machine; `unanswered` it left, and nothing trustworthy came back;
 * `notXportcn` something else answered (a proxy, a login page); `answered` Xportcn itself did.
 */
export type Evidence =
	| { kind: 'notSent'; cause: NotSentCause; detail: string }
	| { kind: 'unanswered'; cause: UnansweredCause }
	| { kind: 'notXportcn'; httpStatus: number; retryAfterMs?: number }
	| { kind: 'answered'; httpStatus: number; envelope: Envelope; retryAfterMs?: number };

/** How often and over what time (ms) a request was tried. */
export interface Attempts {
	count: number;
	durationMs: number;
}

/** What is known about a request after its last attempt. */
export type Reply = Evidence & { attempts: Attempts };
