import { SUCCESS_CODE } from '../../shared/envelope';
import { isEmpty } from '../../shared/json';
import { isGatewayRefusal, isOk, isServerFault } from '../transport/httpResult';
import type { HttpResult, HttpResultOf, NotSentCause, Tries } from '../transport/httpResult';
import { failed } from './outcome';
import type { ErrorCode } from './errorCodes';
import type { Failed, FailureDetails } from './outcome';
import { englishFor, reasonIn } from './reasons';

/** What a request may have done although its answer does not say so. */
export interface PossibleWrite {
	/** A sentence: "The order may have been paid." */
	mayHave: string;
	/** Whether the request was about one order, or one other thing, and no more. */
	isSingle: boolean;
}

/**
 * What a result that is not an accepted answer means for what its request asked.
 * @param write what may have happened; left out for a read, which changes nothing
 * @param isForeign whether its path was typed into the node, not built in
 */
export function failureOf(
	result: HttpResult,
	write?: PossibleWrite,
	isForeign: boolean = false,
): Failed {
	switch (result.kind) {
		case 'notSent':
			return notSent(result);
		case 'unanswered':
			return unanswered(result, write);
		case 'notXportcn':
			return isGatewayRefusal(result)
				? tooManyRequests(result)
				: notXportcn(result, write, isForeign);
		case 'answered':
			return refused(result, write, isForeign);
	}
}

/** How often a request was tried, as a sentence behind another one. */
const triesSentence = ({ count, durationMs }: Tries) =>
	count > 1 ? ` It was tried ${count} times in ${(durationMs / 1000).toFixed(1)} s.` : '';

function notSent({ cause, detail, tries }: HttpResultOf<'notSent'>): Failed {
	const messages: Record<NotSentCause, [ErrorCode, string]> = {
		notConnected: [
			'NOT_CONNECTED',
			`No connection to Xportcn could be made (${detail || 'no code'}). Nothing was sent.${triesSentence(tries)} Check 'Base URL' in the credential and the network, then run this again.`,
		],
		certificate: [
			'CERTIFICATE',
			`The certificate of the server was not accepted (${detail}). Nothing was sent. Check 'Base URL' in the credential, and the certificates on this machine.`,
		],
		refusedHere: ['REFUSED_HERE', `This n8n refused to send the request. ${detail}`],
		heldBack: [
			'TOO_MANY_REQUESTS',
			'Xportcn asked for a longer pause than this node waits. This was not sent. Run it again later.',
		],
		cancelled: [
			'CANCELLED',
			'The execution was cancelled before this was sent. Run it again when you want it done.',
		],
	};
	const retryable = cause !== 'certificate' && cause !== 'refusedHere';
	return failed('notSent', ...messages[cause], { retryable });
}

function tooManyRequests({ httpStatus, tries }: HttpResultOf<'notXportcn'>): Failed {
	return failed(
		'rejected',
		'TOO_MANY_REQUESTS',
		`Xportcn's gateway takes no more requests for now (HTTP 429). Nothing was done.${triesSentence(tries)} Lower Options → Max Concurrency, then run this again.`,
		{ httpStatus, retryable: true },
	);
}

function unanswered({ cause, tries }: HttpResultOf<'unanswered'>, write?: PossibleWrite): Failed {
	const messages: Record<typeof cause, [ErrorCode, string]> = {
		timeout: ['TIMEOUT', "Xportcn did not answer within the 'Timeout'."],
		cancelled: ['CANCELLED', 'The execution was cancelled before an answer came.'],
		connectionLost: [
			'CONNECTION_LOST',
			'The connection to Xportcn was lost before a complete answer came.',
		],
	};
	const [errorCode, whatHappened] = messages[cause];
	return unclear(errorCode, `${whatHappened}${triesSentence(tries)}`, write);
}

/** HTTP statuses of 400 to 499 that are about this one moment: request timeout, too early. */
const PASSING = new Set([408, 425]);

/** Whether a person has to change something after a page of this HTTP status: it refuses or redirects. */
const needsAChange = (httpStatus: number): boolean =>
	httpStatus >= 300 && httpStatus < 500 && !PASSING.has(httpStatus);

function notXportcn(
	{ httpStatus, tries }: HttpResultOf<'notXportcn'>,
	write: PossibleWrite | undefined,
	isForeign: boolean,
): Failed {
	const whatHappened = isServerFault(httpStatus)
		? `A server in front of Xportcn is in trouble (HTTP ${httpStatus}).`
		: httpStatus === 407
			? 'A proxy asked for a login (HTTP 407). Check the proxy settings of this n8n.'
			: `The answer (HTTP ${httpStatus}) did not come from Xportcn's API, or it was cut off.`;
	const failure = unclear('NOT_XPORTCN', `${whatHappened}${triesSentence(tries)}`, write, {
		httpStatus,
	});
	return {
		...failure,
		retryable: failure.retryable && !needsAChange(httpStatus),
		errorMessage: `${failure.errorMessage} ${isForeign ? KEEPS_HAPPENING.foreign : KEEPS_HAPPENING.own}`,
	};
}

const KEEPS_HAPPENING = {
	own: "If this keeps happening, check 'Base URL' and 'Endpoint Paths' in the credential.",
	foreign: "If this keeps happening, check 'Path', and 'Base URL' in the credential.",
};

