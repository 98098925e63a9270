import { NodeApiError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import type { ErrorCode } from '../XportcnKa/outcome/errorCodes';
import type { Failed } from '../XportcnKa/outcome/outcome';
import { isServerFault } from '../XportcnKa/transport/httpResult';

/** What a failed read means here, where it says something else to a person than it does elsewhere. */
const MEANINGS: Partial<Record<ErrorCode, string>> = {
	NOT_CONNECTED:
		"No connection to Xportcn could be made. Check 'Base URL' in the credential and the network.",
	TIMEOUT: 'Xportcn did not answer in time when its order list was read.',
	CONNECTION_LOST: 'The connection to Xportcn was lost while its order list was read.',
	NOT_XPORTCN:
		"The answer did not come from Xportcn's API, or it was cut off. If this keeps happening, check 'Base URL' and 'Endpoint Paths' in the credential.",
	CANCELLED:
		"The order list could not be read to its end in the time there is for a poll. Narrow it with 'Filters'.",
	TOO_MANY_REQUESTS:
		"Xportcn takes no more requests for now. Poll less often, or narrow the order list with 'Filters'.",
	XPORTCN_429:
		"Xportcn takes no more requests for now. Poll less often, or narrow the order list with 'Filters'.",
};

const BEHIND_A_GATEWAY =
	"A server in front of Xportcn is in trouble. If this keeps happening, check 'Base URL' and 'Endpoint Paths' in the credential.";

const NOTHING_LOST =
	'Nothing is lost: what changes meanwhile is reported by the next poll that can read the list.';

/** The error of a poll that could not read the order list: what happened, what to do, what it means. */
export function pollError(
	node: INode,
	{ errorCode, errorMessage, failedReason, httpStatus, requestId }: Failed,
	hasMemory: boolean,
): NodeApiError {
	const message =
		errorCode === 'NOT_XPORTCN' && isServerFault(httpStatus ?? 0)
			? BEHIND_A_GATEWAY
			: (MEANINGS[errorCode] ?? errorMessage);
	const details = [
		hasMemory ? NOTHING_LOST : undefined,
		failedReason === null ? undefined : `Xportcn's own words: ${failedReason}`,
		requestId === null ? undefined : `Xportcn's number of the answer: ${requestId}`,
	].filter((sentence) => sentence !== undefined);
	return new NodeApiError(
		node,
		{ message },
		{
			message,
			description: details.join(' '),
			...(httpStatus === null ? {} : { httpCode: String(httpStatus) }),
		},
	);
}
