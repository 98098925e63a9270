import { failed, succeeded } from '../../outcome/outcome';
import type { Failed, Result } from '../../outcome/outcome';
import { reasonIn } from '../../outcome/reasons';
import { lookRepeatedly } from '../../transport/looks';
import type { Look } from '../../transport/looks';
import { mapConcurrently } from '../../transport/pool';
import type { Run } from '../run';
import { isDeadLook, lookUpOrder } from './orderDetails';
import type { OrderDetails } from './orderDetails';
import { orderIdOf, orderJson, paymentStateOf } from './orderFields';

/** Looks in a row that showed no order at all, after which looking on would only take long. */
const EMPTY_LOOKS = 2;

/** An order whose payment is unclear, and where its result stands. */
interface OpenPayment {
	orderId: string;
	index: number;
	unclear: Failed;
}

/**
 * Looks up the orders whose payment is unclear, several times over `verifyWait`, and settles what
 * their details make clear.
 * @param results of the orders, in the same order; those that are clear come back as they are
 */
export async function settlePayments(
	run: Run,
	orderIds: string[],
	results: Result[],
): Promise<Result[]> {
	const settled = [...results];
	let open = results.flatMap((result, index): OpenPayment[] =>
		result.outcome !== 'succeeded' && detailsMayTell(result)
			? [{ orderId: orderIds[index], index, unclear: result }]
			: [],
	);
	if (open.length === 0) return settled;
	const { client, settings } = run;
	let emptyLooks = 0;

	await lookRepeatedly(settings.verifyWait, client.cancelSignal, async (at) => {
		let answers = true;
		let anyWasRead = false;
		const stillOpen = await mapConcurrently(open, settings.maxConcurrency, async (payment) => {
			// within one look, one dead read is enough
			if (!answers) return true;
			const details = await lookUpOrder(run, payment.orderId);
			if ('outcome' in details) {
				if (isDeadLook(details)) answers = false;
				return true;
			}
			anyWasRead = true;
			const verdict = settle(payment, details, at);
			if (verdict) settled[payment.index] = verdict;
			return verdict === undefined;
		});
		open = open.filter((_, index) => stillOpen[index]);
		emptyLooks = anyWasRead ? 0 : emptyLooks + 1;
		return open.length === 0 || emptyLooks === EMPTY_LOOKS;
	});
	return settled;
}

/** Whether details can tell more: what is unknown, and refusals that do not speak for themselves. */
function detailsMayTell({ outcome, errorCode, failedReason }: Failed): boolean {
	if (outcome === 'unknown' || errorCode === 'IN_BOTH_LISTS') return true;
	return errorCode === 'ORDER_REFUSED' && reasonIn(failedReason) === undefined;
}

/** What an order's details make of an unclear result; undefined to look again. */
function settle(
	{ orderId, unclear }: OpenPayment,
	{ order, requestId }: OrderDetails,
	at: Look,
): Result | undefined {
	const { errorCode, failedReason, httpStatus } = unclear;
	const state = orderIdOf(order) === orderId ? paymentStateOf(order) : 'unclear';
	const saysPaidBefore = reasonIn(failedReason)?.kind === 'alreadyPaid';
	if (state === 'paid') {
		return errorCode === 'ORDER_REFUSED' || saysPaidBefore
			? failed(
					'alreadyPaid',
					'ALREADY_PAID',
					'Xportcn refused to pay this order, and its details show that it is paid. Nothing more to do.',
					{ failedReason, httpStatus, requestId },
				)
			: succeeded({ ...orderJson(order), settledBy: 'orderDetails' }, requestId);
	}
	if (errorCode === 'ORDER_REFUSED') return unclear;
	if (!at.isLast) return undefined;
	// what Xportcn said stands unless the details show the opposite
	if (state === 'unclear' || unclear.outcome !== 'unknown' || saysPaidBefore) return unclear;
	if (order.orderStatus === 'CANCEL') {
		return failed(
			'rejected',
			'ORDER_REFUSED',
			'There was no clear answer to this payment, but the order details show that the order was cancelled and not debited. Create it again if you still need it.',
			{ failedReason, httpStatus, requestId: unclear.requestId },
		);
	}
	return failed(
		'rejected',
		'STILL_UNPAID',
		`There was no clear answer to this payment, but ${(at.afterMs / 1000).toFixed(1)} s later the order details still show the order as unpaid: it was not debited. It can be paid again, best with Options → Skip if Paid.`,
		{ failedReason, httpStatus, requestId: unclear.requestId, retryable: true },
	);
}