function refused(
	result: HttpResultOf<'answered'>,
	write: PossibleWrite | undefined,
	isForeign: boolean,
): Failed {
	const { httpStatus, envelope, tries } = result;
	const { code, msg, requestId } = envelope;
	const isAccepted = isOk(httpStatus) && code === SUCCESS_CODE;
	const errorCode: ErrorCode = isAccepted ? 'NOT_SUCCESSFUL' : `XPORTCN_${code}`;
	const details: FailureDetails = {
		failedReason: code === SUCCESS_CODE && msg === SUCCESS_TEXT ? null : msg,
		httpStatus,
		requestId,
	};
	const answered = isAccepted
		? `Xportcn answered with code 200, but also said that the call did not succeed.${triesSentence(tries)}`
		: `Xportcn answered with code ${code} (HTTP ${httpStatus}).${triesSentence(tries)}`;

	if (write && !isPlainNo(result, write)) return unclear(errorCode, answered, write, details);
	return failed('rejected', errorCode, `${answered} ${adviceOn(result, isForeign)}`, {
		...details,
		retryable: !write && isBusy(result),
		isAboutCredential: isAboutCredential(result),
	});
}

/** The text of a success (documented), which is no reason for a failure. */
const SUCCESS_TEXT = '成功';

/** Whether a read that was refused may go better by itself: not where its words say what is wrong. */
const isBusy = ({ httpStatus, envelope: { code, msg } }: HttpResultOf<'answered'>): boolean =>
	[httpStatus, code].some((each) => each === 429 || isServerFault(each)) &&
	['pending', undefined].includes(reasonIn(msg)?.kind);

/** Codes of a refusal by Xportcn's own check of a request. Its list is not public (inferred). */
const CREDENTIAL_CODES = new Set([401, 403]);
/** Codes of a refusal of one thing. */
const REFUSAL_CODES = new Set([400, 403, 404]);

/** Whether the HTTP status does not say something else than the code. */
const agrees = (httpStatus: number, code: number) => isOk(httpStatus) || httpStatus === code;

/**
 * Whether Xportcn refused a request before any work: by a code and in words that are both about the
 * key, the signature, the timestamp or the user. For a read the code is enough: it changes nothing.
 */
export function isAboutCredential({
	httpStatus,
	envelope,
}: Pick<HttpResultOf<'answered'>, 'httpStatus' | 'envelope'>): boolean {
	const { code, msg } = envelope;
	if (!agrees(httpStatus, code)) return false;
	return code === 401 || (CREDENTIAL_CODES.has(code) && reasonIn(msg)?.kind === 'credential');
}

/**
 * Whether a refusal of a write cannot have followed part of the work: Xportcn's check of the request
 * itself, in code and in words; for a call about one thing also a known refusal under a code of
 * refusal. A server fault proves nothing, whatever its words.
 */
function isPlainNo(result: HttpResultOf<'answered'>, { isSingle }: PossibleWrite): boolean {
	const { httpStatus, envelope } = result;
	const { code, msg, data } = envelope;
	if (!isEmpty(data) || !agrees(httpStatus, code)) return false;
	const kind = reasonIn(msg)?.kind;
	if (CREDENTIAL_CODES.has(code) && kind === 'credential') return true;
	return isSingle && REFUSAL_CODES.has(code) && kind === 'refusal';
}

const NO_SUCH_PATH = {
	own: "Check 'Base URL' (Xportcn's own ends in /api) and 'Endpoint Paths' in the credential. API → Check Setup finds the right path.",
	foreign: "Check 'Path', and 'Base URL' in the credential (Xportcn's own ends in /api).",
};

/** What to do about a refusal of the whole call. */
function adviceOn(
	{ httpStatus, envelope: { code, msg, requestId } }: HttpResultOf<'answered'>,
	isForeign: boolean,
): string {
	if (reasonIn(msg)) return englishFor(msg);
	switch (isOk(httpStatus) ? code : httpStatus) {
		case 401:
			return "Check the keys in the Xportcn API credential, 'Timestamp Unit', and the clock of this machine. API → Check Setup finds the right rule.";
		case 403:
			return "Check that 'User ID' in the credential may do this.";
		case 404:
			return isForeign ? NO_SUCH_PATH.foreign : NO_SUCH_PATH.own;
		case 429:
			return 'There were too many requests. Lower Options → Max Concurrency.';
	}
	if (msg && code !== SUCCESS_CODE) return englishFor(msg);
	return requestId
		? "Xportcn gave no reason. Ask its support, with the 'requestId'."
		: 'Xportcn gave no reason.';
}

/** Nobody trustworthy said what happened: a read can be repeated, a write must be looked up first. */
function unclear(
	errorCode: ErrorCode,
	whatHappened: string,
	write: PossibleWrite | undefined,
	details: FailureDetails = {},
): Failed {
	const whatToDo = write
		? `${write.mayHave} Look in Xportcn before you run this again.`
		: 'Nothing was changed. Run this again.';
	return failed('unknown', errorCode, `${whatHappened} ${whatToDo}`, {
		...details,
		retryable: write === undefined,
	});
}
