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
 */
export async function* readPages(
	client: XportcnClient,
	{ endpoint, pageField, pageSize: largest, idOf, noList }: Listing,
	fields: IDataObject,
	limit: number,
): AsyncGenerator<PageRead, void> {
	const pageSize = Math.min(limit, largest);
	const seen = new Set<string>();
	for (let page = 1; page <= MOST_PAGES; page++) {
		const response = await call(client, endpoint, { [pageField]: page, pageSize, ...fields });
		if (!response.ok) return yield response;

		const { data, requestId, httpStatus } = response;
		const entries = data === null ? [] : objectsIn(data);
		if (!entries) {
			const failure = failed('unknown', 'UNREADABLE_ANSWER', noList, { httpStatus, requestId });
			return yield { ok: false, failure };
		}
		// entries move between pages while we read, and a server may ignore the page number
		const fresh = entries.filter((entry) => isFirstTime(entry, idOf, seen));
		yield {
			ok: true,
			page: { entries: fresh.slice(0, limit - (seen.size - fresh.length)), requestId },
		};
		if (fresh.length === 0 || seen.size >= Math.min(limit, totalIn(data))) return;
	}
	yield { ok: false, failure: failed('unknown', 'UNREADABLE_ANSWER', NO_END) };
}

/** The total that an answer states, if it does; its name is inferred. */
function totalIn(data: unknown): number {
	const stated = isObject(data) ? data : {};
	const totals = ['totalRecords', 'totalRecord', 'total']
		.map((name) => Number(stated[name]))
		.filter((total) => total > 0);
	return totals[0] ?? Infinity;
}

function isFirstTime(entry: IDataObject, idOf: IdOf, seen: Set<string>): boolean {
	const identity = idOf(entry) ?? JSON.stringify(entry);
	if (seen.has(identity)) return false;
	seen.add(identity);
	return true;
}
