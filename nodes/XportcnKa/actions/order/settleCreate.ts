import type { IDataObject } from 'n8n-workflow';

import { endpoints } from '../../../shared/endpoints';
import { acceptedAnswer } from '../../outcome/failureOf';
import { succeeded } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import { lookRepeatedly } from '../../transport/looks';
import type { Run } from '../run';
import { objectsIn, orderIdOf, orderJson } from './orderFields';

/** The clocks of both sides may differ by this much (documented for requests: 600 s). */
const CLOCK_DIFFERENCE_MS = 600_000;
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

	await lookRepeatedly(settings.verifyWait, client.cancelSignal, async () => {
		const reply = await client.send(endpoints.getMany, {
			pageNo: 1,
			pageSize: PAGE_SIZE,
			outOrderId,
		});
		const accepted = acceptedAnswer(reply);
		// whoever does not answer this now will not settle it either
		if (!accepted) return true;
		const found = (objectsIn(accepted.envelope.data) ?? []).filter((order) =>
			isFromThisCall(order, outOrderId, since),
		);
		if (found.length < expected) return false;
		const { requestId } = accepted.envelope;
		results = found.map((order) =>
			succeeded({ ...orderJson(order), settledBy: 'orderList' }, requestId),
		);
		return true;
	});
	return results;
}

/** Whether an order of the list has our number and is not older than our request. */
function isFromThisCall(order: IDataObject, outOrderId: string, since: number): boolean {
	if (order.outOrderId !== outOrderId || orderIdOf(order) === undefined) return false;
	return !(chinaTime(order.tbCreateTime) < since - CLOCK_DIFFERENCE_MS);
}

/** A time as Xportcn writes it (`yyyy-MM-dd HH:mm:ss`, China time is inferred) in ms, or NaN. */
const chinaTime = (text: unknown): number =>
	typeof text === 'string' ? Date.parse(`${text.replace(' ', 'T')}+08:00`) : NaN;
