import type { IDataObject } from 'n8n-workflow';

import { digestOf } from '../shared/digest';
import { isEmpty, isObject } from '../shared/json';
import { statusFieldsOf } from '../shared/orderStatus';
import { asVendorSeconds, vendorSeconds } from '../shared/vendorTime';
import { orderIdOf } from '../XportcnKa/actions/order/orderFields';
import { orderListing } from '../XportcnKa/actions/order/orderList';
import { readPages } from '../XportcnKa/actions/pages';
import { failed } from '../XportcnKa/outcome/outcome';
import type { Failed } from '../XportcnKa/outcome/outcome';
import type { XportcnClient } from '../XportcnKa/transport/client';
import { MOST_ORDERS } from './changes';
import type { Sighting } from './changes';
import { eventsOf } from './events';

/** The order list as it was read, each order once. */
export interface OrderList {
	sightings: Sighting[];
	/** Whether there may be more orders than were read. */
	isCut: boolean;
	pages: number;
	/** When the first page was sent, in seconds by the vendor's clock; undefined when it did not say. */
	readAt: number | undefined;
}

export type OrderListRead = { ok: true; list: OrderList } | { ok: false; failure: Failed };

/** Reads the order list to its end, or as many orders as are followed. Never throws. */
export async function readOrders(
	client: XportcnClient,
	filters: IDataObject,
): Promise<OrderListRead> {
	const sightings: Sighting[] = [];
	let pages = 0;
	let readAt: number | undefined;
	for await (const read of readPages(client, orderListing(client), filters, MOST_ORDERS)) {
		if (!read.ok) return read;
		pages += 1;
		const { serverTime } = read.page;
		readAt ??= serverTime === undefined ? undefined : asVendorSeconds(serverTime);
		for (const order of read.page.entries) {
			const orderId = orderIdOf(order);
			if (orderId === undefined) return unreadable(NO_NUMBER);
			sightings.push(sightingOf(orderId, order));
		}
		const { isFirstAgain, total } = read.page;
		if (isFirstAgain && total > sightings.length && total < Infinity) return unreadable(NO_END);
	}
	const isCut = sightings.length >= MOST_ORDERS;
	if (isCut && isOldestFirst(sightings)) return unreadable(OLDEST_FIRST);
	return { ok: true, list: { sightings, isCut, pages, readAt } };
}

/** Orders move between pages while these are read, so one may be missed. Not again and again. */
const MOST_TIMES = 3;

/**
 * Reads the order list until no order comes up that was not seen before, for a first poll: what it
 * misses would be taken for new by the next one.
 * @param hasTime asked before the list is read again
 */
export async function readAllOrders(
	client: XportcnClient,
	filters: IDataObject,
	hasTime: () => boolean,
): Promise<OrderListRead> {
	const seen = new Map<string, Sighting>();
	let isCut = false;
	for (let times = 1; ; times++) {
		const read = await readOrders(client, filters);
		if (!read.ok) return read;
		const { sightings, pages, readAt } = read.list;
		isCut ||= read.list.isCut;
		const before = seen.size;
		for (const sighting of sightings) seen.set(sighting.orderId, sighting);
		const isSettled = pages === 1 || seen.size === before;
		if (isSettled || times === MOST_TIMES || !hasTime()) {
			return { ok: true, list: { sightings: [...seen.values()], isCut, pages, readAt } };
		}
	}
}

const sightingOf = (orderId: string, order: IDataObject): Sighting => ({
	orderId,
	order,
	createdAt: creationOf(order),
	events: eventsOf(order),
	status: statusDigestOf(order),
});

/** Of the names, the first is documented (push messages), the others are 1688's. */
function creationOf({ tbCreateTime, createTime, baseInfo }: IDataObject): number | undefined {
	const tree = isObject(baseInfo) ? baseInfo : {};
	return vendorSeconds(tbCreateTime ?? createTime ?? tree.createTime);
}

/** An order is compared with itself only, a moment before: 24 bits tell two statuses apart. */
const STATUS_LENGTH = 4;

function statusDigestOf(order: IDataObject): string {
	const { orderStatus, payStatus, refundStatus } = statusFieldsOf(order);
	const texts = [orderStatus, payStatus, refundStatus].map((field) =>
		isEmpty(field) ? '' : String(field),
	);
	return digestOf(JSON.stringify(texts), STATUS_LENGTH);
}

/** Whether orders are sorted by creation with the newest at the end. */
function isOldestFirst(sightings: readonly Sighting[]): boolean {
	const times = sightings.map(({ createdAt }) => createdAt ?? NaN);
	const isSorted = times.every((time, index) => index === 0 || time >= times[index - 1]);
	return isSorted && times[times.length - 1] > times[0];
}

const unreadable = (errorMessage: string): OrderListRead => ({
	ok: false,
	failure: failed('unknown', 'UNREADABLE_ANSWER', errorMessage),
});

const NO_NUMBER =
	"The order list shows an order without a readable order number, so it cannot be followed. Check 'Endpoint Paths' in the credential, or ask Xportcn's support.";
const NO_END =
	"The order list says that it has more orders, but gives the same ones again on the next page. Narrow it with 'Filters' until one page holds it, or ask Xportcn's support how the list is read page by page.";
const OLDEST_FIRST =
	"The order list begins with the oldest orders and has more than are read, so new orders are out of reach. Narrow it with 'Filters'.";
