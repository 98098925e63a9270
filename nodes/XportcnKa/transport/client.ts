import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';

import { forOneRequest } from '../../../credentials/oneRequest';
import { accountIdOf, readKeys, serverOf } from '../../../credentials/signing';
import type { SignedHeaders, XportcnKeys } from '../../../credentials/signing';
import type { Endpoint } from '../../shared/endpoints';
import { stringifyLossless } from '../../shared/losslessJson';
import { endpointsWith, effectOfPath } from '../../shared/paths';
import type { EndpointTable } from '../../shared/paths';
import { secretMask } from '../../shared/secretMask';
import type { SecretMask } from '../../shared/secretMask';
import { classifyError, classifyResponse } from './classify';
import { endedBy } from './endedBy';
import type { Attempt, HttpResult } from './httpResult';
import { RETRY_LIMITS, withRetries } from './retry';
import type { Effect, RetryLimits } from './retry';
import type { Throttle } from './throttle';
import { orAborted } from './wait';

/** The credential that signs. */
export const CREDENTIAL_TYPE = 'xportcnApi';

/** Where a client is used: a run, a list in the form, a poll. */
export type ClientContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Sends signed requests for one account. Never throws for a request: what happened is in the result. */
export interface XportcnClient {
	/** Whose orders and money it is about: the same for every spelling and every key of an account. */
	readonly accountId: string;
	/** Where an order is one and the same: see `serverOf`. */
	readonly server: string;
	/** Without a slash at its end. */
	readonly baseUrl: string;
	/** The endpoints at the paths that the credential has corrected. */
	readonly endpoints: EndpointTable;
	/** How the credential says to talk to Xportcn. */
	readonly rule: Pick<XportcnKeys, 'timestampUnit' | 'stringToSign' | 'endpointPaths'>;
	/** The same account with other fields of its credential: for finding out which ones are right. */
	with(changes: CredentialChanges): XportcnClient;
	/** The unit of amounts in the order list and the order details. */
	readonly amountUnit: XportcnKeys['amountUnit'];
	/** Fires when the execution is cancelled. */
	readonly cancelSignal: AbortSignal | undefined;
	/**
	 * @param endpoint a request to the path of a write is a write, whatever the endpoint says
	 * @param body of the request; a text is JSON already and is sent as it is
	 */
	send(
		endpoint: Pick<Endpoint, 'path' | 'effect'>,
		body: object | string,
		options?: SendOptions,
	): Promise<HttpResult>;
}

/** Fields of a credential that say how to talk to Xportcn, not who is talking. */
export type CredentialChanges = Partial<
	Pick<XportcnKeys, 'timestampUnit' | 'stringToSign'> & { endpointPaths: string }
>;

export interface SendOptions {
	/** For a write that is not one of this node's own operations. */
	foreign?: boolean;
	retries?: RetryLimits;
}

export interface ClientSettings {
	/** Longest wait for one answer, ms. */
	timeout: number;
	/** What lets the requests of the whole run out. */
	throttle: Throttle;
	/** What hides the secrets of the whole run: an answer may hold those of another account. */
	mask?: SecretMask;
	/** Is told what came of each request that was sent. */
	onAttempt?(attempt: Attempt): void;
}

/**
 * The client of one account in one run of the node.
 * @throws UserError for a credential that is unusable
 */
