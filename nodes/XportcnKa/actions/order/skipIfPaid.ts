import { failed } from '../../outcome/outcome';
import type { Failed } from '../../outcome/outcome';
import { mapConcurrently } from '../../transport/pool';
import type { Run } from '../run';
import { lookUpOrder } from './orderDetails';
import { orderIdOf, paymentStateOf } from './orderFields';

/**
 * Looks at orders before they are paid, for Options → Skip if Paid.
 * @returns for each order why it is not sent, undefined for one that is clearly unpaid
 */
export async function obstaclesToPaying(
	run: Run,
	orderIds: string[],
): Promise<Array<Failed | undefined>> {
	return await mapConcurrently(orderIds, run.settings.maxConcurrency, async (orderId) => {
		const details = await lookUpOrder(run, orderId);
		if ('outcome' in details) {
			const { errorCode, errorMessage, failedReason, httpStatus, requestId, retryable } = details;
			return failed(
				'notSent',
				errorCode,
				`'Skip if Paid' could not look at this order first, so nothing was sent. ${errorMessage}`,
				{ failedReason, httpStatus, requestId, retryable },
			);
		}
		const { order, requestId } = details;
		const state = orderIdOf(order) === orderId ? paymentStateOf(order) : 'unclear';
		if (state === 'unpaid') return undefined;
		return state === 'paid'
			? failed(
					'alreadyPaid',
					'ALREADY_PAID',
					'The order details show that this order is paid, so nothing was sent. Nothing more to do.',
					{ requestId },
				)
			: failed(
					'notSent',
					'PAYMENT_STATE_UNCLEAR',
					"'Skip if Paid' looked at this order, but its details do not say clearly whether it is paid, so nothing was sent. Look at the order in Xportcn.",
					{ requestId },
				);
	});
}
