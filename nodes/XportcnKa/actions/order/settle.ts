import type { Endpoint } from '../../../shared/endpoints';
import { failed, succeeded } from '../../outcome/outcome';
import type { Failed, Result } from '../../outcome/outcome';
import { reasonIn } from '../../outcome/reasons';
import type { XportcnClient } from '../../transport/client';
import { mapConcurrently } from '../../transport/pool';
import { pause } from '../../transport/retry';
import { readOrder } from './orderDetails';
import type { OrderDetails } from './orderDetails';
import { orderIdOf, orderJson, paymentStateOf } from './orderFields';

/** How long to wait before each look at an order, ms: Xportcn may still be booking the payment. */
const LOOKS_AFTER_MS = [300, 1500];

/**
 * Looks up the orders whose payment is unclear and settles what their details make clear.
 * @param results of the orders, in the same order; those that are clear come back as they are
 * @param atOnce how many orders may be looked up at the same time
 */
export async function settlePayments(
	client: XportcnClient,
	orderDetails: Endpoint,
	orderIds: string[],
	results: Result[],
	atOnce: number,
): Promise<Result[]> {
	// one dead read is enough: waiting for every order would only take long
	let detailsAnswer = true;

	return await mapConcurrently(results, atOnce, async (result, index) => {
		if (result.outcome === 'succeeded' || !isUnclear(result) || !detailsAnswer) return result;
		const last = await lookAt(client, orderDetails, orderIds[index]);
		if (last === 'noAnswer') detailsAnswer = false;
		return typeof last === 'object' ? settle(result, last) : result;
	});
}

/** Whether details can tell more: what is unknown, and refusals that do not speak for themselves. */
function isUnclear({ outcome, errorCode, failedReason }: Failed): boolean {
	if (outcome === 'unknown' || errorCode === 'IN_BOTH_LISTS') return true;
	return errorCode === 'ORDER_REFUSED' && reasonIn(failedReason) === undefined;
}

/** Reads an order until it is paid or the looks are used up. Returns what the last look showed. */
async function lookAt(
	client: XportcnClient,
	orderDetails: Endpoint,
	orderId: string,
): Promise<OrderDetails | 'noAnswer' | 'unreadable'> {
	let last: OrderDetails | undefined;
	for (const waitMs of LOOKS_AFTER_MS) {
		await pause(waitMs, client.cancelSignal);
		const details = await readOrder(client, orderDetails, orderId);
		if ('outcome' in details) return details.outcome === 'rejected' ? 'unreadable' : 'noAnswer';
		if (orderIdOf(details.order) !== orderId) return 'unreadable';
		last = details;
		if (paymentStateOf(last.order) === 'paid') break;
	}
	return last ?? 'unreadable';
}

/** What an unclear result becomes by the order's details. */
function settle(unclear: Failed, { order, requestId }: OrderDetails): Result {
	const { errorCode, errorMessage, failedReason, httpStatus } = unclear;
	const state = paymentStateOf(order);
	if (state === 'paid') {
		return errorCode === 'ORDER_REFUSED'
			? failed(
					'alreadyPaid',
					'ALREADY_PAID',
					'Xportcn refused to pay this order, and its details show that it is paid. Nothing more to do.',
					{ failedReason, httpStatus, requestId },
				)
			: succeeded({ ...orderJson(order), settledBy: 'orderDetails' }, requestId);
	}
	if (state === 'unclear' || unclear.outcome !== 'unknown') return unclear;
	if (!isFinished(unclear)) {
		return {
			...unclear,
			errorMessage: `${errorMessage} Its details still show it as unpaid, but Xportcn may still be at work on it.`,
		};
	}
	return failed(
		'rejected',
		'STILL_UNPAID',
		'Xportcn did not carry out this payment, and the order details show that the order was not debited. It can be paid again.',
		{ failedReason, httpStatus, requestId: unclear.requestId, retryable: true },
	);
}

/**
 * Whether Xportcn is done with a request: it said itself that it did not go through. After a lost
 * connection, a timeout or a gateway's answer it may debit the account later than we look.
 */
function isFinished({ errorCode, failedReason }: Failed): boolean {
	return (
		/^XPORTCN_(?!2\d\d$|408$|504$)/.test(errorCode) && reasonIn(failedReason)?.kind !== 'pending'
	);
}
