import { deniesSuccess, SUCCESS_CODE } from '../../shared/envelope';
import type { Envelope } from '../../shared/envelope';
import { isOk } from '../transport/httpResult';
import type { HttpResult } from '../transport/httpResult';

/** The result of a call that Xportcn accepted as a whole. */
export interface Accepted {
	httpStatus: number;
	envelope: Envelope;
	/** The `Date` header of the answer, ms since 1970. */
	serverTime?: number;
}

/**
 * The accepted answer in a result, if it is one. That code 200 is success is documented; how the HTTP
 * status and the code relate is not, so both are demanded. A `success` that is no yes, beside or in
 * `data`, takes the acceptance back.
 */
export function acceptedAnswer(result: HttpResult): Accepted | undefined {
	if (result.kind !== 'answered' || !isOk(result.httpStatus)) return undefined;
	if (result.envelope.code !== SUCCESS_CODE || deniesSuccess(result.envelope)) return undefined;
	return result;
}
