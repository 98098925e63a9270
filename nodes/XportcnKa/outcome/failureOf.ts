import type { Endpoint } from '../../shared/endpoints';
import type { Envelope } from '../../shared/envelope';
import { SUCCESS_CODE } from '../../shared/envelope';
import type { Attempts, NotSentCause, Reply, UnansweredCause } from '../transport/reply';
import { failed } from './outcome';
import type { ErrorCode, Failed } from './outcome';
import { englishFor } from './reasons';

/** An answer in which Xportcn accepted the call as a whole. */
export interface Accepted {
	httpStatus: number;
	envelope: Envelope;
}

/**
 * The accepted answer in a reply, if it is one: HTTP 2xx and code 200, both (documented: a code
 * other than 200 is a refusal, whatever the HTTP status).
 */
export function acceptedAnswer(reply: Reply): Accepted | undefined {
	if (reply.kind !== 'answered' || !isOk(reply.httpStatus)) return undefined;
	return reply.envelope.code === SUCCESS_CODE ? reply : undefined;
}

/**
 * What a reply that is not an accepted answer means for the orders in its request.
 * @param mayHave for a write, what may have happened: "the order may have been paid"
 */
export function failureOf(reply: Reply, effect: Endpoint['effect'], mayHave = ''): Failed {
	switch (reply.kind) {
		case 'notSent':
			return notSent(reply);
		case 'unanswered':
			return unclear(
				UNANSWERED[reply.cause].errorCode,
				`Xportcn did not answer to the end (${UNANSWERED[reply.cause].because}${tries(reply.attempts)}).`,
				effect,
				mayHave,
			);
		case 'notXportcn':
			return unclear(
				'NOT_XPORTCN',
				`Something other than Xportcn's API answered (HTTP ${reply.httpStatus}${tries(reply.attempts)}). Check 'Base URL' in the credential and Options → Endpoint Path.`,
				effect,
				mayHave,
				{ httpStatus: reply.httpStatus },
			);
		case 'answered':
			return refused(reply, effect, mayHave);
	}
}

type NotSent = Extract<Reply, { kind: 'notSent' }>;
type Answered = Extract<Reply, { kind: 'answered' }>;

const UNANSWERED: Record<UnansweredCause, { errorCode: ErrorCode; because: string }> = {
	timeout: { errorCode: 'TIMEOUT', because: 'timeout' },
	cancelled: { errorCode: 'CANCELLED', because: 'the execution was cancelled while waiting' },
	connectionLost: { errorCode: 'CONNECTION_LOST', because: 'the connection was lost' },
};

const isOk = (status: number) => status >= 200 && status < 300;
const isServerTrouble = (code: number) => code >= 500 && code < 600;

const tries = ({ count, durationMs }: Attempts) =>
	count > 1 ? `, tried ${count} times in ${(durationMs / 1000).toFixed(1)} s` : '';

function notSent({ cause, detail, attempts }: NotSent): Failed {
	const messages: Record<NotSentCause, [ErrorCode, string]> = {
		notConnected: [
			'NOT_CONNECTED',
			`No connection to Xportcn could be made${detail ? ` (${detail})` : ''}${tries(attempts)}, so nothing was sent. Check 'Base URL' in the credential and the network, then run this again.`,
		],
		notSigned: [
			'NOT_SIGNED',
			'The request was refused on this machine before it was sent. Check the Xportcn API credential and which addresses this n8n may call.',
		],
		cancelled: [
			'CANCELLED',
			'The execution was cancelled before this was sent. Run it again when you want it done.',
		],
	};
	return failed('notSent', ...messages[cause], { retryable: cause !== 'notSigned' });
}

/** Nobody trustworthy said what happened: a read can be repeated, a write must be looked up first. */
function unclear(
	errorCode: ErrorCode,
	whatHappened: string,
	effect: Endpoint['effect'],
	mayHave: string,
	details: Partial<Failed> = {},
): Failed {
	const whatToDo =
		effect === 'read'
			? 'Nothing was changed; run this again.'
			: `So ${mayHave}. Look at the order in Xportcn before you run this again.`;
	return failed('unknown', errorCode, `${whatHappened} ${whatToDo}`, {
		...details,
		retryable: effect === 'read',
	});
}

function refused(reply: Answered, effect: Endpoint['effect'], mayHave: string): Failed {
	const { httpStatus, envelope, attempts } = reply;
	const { code, msg, requestId } = envelope;
	const errorCode: ErrorCode = `XPORTCN_${code}`;
	const details = { failedReason: msg, httpStatus, requestId };
	const trouble = isServerTrouble(httpStatus) || isServerTrouble(code);
	const said = `Xportcn answered with code ${code} (HTTP ${httpStatus}${tries(attempts)}). ${meaningOf(reply)}`;

	// "I am in trouble", or a refusal and an acceptance in one, does not say that nothing was changed
	if (effect === 'write' && (trouble || code === SUCCESS_CODE)) {
		return unclear(errorCode, said, effect, mayHave, details);
	}
	return failed('rejected', errorCode, said, {
		...details,
		retryable: trouble || httpStatus === 429 || code === 429,
	});
}

/** What to do about a refusal of the whole call. The meaning of single codes is not documented. */
function meaningOf({ httpStatus, envelope: { code, msg } }: Answered): string {
	const known = englishFor(msg);
	if (known) return known;
	const status = isOk(httpStatus) ? code : httpStatus;
	switch (status) {
		case 401:
			return "Check the keys in the Xportcn API credential, 'Timestamp Unit', and the clock of this machine.";
		case 403:
			return "Check that 'User ID' in the credential may do this.";
		case 404:
			return 'Check the order number and Options → Endpoint Path.';
		case 429:
			return 'Too many requests: lower Options → Max Concurrency, then run this again.';
		default:
			return msg
				? "The reason in Xportcn's own words is in 'failedReason'."
				: "It gave no reason; ask Xportcn's support with the request ID.";
	}
}
