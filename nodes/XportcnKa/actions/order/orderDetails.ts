import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../../../shared/endpoints';
import { isObject } from '../../../shared/json';
import { acceptedAnswer, failureOf } from '../../outcome/failureOf';
import { failed } from '../../outcome/outcome';
import type { Failed } from '../../outcome/outcome';
import type { XportcnClient } from '../../transport/client';
import type { Run } from '../run';
import { orderEntriesIn, orderIdOf } from './orderFields';

export interface OrderDetails {
	order: IDataObject;
	requestId: string | null;
}

/**
 * Reads one order. The request and the answer's shape are inferred: the order may be `data` itself
 * or an entry of a list in it.
 * @returns the order, or why it could not be read; an order with another number is not it
 */
export async function readOrder(
	client: XportcnClient,
	endpoint: Endpoint,
	orderId: string,
): Promise<OrderDetails | Failed> {
	const reply = await client.send(endpoint, { orderId });
	const accepted = acceptedAnswer(reply);
	if (!accepted) return failureOf(reply);

	const { httpStatus, envelope } = accepted;
	const { data, requestId } = envelope;
	const candidates = orderEntriesIn(data).filter(isObject);
	const order = candidates.find((candidate) => isOrder(candidate, orderId));
	if (order) return { order, requestId };
	return candidates.length > 0
		? failed(
				'unknown',
				'UNREADABLE_ANSWER',
				'The answer was about something other than this order. Check Options → Endpoint Path.',
				{ httpStatus, requestId, retryable: true },
			)
		: failed(
				'rejected',
				'NOT_FOUND',
				'Xportcn returned no details for this order. Check the order number and Options → Endpoint Path.',
				{
					httpStatus,
					requestId,
				},
			);
}

/** Whether an object is the order asked for. One without a readable number of its own may be. */
function isOrder(candidate: IDataObject, orderId: string): boolean {
	const id = orderIdOf(candidate);
	return id === undefined ? Object.keys(candidate).length > 0 : id === orderId;
}

/** Looks in a row without an answer after which asking on would only take long. */
const DEAD_LOOKS = 8;

/**
 * Reads an order on the side, to see whether it is paid. Once the order details have stopped
 * answering, nothing is sent any more and the last failure is given for every order.
 */
export async function lookUpOrder(run: Run, orderId: string): Promise<OrderDetails | Failed> {
	const { client, settings, lookUps } = run;
	if (lookUps.lastFailure && lookUps.deadInARow >= DEAD_LOOKS) return lookUps.lastFailure;
	const details = await readOrder(client, settings.orderDetails, orderId);
	const isDead = 'outcome' in details && isDeadLook(details);
	lookUps.deadInARow = isDead ? lookUps.deadInARow + 1 : 0;
	if (isDead) lookUps.lastFailure = details;
	return details;
}

/**
 * Whether a look got no real answer: nobody answered, or Xportcn was too busy to. An answer that
 * cannot be read is about its one order only.
 */
export const isDeadLook = ({ outcome, errorCode, retryable }: Failed): boolean =>
	errorCode !== 'UNREADABLE_ANSWER' && (outcome !== 'rejected' || retryable);
