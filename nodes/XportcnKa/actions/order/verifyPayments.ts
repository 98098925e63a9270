import type { IDataObject } from 'n8n-workflow';

import type { AmountUnit } from '../../../shared/money';
import { failed, isFailed, succeeded } from '../../outcome/outcome';
import type { Failed, Result } from '../../outcome/outcome';
import { reasonIn } from '../../outcome/reasons';
import { pollUntil } from '../../transport/poll';
import { orderIdOf, orderJson, paymentStateOf } from './orderFields';
import type { PaymentState } from './orderFields';
import type { OrderReader } from './orderReader';
import type { PayVerdict } from './payResponse';

/** Polls in a row that showed no order and were refused, after which going on would only take long. */
const MOST_REFUSED_POLLS = 2;

/** A payment that the order's details may tell more about. */
export interface OpenPayment {
	/** Of its task. */
	key: string;
	orderId: string;
	verdict: PayVerdict;
	read: OrderReader;
	unit: AmountUnit;
}

/** What a set of payments is polled for, and what each look at one makes of it. */
interface Question {
	/** How long to go on, ms. */
	spanMs: number;
	/** @returns the result that the details prove; undefined to look again */
	decide(payment: OpenPayment, seen: SeenOrder, isLast: boolean): Result | undefined;
}

/** An order as its details show it. */
interface SeenOrder {
	state: PaymentState;
	order: IDataObject;
	requestId: string | null;
	unit: AmountUnit;
}

/** Whether an order's details can tell more than the answer to its payment did. */
export function isOpen({ result }: PayVerdict): boolean {
	if (!isFailed(result)) return false;
	return result.outcome === 'unknown' || isRefusedInUnknownWords(result);
}

/** A refusal counts, but one in words that nobody knows may be about an order that is paid. */
const isRefusedInUnknownWords = ({ errorCode, failedReason }: Failed) =>
	errorCode === 'ORDER_REFUSED' && reasonIn(failedReason) === undefined;

/**
 * Reads the orders whose payment is unclear, several times over a span, and settles what their
 * details prove. All of them share one wait. "Paid" proves a payment; "unpaid" proves nothing.
 * @returns the results that changed, by order
 */
export const verifyPayments = async (
	payments: OpenPayment[],
	spanMs: number,
	cancelSignal: AbortSignal | undefined,
): Promise<Map<OpenPayment, Result>> =>
	await pollPayments(payments, { spanMs, decide: verify }, cancelSignal);

/**
 * Reads orders that Xportcn accepted until their details show them as paid.
 * @returns the result of every one: succeeded, or `unknown` when it was not shown as paid in time
 */
export async function confirmPayments(
	payments: OpenPayment[],
	spanMs: number,
	cancelSignal: AbortSignal | undefined,
): Promise<Map<OpenPayment, Result>> {
	const seen = new Set<OpenPayment>();
	const decide: Question['decide'] = (payment, order, isLast) => {
		seen.add(payment);
		return confirm(payment, order, isLast);
	};
	const confirmed = await pollPayments(payments, { spanMs, decide }, cancelSignal);
	for (const payment of payments) {
		if (!confirmed.has(payment)) confirmed.set(payment, pending(payment, seen.has(payment)));
	}
	return confirmed;
}

async function pollPayments(
	payments: OpenPayment[],
	{ spanMs, decide }: Question,
	cancelSignal: AbortSignal | undefined,
): Promise<Map<OpenPayment, Result>> {
	const settled = new Map<OpenPayment, Result>();
	let open = payments;
	let refusedPolls = 0;
	if (open.length === 0) return settled;

	await pollUntil(spanMs, cancelSignal, async ({ isLast }) => {
		// whether another poll may show more: something was read, or may go better by itself
		let isWorthwhile = false;
		await Promise.all(
			open.map(async (payment) => {
				const { orderId, read, unit } = payment;
				const details = await read(orderId);
				isWorthwhile ||= details.ok || details.failure.retryable;
				if (!details.ok) return;
				const { order, requestId } = details;
				const state = orderIdOf(order) === orderId ? paymentStateOf(order) : 'unclear';
				const result = decide(payment, { state, order, requestId, unit }, isLast);
				if (result) settled.set(payment, result);
			}),
		);
		open = open.filter((payment) => !settled.has(payment));
		refusedPolls = isWorthwhile ? 0 : refusedPolls + 1;
		return open.length === 0 || refusedPolls === MOST_REFUSED_POLLS;
	});
	return settled;
}

