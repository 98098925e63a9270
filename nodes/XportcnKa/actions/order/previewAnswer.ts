import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../../../shared/endpoints';
import { isObject } from '../../../shared/json';
import { acceptedAnswer, failureOf } from '../../outcome/failureOf';
import { failed } from '../../outcome/outcome';
import type { Failed } from '../../outcome/outcome';
import type { XportcnClient } from '../../transport/client';
import type { Purchase } from './purchase';

export interface Preview {
	/** One entry per order that the purchase would be split into, the vendor's fields. */
	orders: IDataObject[];
	requestId: string | null;
}

/**
 * Asks what a purchase would cost (documented: `data` is an array). Changes nothing.
 * @returns the preview, or why there is none
 */
export async function previewPurchase(
	client: XportcnClient,
	endpoint: Endpoint,
	purchase: Purchase,
): Promise<Preview | Failed> {
	const reply = await client.send(endpoint, purchase);
	const accepted = acceptedAnswer(reply);
	if (!accepted) return failureOf(reply);

	const { httpStatus, envelope } = accepted;
	const { data, requestId } = envelope;
	const orders = Array.isArray(data) && data.every(isObject) ? data : [];
	if (orders.length > 0) return { orders, requestId };
	return failed(
		'unknown',
		'UNREADABLE_ANSWER',
		'Xportcn accepted the preview, but its answer names no order that this node can read. Nothing was changed. Check the items and the address.',
		{ httpStatus, requestId, retryable: true },
	);
}

/** Goods and freight of all orders of a preview, in fen. Undefined when an amount is not readable. */
export function totalOf({ orders }: Preview): number | undefined {
	const amounts = orders.map(({ sumPayment }) => sumPayment);
	return amounts.every((fen) => typeof fen === 'number' && Number.isSafeInteger(fen) && fen >= 0)
		? (amounts as number[]).reduce((sum, fen) => sum + fen, 0)
		: undefined;
}