export function createClient(
	context: ClientContext,
	credential: ICredentialDataDecryptedObject,
	clientSettings: ClientSettings,
): XportcnClient {
	const { timeout, throttle, onAttempt, mask = secretMask() } = clientSettings;
	const keys = readKeys(credential);
	const { baseUrl, endpointPaths, amountUnit, timestampUnit, stringToSign } = keys;
	mask.add(keys.accessSecret, keys.accessKey);
	const endpoints = endpointsWith(endpointPaths);
	const sendSigned = signingBy(context, credential, keys, (headers) =>
		mask.add(headers.signature, headers['nonce-str']),
	);
	const cancelSignal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

	const sendOnce = async (path: string, body: string): Promise<Attempt> => {
		if (cancelSignal?.aborted) return { kind: 'notSent', cause: 'cancelled', detail: '' };
		const deadline = AbortSignal.timeout(timeout);
		const ended = cancelSignal ? AbortSignal.any([cancelSignal, deadline]) : deadline;
		try {
			const response = await untilEnded(
				sendSigned(requestTo(baseUrl + path, body, timeout), ended),
				ended,
			);
			return classifyResponse(response, mask.inValue, amountUnit);
		} catch (thrown) {
			return classifyError(thrown, {
				cancelled: cancelSignal?.aborted ?? false,
				timedOut: deadline.aborted,
			});
		}
	};

	return {
		accountId: accountIdOf(keys),
		server: serverOf(keys),
		baseUrl,
		endpoints,
		rule: { timestampUnit, stringToSign, endpointPaths },
		with: (changes) => createClient(context, { ...credential, ...changes }, clientSettings),
		amountUnit,
		cancelSignal,
		async send({ path, effect }, body, { foreign = false, retries = RETRY_LIMITS } = {}) {
			const text = typeof body === 'string' ? body : stringifyLossless(body);
			const isWrite = effect === 'write' || effectOfPath(path, endpoints) === 'write';
			const whose: Effect = isWrite ? (foreign ? 'foreignWrite' : 'write') : 'read';
			const sendAndTell = async () => {
				const attempt = await sendOnce(path, text);
				onAttempt?.(attempt);
				return attempt;
			};
			const attempt = async () => await throttle.run(sendAndTell);
			return await withRetries(whose, retries, cancelSignal, attempt, (pauseMs) =>
				throttle.holdBack(pauseMs),
			);
		},
	};
}

const requestTo = (url: string, body: string, timeout: number): IHttpRequestOptions => ({
	method: 'POST',
	url,
	headers: { 'content-type': 'application/json', accept: 'application/json' },
	body,
	timeout,
	// the text as it came: n8n would parse it and round order numbers
	encoding: 'text',
	returnFullResponse: true,
	// a 401 must come back as an answer: n8n would send the same request once more
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
});

/**
 * Sends a request through n8n's helper, signed by the credential.
 * @param onSigned is told the headers right before the request leaves
 */
function signingBy(
	context: ClientContext,
	credential: ICredentialDataDecryptedObject,
	keys: XportcnKeys,
	onSigned: (headers: SignedHeaders) => void,
) {
	return async (
		request: IHttpRequestOptions,
		ended: AbortSignal,
	): Promise<IN8nHttpFullResponse> => {
		// handed over with every request: n8n would read it from its database anew for each
		const credentialsDecrypted: ICredentialsDecrypted = {
			id: '',
			name: '',
			type: CREDENTIAL_TYPE,
			data: forOneRequest(credential, onSigned, keys),
		};
		return (await context.helpers.httpRequestWithAuthentication.call(
			endedBy(context, ended),
			CREDENTIAL_TYPE,
			request,
			// no status at all: n8n 2.41 signs and sends a request again when its 401 breaks off, which
			// for a payment would be a second one
			{ credentialsDecrypted, preAuthenticationRetryStatusCode: [] },
		)) as IN8nHttpFullResponse;
	};
}

/**
 * The response, or an exception once the signal has fired. n8n 2.8's axios does not end a request
 * whose compressed answer was cut off, not even then.
 */
async function untilEnded<T>(request: Promise<T>, ended: AbortSignal): Promise<T> {
	let response: T | undefined;
	const settled = request.then((value) => {
		response = value;
	});
	settled.catch(() => {}); // it may still fail after the race is over
	await orAborted(settled, ended);
	// what has arrived counts, even at the last moment
	if (response === undefined) throw ended.reason as Error;
	return response;
}
