import type { IDataObject } from 'n8n-workflow';

import { ANY_CHANGE } from './events';
import type { OrderEvent, WatchedEvent } from './events';
import type { Memory, Remembered } from './memory';

/** An order as the list shows it now. */
export interface Sighting extends Remembered {
	orderId: string;
	order: IDataObject;
}

/** An order with what has happened to it since it was last seen, of what the user wants to be told. */
export interface Change {
	order: Sighting;
	/** In the order in which it happened; never empty. */
	changes: WatchedEvent[];
}

/** Most orders that are remembered, and followed. */
export const MOST_ORDERS = 5000;

/**
 * What has changed since the memory was written, oldest order first.
 *
 * Nothing here looks at what a user does not want to be told of: n8n saves the memory with a poll that
 * starts a run, so changes that started none may be unknown again after a restart, and the answer must
 * be the same.
 */
export function changesSince(
	memory: Memory,
	sightings: readonly Sighting[],
	watched: readonly WatchedEvent[],
): Change[] {
	const wanted = watched.filter((event) => wasWatched(memory, event));
	return sightings
		.filter((order) => isFollowed(memory, order))
		.map((order) => ({
			order,
			changes: wantedOf(memory.orders.get(order.orderId), order, wanted),
		}))
		.filter(({ changes }) => changes.length > 0)
		.sort(({ order: one }, { order: other }) => ageOf(other) - ageOf(one));
}

/** Whether the memory can tell what is new of an event: one that starts no runs may be long past. */
const wasWatched = ({ watched }: Memory, event: WatchedEvent): boolean =>
	watched.includes(event) || watched.includes(ANY_CHANGE);

function wantedOf(
	before: Remembered | undefined,
	now: Sighting,
	wanted: readonly WatchedEvent[],
): WatchedEvent[] {
	const events = now.events.filter((event) => !before?.events.includes(event));
	if (!wanted.includes(ANY_CHANGE)) return events.filter((event) => wanted.includes(event));
	return events.length === 0 && now.status !== before?.status ? [ANY_CHANGE] : events;
}

/**
 * The memory of a first poll.
 * @param since orders that were created before this are no news later on
 */
export const begin = (
	subject: string,
	sightings: readonly Sighting[],
	watched: readonly WatchedEvent[],
	since: number | undefined,
): Memory => remember({ subject, watched, since, orders: new Map() }, sightings, watched);

/**
 * The memory after a poll: what was seen now, and of what was remembered before the newest orders. An
 * event that has happened stays so, whatever the list shows later.
 */
export function remember(
	memory: Memory,
	sightings: readonly Sighting[],
	watched: readonly WatchedEvent[],
): Memory {
	const orders = new Map<string, Remembered>();
	for (const { orderId, createdAt, events, status } of sightings) {
		const before = memory.orders.get(orderId);
		if (!isFollowed(memory, { orderId, createdAt })) continue;
		orders.set(orderId, {
			createdAt,
			events: before ? unionOf(before.events, events) : events,
			status,
		});
	}
	for (const [orderId, remembered] of memory.orders) {
		if (!orders.has(orderId)) orders.set(orderId, remembered);
	}
	return { ...memory, watched, ...newestOf(orders, memory.since) };
}

/** Whether an order is remembered, or young enough to be new. */
const isFollowed = (
	{ orders, since }: Memory,
	{ orderId, createdAt }: Pick<Sighting, 'orderId' | 'createdAt'>,
): boolean =>
	orders.has(orderId) || since === undefined || createdAt === undefined || createdAt >= since;

const unionOf = (some: readonly OrderEvent[], others: readonly OrderEvent[]): OrderEvent[] => [
	...new Set([...some, ...others]),
];

/** The newest orders, as many as are remembered; what is as old as one of the others is not followed. */
function newestOf(
	orders: Map<string, Remembered>,
	since: number | undefined,
): Pick<Memory, 'orders' | 'since'> {
	if (orders.size <= MOST_ORDERS) return { orders, since };
	const byAge = [...orders].sort(([, one], [, other]) => ageOf(one) - ageOf(other));
	const [, { createdAt: newestForgotten = -Infinity }] = byAge[MOST_ORDERS];
	return {
		orders: new Map(byAge.slice(0, MOST_ORDERS)),
		since: Math.max(since ?? -Infinity, newestForgotten + 1),
	};
}

/** How old an order is, for sorting: the vendor's clock says how long before all times it was made. */
const ageOf = ({ createdAt }: Pick<Remembered, 'createdAt'>): number =>
	createdAt === undefined ? -Number.MAX_SAFE_INTEGER : -createdAt;
