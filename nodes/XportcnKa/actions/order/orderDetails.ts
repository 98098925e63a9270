import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../../../shared/endpoints';
import type { Failed } from '../../outcome/outcome';
import type { XportcnClient } from '../../transport/client';
import { readDetails } from '../details';
import type { Subject } from '../details';
import type { Run } from '../run';
import { orderIdOf } from './orderFields';

export interface OrderDetails {
	order: IDataObject;
	requestId: string | null;
}

/** Reads one order. The request is inferred. */
export async function readOrder(
	client: XportcnClient,
	endpoint: Endpoint,
	orderId: string,
): Promise<OrderDetails | Failed> {
	const details = await readDetails(client, endpoint, { orderId }, orderId, ORDER);
	if ('outcome' in details) return details;
	return { order: details.entry, requestId: details.requestId };
}

const ORDER: Subject = { name: 'order', number: 'order number', idOf: orderIdOf };

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
