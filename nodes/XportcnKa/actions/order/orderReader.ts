import type { IDataObject } from 'n8n-workflow';

import type { Failed } from '../../outcome/outcome';
import type { XportcnClient } from '../../transport/client';
import { createLanes } from '../lanes';
import { readOne } from '../readOne';
import type { Subject } from '../readOne';
import { orderIdOf } from './orderFields';

export type OrderRead =
	{ ok: true; order: IDataObject; requestId: string | null } | { ok: false; failure: Failed };

const ORDER: Subject = {
	idOf: orderIdOf,
	notFound:
		"Xportcn returned no details for this order. Check the order number, and 'Endpoint Paths' in the credential.",
	anotherOne:
		"The answer was about another order than this one. Check 'Endpoint Paths' in the credential.",
};

/** Reads the details of one order. The request is inferred. */
export async function readOrder(client: XportcnClient, orderId: string): Promise<OrderRead> {
	const read = await readOne(client, client.endpoints['order.get'], { orderId }, orderId, ORDER);
	return read.ok ? { ok: true, order: read.entry, requestId: read.requestId } : read;
}

/** Reads without an answer in a row after which asking on would only take long. */
const MOST_DEAD_READS = 8;
/** How long it then takes until a read shows whether they answer again, ms. */
const DEAD_FOR_MS = 1_000;

/** Reads orders on the side, to see whether they are paid and what they cost. */
export type OrderReader = (orderId: string) => Promise<OrderRead>;

/**
 * A reader for one run and one account. Once the order details have stopped answering, it sends
 * nothing for a while and gives the last failure for every order.
 * @param atOnce how many orders are read at the same time; the others are decided on in their turn
 */
export function createOrderReader(client: XportcnClient, atOnce: number): OrderReader {
	const inTurn = createLanes(atOnce);
	let deadInARow = 0;
	let deadUntil = 0;
	let lastFailure: Failed | undefined;
	return async (orderId) =>
		await inTurn(async () => {
			if (lastFailure && Date.now() < deadUntil) return { ok: false, failure: lastFailure };
			const read = await readOrder(client, orderId);
			const isDead = !read.ok && isUnreachable(read.failure);
			deadInARow = isDead ? deadInARow + 1 : 0;
			if (isDead) lastFailure = read.failure;
			if (deadInARow >= MOST_DEAD_READS) deadUntil = Date.now() + DEAD_FOR_MS;
			return read;
		});
}

/**
 * Whether a read got no real answer: nobody answered, or Xportcn was too busy to. An answer that
 * cannot be read is about its one order only.
 */
const isUnreachable = ({ outcome, errorCode, retryable }: Failed): boolean =>
	errorCode !== 'UNREADABLE_ANSWER' && (outcome !== 'rejected' || retryable);