const paid = ({ order, requestId, unit }: SeenOrder): Result =>
	succeeded({ ...orderJson(order, unit), settledBy: 'orderDetails' }, requestId);

function verify(
	{ verdict: { result, wasAccepted, saysPaidBefore } }: OpenPayment,
	seen: SeenOrder,
	isLast: boolean,
): Result | undefined {
	const unclear = result as Failed;
	const { failedReason, httpStatus, requestId } = unclear;
	const details = { failedReason, httpStatus, requestId };
	if (seen.state === 'paid') {
		return saysPaidBefore || isRefusedInUnknownWords(unclear)
			? failed(
					'alreadyPaid',
					'ALREADY_PAID',
					'Xportcn refused to pay this order, and its details show that it is paid. There is nothing more to do.',
					{ ...details, requestId: seen.requestId },
				)
			: paid(seen);
	}
	if (isRefusedInUnknownWords(unclear)) {
		if (seen.state === 'unpaid' || seen.state === 'cancelled') return unclear;
		if (!isLast) return undefined;
		return failed(
			'unknown',
			'ORDER_PENDING',
			`${unclear.errorMessage} But its details do not show it as unpaid, so it may be under way. Look at the order in Xportcn before you pay it again.`,
			details,
		);
	}
	if (!isLast || seen.state === 'unclear' || unclear.errorCode === 'PAYMENT_LINK') return undefined;
	return seen.state === 'cancelled'
		? wasAccepted
			? cancelledSince('Xportcn may have accepted this payment.', details)
			: cancelledAndUnpaid(details)
		: failed('unknown', 'STILL_UNPAID', STILL_UNPAID, details);
}

const STILL_UNPAID =
	"There was no clear answer to this payment, and the order details still show it as unpaid. That does not prove that nothing was debited: the funds account may be debited first, and the details follow later. Do not pay it again yet. Look at it later with Order → Get, or look for the debit (支付扣款) in Xportcn's funds account. 'Skip if Paid' is no protection here, because it reads the same details.";

const IF_DEBITED =
	"If it was debited, Xportcn returns the money (inferred): check the funds account in its console, and ask Xportcn's support if it does not come.";

type Details = Pick<Failed, 'failedReason' | 'httpStatus' | 'requestId'>;

const cancelledSince = (whatHappened: string, details: Details): Failed =>
	failed(
		'unknown',
		'ORDER_CANCELLED',
		`${whatHappened} The order details now show the order as cancelled. ${IF_DEBITED}`,
		details,
	);

const cancelledAndUnpaid = (details: Details): Failed =>
	failed(
		'rejected',
		'ORDER_CANCELLED',
		`There was no clear answer to this payment. The order details show that the order was cancelled and never paid. ${IF_DEBITED} Create the order again if you still need it.`,
		details,
	);

function confirm(
	{ verdict: { result } }: OpenPayment,
	seen: SeenOrder,
	isLast: boolean,
): Result | undefined {
	if (seen.state === 'paid')
		return isFailed(result) ? { ...result, isOnSucceeded: true } : paid(seen);
	if (isLast && seen.state === 'cancelled' && !isFailed(result)) {
		const details = { failedReason: null, httpStatus: null, requestId: seen.requestId };
		return cancelledSince('Xportcn accepted this payment.', details);
	}
	return undefined;
}

/** An order that was not shown as paid in time. One that had been paid before stays what it is. */
function pending({ verdict: { result } }: OpenPayment, wasSeen: boolean): Result {
	if (isFailed(result)) return { ...result, isOnSucceeded: false };
	const whatHappened = wasSeen
		? "Xportcn accepted this payment, but the order details did not show the order as paid within 'Confirm Wait'. Accepted, not shown as paid yet."
		: 'Xportcn accepted this payment, but the order details could not be read. Accepted, not shown as paid yet.';
	return failed(
		'unknown',
		'PAYMENT_PENDING',
		`${whatHappened} Do not pay it again. Look at it later with Order → Get.`,
		{ requestId: result.requestId },
	);
}
