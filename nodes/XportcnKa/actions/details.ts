import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../../shared/endpoints';
import { isObject } from '../../shared/json';
import { acceptedAnswer, failureOf } from '../outcome/failureOf';
import { failed } from '../outcome/outcome';
import type { Failed } from '../outcome/outcome';
import type { XportcnClient } from '../transport/client';
import { entriesIn } from './lists';
import type { IdOf } from './lists';

/** Something of Xportcn's that is read one by one, by its number. */
export interface Subject {
	/** "order", for messages. */
	name: string;
	/** "order number", for messages. */
	number: string;
	idOf: IdOf;
}

export interface Details {
	entry: IDataObject;
	requestId: string | null;
}

/**
 * Reads one thing. The answer's shape is inferred: it may be `data` itself or an entry of a list in
 * it.
 * @param id its number; something with another number is not it
 * @returns its details, or why they could not be read
 */
export async function readDetails(
	client: XportcnClient,
	endpoint: Endpoint,
	request: object,
	id: string,
	{ name, number, idOf }: Subject,
): Promise<Details | Failed> {
	const reply = await client.send(endpoint, request);
	const accepted = acceptedAnswer(reply);
	if (!accepted) return failureOf(reply);

	const { httpStatus, envelope } = accepted;
	const { data, requestId } = envelope;
	const candidates = entriesIn(data, idOf).filter(isObject);
	const entry = candidates.find((candidate) => isIt(candidate, id, idOf));
	if (entry) return { entry, requestId };
	return candidates.length > 0
		? failed(
				'unknown',
				'UNREADABLE_ANSWER',
				`The answer was about something other than this ${name}. Check Options → Endpoint Path.`,
				{ httpStatus, requestId, retryable: true },
			)
		: failed(
				'rejected',
				'NOT_FOUND',
				`Xportcn returned no details for this ${name}. Check the ${number} and Options → Endpoint Path.`,
				{ httpStatus, requestId },
			);
}

/** Whether an object is what was asked for. One without a readable number of its own may be. */
function isIt(candidate: IDataObject, id: string, idOf: IdOf): boolean {
	const own = idOf(candidate);
	return own === undefined ? Object.keys(candidate).length > 0 : own === id;
}
