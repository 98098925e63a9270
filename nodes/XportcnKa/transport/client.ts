import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { readKeys } from '../../../credentials/signing';
import type { Endpoint } from '../../shared/endpoints';
import { stringifyLossless } from '../../shared/losslessJson';
import { evidenceOf, evidenceOfThrown } from './evidence';
import { limiter } from './pool';
import type { Evidence, Reply } from './reply';
import { withRetries } from './retry';

/** The credential that signs. */
export const CREDENTIAL_TYPE = 'xportcnApi';

export interface ClientSettings {
	/** Longest wait for one answer, ms. */
	timeout: number;
	/** Requests in flight at once. */
	maxConcurrency: number;
}

/** Sends signed requests to Xportcn. Never throws for a request: what happened is in the reply. */
export interface XportcnClient {
	/** @param body of the request; text is JSON already and goes out as it is */
	send(endpoint: Endpoint, body: object | string): Promise<Reply>;
	/** Fires when the execution is cancelled. */
	readonly cancelSignal: AbortSignal | undefined;
}

/**
 * The client of one run of the node.
 * @throws UserError for a credential that is unusable
 */
export function createClient(
	context: IExecuteFunctions,
	credential: ICredentialDataDecryptedObject,
	{ timeout, maxConcurrency }: ClientSettings,
): XportcnClient {
	const { baseUrl } = readKeys(credential);
	// handed over with every request: n8n would read it from its database anew for each
	const credentialsDecrypted: ICredentialsDecrypted = {
		id: '',
		name: '',
		type: CREDENTIAL_TYPE,
		data: credential,
	};
	const cancelSignal = context.getExecutionCancelSignal();
	const inTurn = limiter(maxConcurrency);

	const sendOnce = async (endpoint: Endpoint, body: string): Promise<Evidence> => {
		if (cancelSignal?.aborted) return { kind: 'notSent', cause: 'cancelled', detail: '' };
		const options: IHttpRequestOptions = {
			method: 'POST',
			url: baseUrl + endpoint.path,
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body,
			timeout,
			// the text as it came: n8n would parse it and round order numbers
			encoding: 'text',
			returnFullResponse: true,
			// a 401 must come back as an answer: n8n would send the same request once more
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		};
		const deadline = AbortSignal.timeout(timeout);
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				stoppable(context, cancelSignal ? [cancelSignal, deadline] : [deadline]),
				CREDENTIAL_TYPE,
				options,
				{ credentialsDecrypted },
			)) as IN8nHttpFullResponse;
			return evidenceOf(response);
		} catch (thrown) {
			return evidenceOfThrown(thrown, {
				cancelled: cancelSignal?.aborted ?? false,
				timedOut: deadline.aborted,
			});
		}
	};

	return {
		cancelSignal,
		async send(endpoint, body) {
			const text = typeof body === 'string' ? body : stringifyLossless(body);
			const attempt = async () => await inTurn(async () => await sendOnce(endpoint, text));
			return await withRetries(endpoint.effect, cancelSignal, attempt);
		},
	};
}

/**
 * The context with a cancel signal that fires when any of the given ones does. n8n's helper takes
 * the signal of a request from there; its `timeout` alone starts anew with every byte that drips in.
 */
const stoppable = (context: IExecuteFunctions, signals: AbortSignal[]): IExecuteFunctions =>
	Object.create(context, {
		getExecutionCancelSignal: { value: () => AbortSignal.any(signals) },
	}) as IExecuteFunctions;
