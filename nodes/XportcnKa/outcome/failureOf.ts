import type { Envelope } from '../../shared/envelope';
import { SUCCESS_CODE } from '../../shared/envelope';
import { isEmpty } from '../../shared/json';
import type { Attempts, NotSentCause, Reply, UnansweredCause } from '../transport/reply';
import { failed } from './outcome';
import type { ErrorCode, Failed } from './outcome';
import { englishFor, reasonIn } from './reasons';

/** An answer in which Xportcn accepted the call as a whole. */
export interface Accepted {
	httpStatus: number;
	envelope: Envelope;
}

/**
 * The accepted answer in a reply, if it is one. That code 200 is success is documented; how the
 * HTTP status and the code relate is not, so both are demanded.
 */
export function acceptedAnswer(reply: Reply): Accepted | undefined {
	if (reply.kind !== 'answered' || !isOk(reply.httpStatus)) return undefined;
	return reply.envelope.code === SUCCESS_CODE ? reply : undefined;
}

/** What a request may have done although its answer does not say so. */
export interface PossibleWrite {
	/** "The order may have been paid." */
	mayHave: string;
	/** How many orders, or other things, the request was about; Infinity where nobody knows. */
	orders: number;
}

/** Where the path of a request can be corrected, for messages. */
const ENDPOINT_PATH = 'Options → Endpoint Path';

/**
 * What a reply that is not an accepted answer means for what its request asked.
 * @param write what may have happened, left out for a read, which changes nothing
 * @param pathSetting where the user can correct the request's path
 */
export function failureOf(
	reply: Reply,
	write?: PossibleWrite,
	pathSetting = ENDPOINT_PATH,
): Failed {
	switch (reply.kind) {
		case 'notSent':
			return notSent(reply);
		case 'unanswered':
			return unanswered(reply, write);
		case 'notXportcn':
			return notXportcn(reply, pathSetting, write);
		case 'answered':
			return refused(reply, pathSetting, write);
	}
}

type ReplyOf<K extends Reply['kind']> = Extract<Reply, { kind: K }>;

const isOk = (status: number) => status >= 200 && status < 300;
const isServerFault = (code: number) => code >= 500 && code < 600;

const tries = ({ count, durationMs }: Attempts) =>
	count > 1 ? `, tried ${count} times in ${(durationMs / 1000).toFixed(1)} s` : '';

function notSent({ cause, detail, attempts }: ReplyOf<'notSent'>): Failed {
	const why = detail ? ` (${detail}${tries(attempts)})` : '';
	const messages: Record<NotSentCause, [ErrorCode, string]> = {
		notConnected: [
			'NOT_CONNECTED',
			`No connection to Xportcn could be made${why}, so nothing was sent. Check 'Base URL' in the credential and the network, then run this again.`,
		],
		certificate: [
			'CERTIFICATE',
			`The certificate of the server was not accepted${why}, so nothing was sent. Check 'Base URL' in the credential, and the certificates on this machine.`,
		],
		refusedHere: ['REFUSED_HERE', `This n8n refused to send the request. ${detail}`],
		cancelled: [
			'CANCELLED',
			'The execution was cancelled before this was sent. Run it again when you want it done.',
		],
	};
	const retryable = cause === 'notConnected' || cause === 'cancelled';
	return failed('notSent', ...messages[cause], { retryable });
}

function unanswered({ cause, attempts }: ReplyOf<'unanswered'>, write?: PossibleWrite): Failed {
	const because: Record<UnansweredCause, [ErrorCode, string]> = {
		timeout: ['TIMEOUT', `none within the 'Timeout'${tries(attempts)}`],
		cancelled: ['CANCELLED', 'the execution was cancelled while waiting for it'],
		connectionLost: ['CONNECTION_LOST', `the connection was lost${tries(attempts)}`],
	};
	const [errorCode, text] = because[cause];
	return unclear(errorCode, `No complete answer came from Xportcn (${text}).`, write);
}

