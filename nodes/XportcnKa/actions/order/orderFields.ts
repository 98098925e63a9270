import type { IDataObject } from 'n8n-workflow';

import { withCny } from '../../../shared/amounts';
import { parseId } from '../../../shared/ids';
import { isEmpty, isObject, without } from '../../../shared/json';
import { amountInFen } from '../../../shared/money';
import type { AmountUnit } from '../../../shared/money';
import { statusText } from '../../../shared/orderStatus';

/**
 * The fields of one order. Their names are documented in Xportcn's push messages; that the list and
 * the details use the same ones is inferred, so nothing here relies on a field being there.
 */

/** The order number in an order object: its own field, or that of a 1688-like tree (inferred). */
export function orderIdOf(order: IDataObject): string | undefined {
	const baseInfo = isObject(order.baseInfo) ? order.baseInfo : {};
	return parseId(order.orderId) ?? parseId(baseInfo.idOfStr) ?? parseId(baseInfo.id);
}

/**
 * The fields of an item about an order: the vendor's own, its status in words, amounts also in CNY, and
 * `orderId` as text. It is absent when it cannot be read: a rounded number would name another order.
 */
export function orderJson(order: IDataObject, unit: AmountUnit): IDataObject {
	const orderId = orderIdOf(order);
	const status = statusText(order);
	return withCny(
		{
			...(orderId === undefined ? {} : { orderId }),
			...without(order, 'orderId'),
			...(status === undefined ? {} : { statusText: status }),
		},
		unit,
	);
}

/** Whether an object has KA's own fields of an order, those that its push messages document. */
const isKaOrder = ({ orderStatus, payStatus }: IDataObject): boolean =>
	typeof orderStatus === 'string' && orderStatus !== '' && Number.isInteger(payStatus);

/**
 * What an order costs, in fen. Undefined when it cannot be told for certain: an amount of another
 * shape of order may have another unit.
 */
export const totalOf = (order: IDataObject, unit: AmountUnit): number | undefined =>
	isKaOrder(order) ? amountInFen(order.totalAmount, unit) : undefined;

/** What an order's details say about its payment. */
export type PaymentState = 'paid' | 'unpaid' | 'cancelled' | 'unclear';

/**
 * What an order's details say about its payment. Documented values (push messages): `payStatus` 1
 * before payment, 2 paid; `orderStatus` WAITING_FOR_PAYMENT and CANCEL. All else is unclear, also a
 * cancelled order that was paid or has a `payTime`, as one documented sample has. "Unpaid" does not
 * prove that nothing was debited.
 */
export function paymentStateOf({ payStatus, orderStatus, payTime }: IDataObject): PaymentState {
	const isWaiting = orderStatus === 'WAITING_FOR_PAYMENT';
	const isCancelled = orderStatus === 'CANCEL';
	if (payStatus === 2 && !isWaiting && !isCancelled) return 'paid';
	if (payStatus !== 1 || !isEmpty(payTime)) return 'unclear';
	if (isCancelled) return 'cancelled';
	return isWaiting ? 'unpaid' : 'unclear';
}

const SIMPLE_FIELDS = [
	'orderId',
	'outOrderId',
	'totalCny',
	'statusText',
	'orderNo',
	'orderStatus',
	'payStatus',
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
