import type { IDataObject } from 'n8n-workflow';

import { withCny } from '../../../shared/amounts';
import { isEmpty, isObject } from '../../../shared/json';
import { normalizeOrderId } from '../../../shared/orderId';
import { entriesIn } from '../lists';

/**
 * The fields of one order. Their names are documented in Xportcn's push messages; that the list and
 * the details use the same ones is inferred, so nothing here relies on a field being there.
 */

/** The order number in an order object: its own field, or that of a 1688-like tree (inferred). */
export function orderIdOf(order: IDataObject): string | undefined {
	const baseInfo = isObject(order.baseInfo) ? order.baseInfo : {};
	return (
		normalizeOrderId(order.orderId) ??
		normalizeOrderId(baseInfo.idOfStr) ??
		normalizeOrderId(baseInfo.id)
	);
}

/**
 * The fields of an item about an order: the vendor's own, amounts also in CNY, and `orderId` as
 * text, null when it cannot be read (a rounded number would name another order).
 */
export const orderJson = (order: IDataObject): IDataObject =>
	withCny({ ...order, orderId: orderIdOf(order) ?? null });

/**
 * What an order's details say about its payment. Documented values (push messages): `payStatus` 1
 * before payment, 2 paid; `orderStatus` WAITING_FOR_PAYMENT and CANCEL. All else is unclear, also a
 * cancelled order that was paid or has a `payTime`, as one documented sample has.
 */
export function paymentStateOf({
	payStatus,
	orderStatus,
	payTime,
}: IDataObject): 'paid' | 'unpaid' | 'unclear' {
	const isWaiting = orderStatus === 'WAITING_FOR_PAYMENT';
	const isCancelled = orderStatus === 'CANCEL';
	if (payStatus === 2 && !isWaiting && !isCancelled) return 'paid';
	if (payStatus === 1 && (isWaiting || isCancelled) && isEmpty(payTime)) return 'unpaid';
	return 'unclear';
}

/** What an answer about orders holds: the one order that `data` is, or the entries of its list. */
export const orderEntriesIn = (data: unknown): unknown[] => entriesIn(data, orderIdOf);

const SIMPLE_FIELDS = [
	'orderId',
	'orderNo',
	'outOrderId',
	'orderStatus',
	'payStatus',
	'totalAmount',
	'totalCny',
	'refundStatus',
	'tbCreateTime',
	'payTime',
] as const;

/** The useful few of an order's known fields. An order of an unknown shape stays as it is. */
export function simplifyOrder(json: IDataObject): IDataObject {
	if (json.orderStatus === undefined && json.payStatus === undefined) return json;
	return Object.fromEntries(
		SIMPLE_FIELDS.filter((name) => json[name] !== undefined).map((name) => [name, json[name]]),
	);
}
