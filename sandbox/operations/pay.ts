import { idsNotProcessed, tellLists } from '../faults/listFaults';
import type { FaultBehaviour } from '../faults/faults';
import {
	ALREADY_DEBITED_TEXT,
	BALANCE_TEXT,
	CANCELLED_ORDER_TEXT,
	UNKNOWN_ORDER_TEXT,
} from '../texts';
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
 * @param fault only its effect on the two lists matters here
 */
export function pay(
	world: World,
	body: unknown,
	requestId: string,
	fault: FaultBehaviour | null,
): PayData {
	const asked = orderIdsOf(body);
	const spared = idsNotProcessed(fault, asked);
	const truth: PayData = { successOrderIds: [], failedOrderList: [] };
	for (const orderId of asked) {
		if (spared.includes(orderId)) continue;
		const failedReason = debit(world, orderId, requestId);
		if (failedReason === null) truth.successOrderIds.push(orderId);
		else truth.failedOrderList.push({ orderId, failedReason });
	}
	return tellLists(fault, asked, truth);
}

function orderIdsOf(body: unknown): string[] {
	const { orderIds } = objectOf(body, '请求体');
	const isText = (id: unknown): id is string => typeof id === 'string' && id !== '';
	if (Array.isArray(orderIds) && orderIds.length > 0 && orderIds.every(isText)) return orderIds;
	throw badRequest('orderIds不能为空,且必须是字符串数组');
}

/** Debits one order, or returns why not. Synchronous, so two requests cannot interleave. */
function debit(world: World, orderId: string, requestId: string): string | null {
	const order = world.orders.get(orderId);
	if (!order) return UNKNOWN_ORDER_TEXT;
	if (order.orderStatus === 'CANCEL') return CANCELLED_ORDER_TEXT;
	if (order.refusal !== null) return order.refusal;
	if (order.payStatus === 2 && world.refuseSecondDebit) return ALREADY_DEBITED_TEXT;
	const amountFen = order.totalAmount;
	if (!world.account.canPay(amountFen)) return BALANCE_TEXT;

	world.account.debit(amountFen);
	world.ledger.record({ orderId, amountFen, requestId, at: Date.now() });
	// a second debit takes the money again but leaves the order where it is by now
	if (order.payStatus === 1) world.orders.markPaid(orderId);
	return null;
}
