import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../../shared/endpoints';
import { isObject } from '../../shared/json';
import { failed } from '../outcome/outcome';
import type { Failed } from '../outcome/outcome';
import type { XportcnClient } from '../transport/client';
import { call } from './call';
import { entriesIn } from './listIn';
import type { IdOf } from './listIn';

/** Something of Xportcn's that is read one by one, by its number. */
export interface Subject {
	idOf: IdOf;
	/** What to say when the answer has no details in it. */
	notFound: string;
	/** What to say when the answer is about something else. */
	anotherOne: string;
}

export type ReadResult =
	{ ok: true; entry: IDataObject; requestId: string | null } | { ok: false; failure: Failed };

/**
 * Reads one thing. The answer's shape is inferred: it may be `data` itself or an entry of a list in
 * it.
 * @param id its number; something with another number is not it
 */
export async function readOne(
	client: XportcnClient,
	endpoint: Endpoint,
	request: object,
	id: string,
	{ idOf, notFound, anotherOne }: Subject,
): Promise<ReadResult> {
	const response = await call(client, endpoint, request);
	if (!response.ok) return response;

	const { data, requestId, httpStatus } = response;
	const candidates = entriesIn(data, idOf).filter(isObject);
	const entry = candidates.find((candidate) => matchesId(candidate, id, idOf));
	if (entry) return { ok: true, entry, requestId };
	const details = { httpStatus, requestId };
	return {
		ok: false,
		failure: candidates.some((candidate) => idOf(candidate) !== undefined)
			? failed('unknown', 'UNREADABLE_ANSWER', anotherOne, details)
			: failed('rejected', 'NOT_FOUND', notFound, details),
	};
}

/**
 * Whether an object is what was asked for. One without a readable number of its own may be, if it is
 * more than the frame of an empty list.
 */
function matchesId(candidate: IDataObject, id: string, idOf: IdOf): boolean {
	const own = idOf(candidate);
	if (own !== undefined) return own === id;
	return Object.values(candidate).length > 0 && !isEmptyFrame(candidate);
}

/** "No result" in the form of an object: a count of 0, or an empty list. */
const isEmptyFrame = (candidate: IDataObject): boolean =>
	Object.values(candidate).every(
		(value) =>
			value === null ||
			value === '' ||
			typeof value === 'number' ||
			typeof value === 'boolean' ||
			(Array.isArray(value) && value.length === 0),
	);