function notXportcn(
	{ httpStatus, attempts }: ReplyOf<'notXportcn'>,
	pathSetting: string,
	write?: PossibleWrite,
): Failed {
	const whatCame = isServerFault(httpStatus)
		? `A server in front of Xportcn answered that it is in trouble (HTTP ${httpStatus}${tries(attempts)}).`
		: `The answer (HTTP ${httpStatus}${tries(attempts)}) is not one of Xportcn's API, or it was cut off.`;
	const failure = unclear('NOT_XPORTCN', whatCame, write, { httpStatus });
	const ifItRepeats = `If this keeps happening, check 'Base URL' in the credential and ${pathSetting}.`;
	return { ...failure, errorMessage: `${failure.errorMessage} ${ifItRepeats}` };
}

function refused(reply: ReplyOf<'answered'>, pathSetting: string, write?: PossibleWrite): Failed {
	const { httpStatus, envelope, attempts } = reply;
	const { code, msg, requestId } = envelope;
	const errorCode: ErrorCode = `XPORTCN_${code}`;
	const details = { failedReason: code === SUCCESS_CODE ? null : msg, httpStatus, requestId };
	const said = `Xportcn answered with code ${code} (HTTP ${httpStatus}${tries(attempts)}). ${meaningOf(reply, pathSetting)}`;

	if (write && !isPlainNo(reply, write)) return unclear(errorCode, said, write, details);
	const retryable =
		isServerFault(httpStatus) || isServerFault(code) || httpStatus === 429 || code === 429;
	return failed('rejected', errorCode, said, { ...details, retryable });
}

/** Codes that mean a refusal wherever they are used. Xportcn's own list is not public. */
const REFUSAL_CODES = new Set([400, 401, 403, 404, 429]);

/**
 * Whether Xportcn clearly refused a write: by a code of that meaning or in words of that meaning,
 * without naming a result. Any other code may as well stand for trouble half-way, and words about
 * one order of several for a stop in the middle of them.
 */
function isPlainNo(
	{ httpStatus, envelope: { code, msg, data } }: ReplyOf<'answered'>,
	{ orders }: PossibleWrite,
): boolean {
	const reason = reasonIn(msg);
	const meansNo = reason
		? reason.kind === 'refusal' && (reason.ofTheCall === true || orders === 1)
		: REFUSAL_CODES.has(code) && (code !== 400 || orders === 1);
	return meansNo && isEmpty(data) && (isOk(httpStatus) || httpStatus === code);
}

/** What to do about a refusal of the whole call. */
function meaningOf(
	{ httpStatus, envelope: { code, msg, requestId } }: ReplyOf<'answered'>,
	pathSetting: string,
): string {
	const known = reasonIn(msg);
	if (known) return known.english;
	switch (isOk(httpStatus) ? code : httpStatus) {
		case 401:
			return "Check the keys in the Xportcn API credential, 'Timestamp Unit', and the clock of this machine.";
		case 403:
			return "Check that 'User ID' in the credential may do this.";
		case 404:
			return `Check ${pathSetting}.`;
		case 429:
			return 'Too many requests: lower Options → Max Concurrency, then run this again.';
	}
	if (msg && code !== SUCCESS_CODE) return englishFor(msg);
	return requestId
		? "It gave no reason; ask Xportcn's support with the request ID."
		: 'It gave no reason.';
}

/** Nobody trustworthy said what happened: a read can be repeated, a write must be looked up first. */
function unclear(
	errorCode: ErrorCode,
	whatHappened: string,
	write: PossibleWrite | undefined,
	details: Partial<Failed> = {},
): Failed {
	const whatToDo =
		write === undefined
			? 'Nothing was changed; run this again.'
			: `${write.mayHave} Look at it in Xportcn before you run this again.`;
	return failed('unknown', errorCode, `${whatHappened} ${whatToDo}`, {
		...details,
		retryable: write === undefined,
	});
}
