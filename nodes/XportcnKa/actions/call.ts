import type { Endpoint } from '../../shared/endpoints';
import { acceptedAnswer } from '../outcome/accepted';
import { failureOf } from '../outcome/failure';
import type { PossibleWrite } from '../outcome/failure';
import type { Failed } from '../outcome/outcome';
import type { SendOptions, XportcnClient } from '../transport/client';

/** What a call gave: the data of an accepted answer, or why there is none. */
export type CallResult =
	| {
			ok: true;
			data: unknown;
			requestId: string | null;
			httpStatus: number;
			/** The `Date` header of the answer, ms since 1970. */
			serverTime?: number;
	  }
	| { ok: false; failure: Failed };

/**
 * Makes one call. Never throws.
 * @param write what may have happened if the answer is unclear; left out for a read
 */
export async function call(
	client: XportcnClient,
	endpoint: Pick<Endpoint, 'path' | 'effect'>,
	body: object | string,
	write?: PossibleWrite,
	options?: SendOptions,
): Promise<CallResult> {
	const result = await client.send(endpoint, body, options);
	const accepted = acceptedAnswer(result);
	if (!accepted) return { ok: false, failure: failureOf(result, write, options?.foreign) };
	const { httpStatus, envelope, serverTime } = accepted;
	const { data, requestId } = envelope;
	return { ok: true, data, requestId, httpStatus, serverTime };
}
