import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Endpoint } from '../../shared/endpoints';
import { isObject } from '../../shared/json';
import { failed } from '../outcome/outcome';
import type { Failed } from '../outcome/outcome';
import type { XportcnClient } from '../transport/client';
import { call } from './call';
import { objectsIn } from './listIn';
import type { IdOf } from './listIn';
import { unusable } from './parameters';

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
	endpoint: Endpoint;
	/** The request's field for the page number, which begins at 1. */
	pageField: string;
	/** Most entries to ask for in one request. */
	pageSize: number;
	idOf: IdOf;
	/** What to say when an answer has no list in it. */
	noList: string;
}

/** A page of a list: the entries that were not on an earlier one. */
export interface Page {
	entries: IDataObject[];
	requestId: string | null;
	/** How many entries the list says it has; Infinity when it does not say. */
	total: number;
	/** Whether it held entries of the first page again, and no others: the page number was ignored. */
	isFirstAgain: boolean;
	/** Whether it held only entries of earlier pages: the list may have moved on by a page meanwhile. */
	isRepeated: boolean;
	/** When the server sent it, by its own clock, ms since 1970. */
	serverTime: number | undefined;
}

export type PageRead = { ok: true; page: Page } | { ok: false; failure: Failed };

/** Reading never ends by itself at a server that makes up new entries. */
const MOST_PAGES = 10_000;
const NO_END = `The list has no end: after ${MOST_PAGES} pages there were still new entries. What was read so far is not all. Nothing was changed. Use filters to make the list shorter.`;

/**
 * Reads a list page after page. The shape of its answers is inferred. It ends with an empty page, a
 * page with nothing new, or a stated total reached; a short page is no end, for a server may cap our
 * page size. A list without an end is a failure at last.
 * @param fields of the request besides the page
 * @param limit of entries wanted; Infinity for all
 * @param mayCountPage whether a total that is as large as a full first page may be that of the page, so
 * that one more is read
 */
export async function* readPages(
	client: XportcnClient,
	{ endpoint, pageField, pageSize: largest, idOf, noList }: Listing,
	fields: IDataObject,
	limit: number,
	mayCountPage = false,
): AsyncGenerator<PageRead, void> {
	const pageSize = Math.min(limit, largest);
	const seen = new Set<string>();
	let onFirstPage: ReadonlySet<string> = new Set();
	for (let page = 1; page <= MOST_PAGES; page++) {
		// the page number last: a field of that name would make every page the same one
		const response = await call(client, endpoint, { pageSize, ...fields, [pageField]: page });
		if (!response.ok) return yield response;

		const { data, requestId, httpStatus, serverTime } = response;
		const entries = data === null ? [] : objectsIn(data);
		if (!entries) {
			const failure = failed('unknown', 'UNREADABLE_ANSWER', noList, { httpStatus, requestId });
			return yield { ok: false, failure };
		}
		// entries move between pages while we read, and a server may ignore the page number
		const fresh = entries.filter((entry) => isFirstTime(entry, idOf, seen));
		if (page === 1) onFirstPage = new Set(seen);
		const total = totalIn(data);
		yield {
			ok: true,
			page: {
				entries: fresh.slice(0, limit - (seen.size - fresh.length)),
				requestId,
				total,
				isFirstAgain:
					page > 1 &&
					entries.length > 0 &&
					entries.every((entry) => onFirstPage.has(identityOf(entry, idOf))),
				isRepeated: entries.length > 0 && fresh.length === 0,
				serverTime,
			},
		};
		const isOfPage = mayCountPage && page === 1 && entries.length >= pageSize;
		// a total that the rows exceed is no count of them
		const isWhole = seen.size === total && !isOfPage;
		if (fresh.length === 0 || seen.size >= limit || isWhole) return;
	}
	yield { ok: false, failure: failed('unknown', 'UNREADABLE_ANSWER', NO_END) };
}

/** The total that an answer states, if it does; its name is inferred. */
function totalIn(data: unknown): number {
	const stated = isObject(data) ? data : {};
	const totals = ['totalRecords', 'totalRecord', 'total']
		.map((name) => stated[name])
		.filter((total) => typeof total !== 'boolean')
		.map(Number)
		.filter((total) => total > 0);
	return totals[0] ?? Infinity;
}

const identityOf = (entry: IDataObject, idOf: IdOf): string => idOf(entry) ?? JSON.stringify(entry);

function isFirstTime(entry: IDataObject, idOf: IdOf, seen: Set<string>): boolean {
	const identity = identityOf(entry, idOf);
	if (seen.has(identity)) return false;
	seen.add(identity);
	return true;
}
