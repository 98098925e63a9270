import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isObject } from '../../shared/json';
import { acceptedAnswer, failureOf } from '../outcome/failureOf';
import type { Accepted } from '../outcome/failureOf';
import { failed, succeeded } from '../outcome/outcome';
import type { Result } from '../outcome/outcome';
import { objectsIn } from './lists';
import type { IdOf } from './lists';
import { unusable } from './parameters';
import type { Run } from './run';

export const returnAllProperty: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limitProperty: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
};

/**
 * The parameter Limit of an item.
 * @throws NodeOperationError when it is no whole number of 1 or more
 */
export function readLimit(context: IExecuteFunctions, itemIndex: number, whatToDo: string): number {
	const limit = context.getNodeParameter('limit', itemIndex, 50) as unknown;
	if (typeof limit === 'number' && Number.isInteger(limit) && limit > 0) return limit;
	throw unusable(context, itemIndex, "'Limit' must be a whole number of 1 or more", whatToDo);
}

/** A list of Xportcn's that comes in pages. */
export interface Listing {
	/** What it lists, in the plural, for messages. */
	entries: string;
	/** The request's field for the page number, which begins at 1. */
	pageField: string;
	/** Most entries to ask for in one request. */
	pageSize: number;
	idOf: IdOf;
	/** The fields of the item for an entry. */
	jsonOf(entry: IDataObject): IDataObject;
}

/**
 * Reads a list page after page. The shape of its answers is inferred.
 * @param fields of the request besides the page
 * @param limit most entries to return; Infinity for all
 * @returns what was read; after it, as the last result, why no more could be read
 */
export async function readPages(
	{ client, endpoint }: Run,
	listing: Listing,
	fields: IDataObject,
	limit: number,
): Promise<Result[]> {
	const pageSize = Math.min(limit, listing.pageSize);
	const results: Result[] = [];
	const seen = new Set<string>();

	for (let page = 1; results.length < limit; page++) {
		const reply = await client.send(endpoint, { [listing.pageField]: page, pageSize, ...fields });
		const accepted = acceptedAnswer(reply);
		if (!accepted) return [...results, failureOf(reply)];

		const entries = entriesOf(accepted);
		if (!entries) return [...results, unreadable(accepted, listing)];

		// entries move between pages while we read, and a server may ignore the page number
		const fresh = entries.filter((entry) => isFirstTime(entry, listing.idOf, seen));
		for (const entry of fresh) {
			results.push(succeeded(listing.jsonOf(entry), accepted.envelope.requestId));
		}
		if (fresh.length === 0 || isLastPage(accepted, entries.length, pageSize, seen.size)) break;
	}
	return results.slice(0, limit);
}

/** The entries of a page; null data is an empty page. Undefined when there is no list to be found. */
const entriesOf = ({ envelope: { data } }: Accepted) => (data === null ? [] : objectsIn(data));

/**
 * Whether no page follows: this one is short. A server may cap our page size, so a page that is as
 * long as the answer's own `pageSize`, or that comes before its total is reached, is not short.
 */
function isLastPage(
	{ envelope: { data } }: Accepted,
	length: number,
	pageSize: number,
	readSoFar: number,
): boolean {
	const stated = isObject(data) ? data : {};
	const numbers = (names: string[]) =>
		names.map((name) => Number(stated[name])).filter((n) => n > 0);
	const [actualSize = pageSize] = numbers(['pageSize']);
	const [total = 0] = numbers(['totalRecords', 'totalRecord', 'total']);
	return length < Math.min(actualSize, pageSize) && readSoFar >= total;
}

function isFirstTime(entry: IDataObject, idOf: IdOf, seen: Set<string>): boolean {
	const identity = idOf(entry) ?? JSON.stringify(entry);
	if (seen.has(identity)) return false;
	seen.add(identity);
	return true;
}

const unreadable = ({ httpStatus, envelope: { requestId } }: Accepted, { entries }: Listing) =>
	failed(
		'unknown',
		'UNREADABLE_ANSWER',
		`The answer has no list of ${entries} in it that this node can read. Nothing was changed. Check Options → Endpoint Path.`,
		{ httpStatus, requestId, retryable: true },
	);
