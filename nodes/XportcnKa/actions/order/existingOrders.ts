import type { IDataObject } from 'n8n-workflow';

import { isEmpty } from '../../../shared/json';
import { MASKED } from '../../../shared/secretMask';
import { failed } from '../../outcome/outcome';
import type { Failed } from '../../outcome/outcome';
import type { XportcnClient } from '../../transport/client';
import { readPages } from '../pages';
import { orderIdOf } from './orderFields';
import { orderListing } from './orderList';

export type ExistingRead =
	| {
			ok: true;
			orders: Array<{ orderId: string; order: IDataObject }>;
			/** The numbers of the cancelled ones. */
			cancelled: string[];
			requestId: string | null;
	  }
	| { ok: false; failure: Failed };

/**
 * The orders that have the buyer's own number already, without the cancelled ones. A list that ignores
 * the filter is read to its end. One that cannot be read to there, or whose orders have no such number,
 * tells nothing. An empty list is believed.
 */
export async function findExisting(
	client: XportcnClient,
	outOrderId: string,
): Promise<ExistingRead> {
	const orders: Array<{ orderId: string; order: IDataObject }> = [];
	const cancelled: string[] = [];
	let lastRequestId: string | null = null;
	let hasAnyNumber = false;
	let hasOtherNumber = false;
	let rows = 0;
	let stated = Infinity;
	let isPageIgnored = false;
	let isEndUnclear = false;

	const pages = readPages(client, orderListing(client), { outOrderId }, Infinity, true);
	for await (const read of pages) {
		if (!read.ok) return cannotLook(read.failure);
		const { entries, requestId, total, isFirstAgain, isRepeated } = read.page;
		lastRequestId = requestId;
		rows += entries.length;
		// the largest, should they differ: what is missing then is not known to be elsewhere
		if (total !== Infinity) stated = stated === Infinity ? total : Math.max(stated, total);
		isPageIgnored ||= isFirstAgain;
		// other orders may have come in meanwhile, and pushed what is not read yet further down
		isEndUnclear ||= isRepeated && !isFirstAgain;
		for (const order of entries) {
			if (!('outOrderId' in order)) return withoutNumber(requestId);
			hasAnyNumber ||= !isEmpty(order.outOrderId);
			const number = String(order.outOrderId ?? '');
			// one that has a secret of ours in it is hidden, and may be the one
			if (number.includes(MASKED)) return withHidden(requestId);
			if (number !== outOrderId) {
				hasOtherNumber = true;
				continue;
			}
			const orderId = orderIdOf(order);
			if (orderId === undefined) return withoutNumber(requestId);
			if (order.orderStatus === 'CANCEL') cancelled.push(orderId);
			else orders.push({ orderId, order });
		}
	}
	// a list in which no order has such a number may not know it at all
	if (rows > 0 && !hasAnyNumber) return withoutNumber(lastRequestId);
	// a list that ignores the page number shows its first page only: what it does not show may be there
	const isCutShort =
		// a total that the rows exceed is no count of them
		stated === Infinity || stated < rows
			? isEndUnclear || (isPageIgnored && (hasOtherNumber || orders.length === 0))
			: rows < stated;
	if (isCutShort) return notToEnd(lastRequestId);
	return { ok: true, orders, cancelled, requestId: lastRequestId };
}

const cannotLook = ({
	errorMessage,
	failedReason,
	httpStatus,
	requestId,
	retryable,
	isAboutCredential,
}: Failed): ExistingRead => ({
	ok: false,
	failure: failed(
		'notSent',
		'CANNOT_LOOK',
		`The order list could not be read, so it is not known whether this order exists already. No order was created. ${errorMessage}`,
		{ failedReason, httpStatus, requestId, retryable, isAboutCredential },
	),
});

const withoutNumber = (requestId: string | null): ExistingRead => ({
	ok: false,
	failure: failed(
		'notSent',
		'CANNOT_LOOK',
		"The order list does not show the 'Out Order ID' of its orders, so it is not known whether this order exists already. No order was created. Set 'If It Exists Already' to Create Another, and keep your own list of what was ordered.",
		{ requestId },
	),
});

const withHidden = (requestId: string | null): ExistingRead => ({
	ok: false,
	failure: failed(
		'notSent',
		'CANNOT_LOOK',
		"An order in the list has an 'Out Order ID' with the Access Key or the Access Secret in it. This node hides both, so it is not known whether this order exists already. No order was created. Look for the order in Xportcn, and leave both keys out of your order numbers.",
		{ requestId },
	),
});

const notToEnd = (requestId: string | null): ExistingRead => ({
	ok: false,
	failure: failed(
		'notSent',
		'CANNOT_LOOK',
		"The order list could not be read to its end, so it is not known whether this order exists already. No order was created. Set 'If It Exists Already' to Create Another, and keep your own list of what was ordered.",
		{ requestId },
	),
});
