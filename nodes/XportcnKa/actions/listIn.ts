import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/json';

/** Names that lists come under in neighbouring APIs; which one Xportcn uses is inferred. */
const LIST_FIELDS = ['data', 'records', 'list', 'result'] as const;

/**
 * The list in an answer's `data`: the array itself, or the array under one of the usual names. Of several
 * the first that is not empty: an empty one beside it proves nothing.
 */
export function listIn(data: unknown): unknown[] | undefined {
	if (Array.isArray(data)) return data;
	if (!isObject(data)) return undefined;
	const lists = LIST_FIELDS.map((name) => data[name]).filter(Array.isArray);
	return lists.find((list) => list.length > 0) ?? lists[0];
}

/** The list in an answer's `data` when it holds objects only. */
export function objectsIn(data: unknown): IDataObject[] | undefined {
	const list = listIn(data);
	return list?.every(isObject) ? list : undefined;
}

/** Tells the number of an entry, if it has a readable one. */
export type IdOf = (entry: IDataObject) => string | undefined;

/** What an answer holds: the one entry with a number that `data` is, or the entries of its list. */
export const entriesIn = (data: unknown, idOf: IdOf): unknown[] =>
	isObject(data) && idOf(data) !== undefined ? [data] : (listIn(data) ?? [data]);
