import type { Endpoint } from '../../../shared/endpoints';
import { failed, succeeded } from '../../outcome/outcome';
import type { Failed, Result } from '../../outcome/outcome';
import type { XportcnClient } from '../../transport/client';
import { pause } from '../../transport/retry';
import { readOrder } from './orderDetails';
import { orderIdOf, orderJson, paymentStateOf } from './orderFields';

/** How long to wait before each look at an order, ms: Xportcn may still be booking the payment. */
const LOOKS_AFTER_MS = [300, 1500];

/** Whether a result leaves open what happened. */
export const isUnclear = (result: Result): result is Failed => result.outcome === 'unknown';

/**
 * Settles an unclear payment by what the order's details say. Paid is settled at the first look;
 * unpaid only at the last, and not after a timeout, as Xportcn may still be at work then.
 * @returns the settled result, or the unclear one with what was found
 */
export async function settlePayment(
	client: XportcnClient,
	orderDetails: Endpoint,
	orderId: string,
	unclear: Failed,
): Promise<Result> {
	let state: ReturnType<typeof paymentStateOf> = 'unclear';
	for (const waitMs of LOOKS_AFTER_MS) {
		await pause(waitMs, client.cancelSignal);
		const details = await readOrder(client, orderDetails, orderId);
		if ('outcome' in details || orderIdOf(details.order) !== orderId) return unclear;

		state = paymentStateOf(details.order);
		if (state === 'paid') {
			return succeeded(
				{ ...orderJson(details.order), settledBy: 'orderDetails' },
				details.requestId,
			);
		}
	}
	if (state !== 'unpaid') return unclear;
	return unclear.errorCode === 'TIMEOUT'
		? {
				...unclear,
				errorMessage: `${unclear.errorMessage} Its details still show it as unpaid, but Xportcn may still be at work on it.`,
			}
		: failed(
				'rejected',
				'STILL_UNPAID',
				'The answer to this payment was unclear, but the order details show that the order was not debited. It can be paid again.',
				{ ...evidenceOf(unclear), retryable: true },
			);
}

const evidenceOf = ({ failedReason, httpStatus, requestId }: Failed) => ({
	failedReason,
	httpStatus,
	requestId,
});
