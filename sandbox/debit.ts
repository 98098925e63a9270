import {
	ALREADY_DEBITED_TEXT,
	BALANCE_TEXT,
	CANCELLED_ORDER_TEXT,
	UNKNOWN_ORDER_TEXT,
} from './texts';
import type { World } from './world';

/** One order to be debited. What is not given, the world's settings say. */
export interface DebitOrder {
	orderId: string;
	/** Of the request that asked for it; goes into the ledger. */
	requestId: string;
	/** ms from now; null = never. */
	debitAfterMs?: number | null;
	/** When the order shows as paid, ms after the debit; null = never. */
	shownAfterMs?: number | null;
	/** Whether the order shows as being paid until then. */
	paying?: boolean;
}

/** Why an order cannot be paid now, as a `failedReason`, or null when it can. */
export function whyNotPayable(world: World, orderId: string): string | null {
	const order = world.orders.get(orderId);
	if (!order) return UNKNOWN_ORDER_TEXT;
	if (order.orderStatus === 'CANCEL') return CANCELLED_ORDER_TEXT;
	if (order.refusal !== null) return order.refusal;
	const isDebited = order.payStatus === 2 || world.ledger.debitsOf(orderId) > 0;
	if (isDebited && world.refuseSecondDebit) return ALREADY_DEBITED_TEXT;
	return world.account.canPay(order.totalAmount) ? null : BALANCE_TEXT;
}

/**
 * Debits an order, now or later. A late debit asks again whether the order can be paid, and does
 * nothing when it cannot: a vendor that refuses second debits refuses this one too.
 */
export function debitWhen(world: World, wanted: DebitOrder): void {
	const { orderId, requestId } = wanted;
	const { debitAfterMs = world.debitAfterMs, shownAfterMs = world.paidShownAfterMs } = wanted;
	if (wanted.paying) world.paying.add(orderId);
	if (debitAfterMs === null) return;
	world.clock.after(debitAfterMs, () => {
		if (whyNotPayable(world, orderId) !== null) return;
		debit(world, orderId, requestId);
		if (shownAfterMs !== null) world.clock.after(shownAfterMs, () => showPaid(world, orderId));
	});
}

/** Synchronous, so two requests cannot interleave between the question and the debit. */
function debit(world: World, orderId: string, requestId: string): void {
	const amountFen = world.orders.get(orderId)?.totalAmount ?? 0;
	world.account.debit(amountFen);
	world.ledger.record({ orderId, amountFen, requestId, at: world.clock.now() });
}

/** The order is paid at 1688. A second debit, or a cancelled order, stays where it is. */
function showPaid(world: World, orderId: string): void {
	const order = world.orders.get(orderId);
	if (order?.orderStatus === 'WAITING_FOR_PAYMENT') world.orders.markPaid(orderId);
}
