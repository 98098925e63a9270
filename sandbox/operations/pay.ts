import { acceptedFault, isSpared, tellLists } from '../faults/payFaults';
import type { FaultBehaviour } from '../faults/faults';
import { debitWhen, whyNotPayable } from '../debit';
import type { World } from '../world';
import { badRequest, objectOf } from './bodyFields';

/** `data` of the answer. Documented. */
export interface PayData {
	successOrderIds: string[];
	failedOrderList: Array<{ orderId: string; failedReason: string }>;
}

/**
 * Order pay. Body `{orderIds: string[]}` (documented); an id that comes twice is processed twice.
 *
 * @param requestId goes into the ledger
 * @param fault what it changes in the world, and in the two lists
 */
export function pay(
	world: World,
	body: unknown,
	requestId: string,
	fault: FaultBehaviour | null,
): PayData {
	const asked = payOrderIds(body);
	const truth: PayData = { successOrderIds: [], failedOrderList: [] };
	for (const [position, orderId] of asked.entries()) {
		if (isSpared(fault, asked, position)) continue;
		const failedReason = whyNotPayable(world, orderId);
		if (failedReason === null) {
			debitWhen(world, { orderId, requestId, ...acceptedFault(fault, asked, orderId) });
			truth.successOrderIds.push(orderId);
		} else {
			truth.failedOrderList.push({ orderId, failedReason });
		}
	}
	return tellLists(fault, asked, truth);
}

/** The ids of a pay request; a Refusal when the body has none. */
export function payOrderIds(body: unknown): string[] {
	const { orderIds } = objectOf(body, '请求体');
	const isText = (id: unknown): id is string => typeof id === 'string' && id !== '';
	if (Array.isArray(orderIds) && orderIds.length > 0 && orderIds.every(isText)) return orderIds;
	throw badRequest('orderIds不能为空,且必须是字符串数组');
}
