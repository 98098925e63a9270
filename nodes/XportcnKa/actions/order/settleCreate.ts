import type { IDataObject } from 'n8n-workflow';

import { endpoints } from '../../../shared/endpoints';
import { acceptedAnswer } from '../../outcome/failureOf';
import { succeeded } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import { lookRepeatedly } from '../../transport/looks';
import { objectsIn } from '../lists';
import type { Run } from '../run';
import { orderIdOf, orderJson } from './orderFields';

/** How far the clocks of both sides may differ. More leaves a create unknown, which is safe. */
const CLOCK_DIFFERENCE_MS = 60_000;
/** The order list is inferred; a page of this size holds all orders of one purchase. */
const PAGE_SIZE = 50;

/**
 * Looks for the orders of an unclear create in the order list, by the caller's own number.
 * @param since when the create was sent, ms since 1970: an older order is another purchase's
 * @param expected how many orders there should be
 * @returns the orders found, once all are there; the unclear results otherwise
 */
export async function settleCreate(
	{ client, settings }: Run,
	outOrderId: string,
	since: number,
	expected: number,
	unclear: Result[],
): Promise<Result[]> {
	let results = unclear;
	const known = unclear.flatMap(orderNumberOf);

	await lookRepeatedly(settings.verifyWait, client.cancelSignal, async () => {
		const reply = await client.send(endpoints['order.getMany'], {
			pageNo: 1,
			pageSize: PAGE_SIZE,
			outOrderId,
		});
		const accepted = acceptedAnswer(reply);
		// whoever does not answer this now will not settle it either
		if (!accepted) return true;
		const found = new Map(
			(objectsIn(accepted.envelope.data) ?? [])
				.filter((order) => isFromThisCall(order, outOrderId, since))
				.map((order) => [orderIdOf(order) as string, order]),
		);
		const isComplete =
			found.size >= Math.max(expected, unclear.length) && known.every((id) => found.has(id));
		if (!isComplete) return false;
		const { requestId } = accepted.envelope;
		results = [...found.values()].map((order) =>
			succeeded({ ...orderJson(order), settledBy: 'orderList' }, requestId),
		);
		return true;
	});
	return results;
}

/** The order number that a result of the create answer already names. */
function orderNumberOf(result: Result): string[] {
	const orderId = result.outcome === 'succeeded' ? result.json.orderId : result.orderId;
	return typeof orderId === 'string' ? [orderId] : [];
}

/** Whether an order of the list has our number and is not older than our request. */
function isFromThisCall(order: IDataObject, outOrderId: string, since: number): boolean {
	if (order.outOrderId !== outOrderId || orderIdOf(order) === undefined) return false;
	// an order without a readable time proves nothing
	return chinaTime(order.tbCreateTime) >= since - CLOCK_DIFFERENCE_MS;
}

/** A time as Xportcn writes it (`yyyy-MM-dd HH:mm:ss`, China time is inferred) in ms, or NaN. */
const chinaTime = (text: unknown): number =>
	typeof text === 'string' ? Date.parse(`${text.replace(' ', 'T')}+08:00`) : NaN;
