import type { IDataObject } from 'n8n-workflow';

import { asText } from '../../../shared/json';
import type { XportcnClient } from '../../transport/client';
import { pollUntil } from '../../transport/poll';
import { call } from '../call';
import { objectsIn } from '../listIn';
import { orderIdOf, totalOf } from './orderFields';
import { isWithin } from './previewResponse';
import type { PreviewTotal } from './previewResponse';

/** Xportcn writes times in whole seconds. */
const SECOND_MS = 1_000;
/** The order list is inferred; a page of this size holds all orders of one purchase. */
const PAGE_SIZE = 50;

/** What a lost create is looked for by. */
export interface LostCreate {
	outOrderId: string;
	/** When the create was sent, ms since 1970, by our clock. */
	sentAt: number;
	/** The same by Xportcn's own clock, from the answer to the preview. */
	serverTime: number | undefined;
	/** How many orders the preview announced. */
	expected: number;
	/** What they should cost, fen; undefined when that is not known. */
	total: PreviewTotal | undefined;
	/** Fen. */
	priceTolerance: number;
	/** Order numbers that the answer already names. */
	known: readonly string[];
	/** Whether an order is another purchase's of this execution. */
	isTaken(orderId: string): boolean;
}

export interface FoundOrders {
	orders: IDataObject[];
	requestId: string | null;
}

/**
 * Looks for the orders of an unclear create in the order list, by the buyer's own number. An order
 * that is older, that was there before, that was cancelled, or that costs something else is another
 * purchase's.
 * @returns the orders, once all are there; undefined when that is not certain
 */
export async function findLostCreate(
	client: XportcnClient,
	lost: LostCreate,
	spanMs: number,
): Promise<FoundOrders | undefined> {
	let found: FoundOrders | undefined;
	await pollUntil(spanMs, client.cancelSignal, async () => {
		const response = await call(client, client.endpoints['order.getMany'], {
			pageNo: 1,
			pageSize: PAGE_SIZE,
			outOrderId: lost.outOrderId,
		});
		// a list that does not answer now will not tell later either
		if (!response.ok) return true;
		const earliest = earliestTime(lost, response.serverTime);
		const orders = new Map(
			(objectsIn(response.data) ?? [])
				.filter((order) => isFromThisCall(order, lost, earliest))
				.map((order) => [orderIdOf(order) as string, order]),
		);
		if (!isComplete(orders, lost, client)) return false;
		found = { orders: [...orders.values()], requestId: response.requestId };
		return true;
	});
	return found;
}

/**
 * The earliest time that an order of this create can have, ms since 1970. By Xportcn's own clock, never
 * by ours, which may be minutes behind: then an older order would look like a new one. NaN when none of
 * its answers says what time it is.
 */
function earliestTime({ serverTime, sentAt }: LostCreate, listedAt = NaN): number {
	const sent = serverTime ?? sentAt + (listedAt - Date.now());
	return Math.floor(sent / SECOND_MS) * SECOND_MS;
}

function isFromThisCall(order: IDataObject, lost: LostCreate, earliest: number): boolean {
	const orderId = orderIdOf(order);
	if (orderId === undefined || lost.isTaken(orderId)) return false;
	if (asText(order.outOrderId ?? '') !== lost.outOrderId) return false;
	if (order.orderStatus === 'CANCEL') return false;
	if (lost.known.includes(orderId)) return true;
	// an order without a readable time proves nothing
	return chinaTime(order.tbCreateTime) >= earliest;
}

/** Whether these are the orders of the purchase, all of them and no other. */
function isComplete(
	orders: ReadonlyMap<string, IDataObject>,
	{ expected, known, total, priceTolerance }: LostCreate,
	{ amountUnit }: XportcnClient,
): boolean {
	if (orders.size === 0 || !known.every((orderId) => orders.has(orderId))) return false;
	if (orders.size !== expected) return false;
	const sum = sumOf([...orders.values()], amountUnit);
	return sum === undefined || total === undefined || isWithin(sum, total, priceTolerance);
}

/** What orders cost together, fen; undefined when one of them does not say. */
export function sumOf(
	orders: readonly IDataObject[],
	unit: XportcnClient['amountUnit'],
): number | undefined {
	let sum = 0;
	for (const order of orders) {
		const fen = totalOf(order, unit);
		if (fen === undefined) return undefined;
		sum += fen;
	}
	return sum;
}

/** A time as Xportcn writes it (`yyyy-MM-dd HH:mm:ss`, China time is inferred) in ms, or NaN. */
const chinaTime = (text: unknown): number =>
	typeof text === 'string' ? Date.parse(`${text.replace(' ', 'T')}+08:00`) : NaN;
