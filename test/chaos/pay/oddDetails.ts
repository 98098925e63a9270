import type { Order } from '../../../sandbox';

/**
 * Details of an order that do not state an amount that can be relied on. None of them shows an order
 * as paid.
 */
const DETAILS: Record<string, (fields: Details, other: Details) => unknown> = {
	'amount as text': (fields) => ({ ...fields, totalAmount: String(fields.totalAmount) }),
	'decimal amount': (fields) => ({ ...fields, totalAmount: fields.totalAmount / 100 + 0.001 }),
	'no amount': (fields) => without(fields, 'totalAmount'),
	'negative amount': (fields) => ({ ...fields, totalAmount: -1 }),
	'null amount': (fields) => ({ ...fields, totalAmount: null }),
	'amount in an object': (fields) => ({ ...fields, totalAmount: { fen: 1 } }),
	'status as text': (fields) => ({ ...fields, totalAmount: 1, payStatus: '1' }),
	'no status': (fields) => ({ ...without(fields, 'orderStatus'), totalAmount: 1 }),
	'unknown status': (fields) => ({ ...fields, orderStatus: 'PAYING', payStatus: 9 }),
	'another order': (_fields, other) => ({ ...other, totalAmount: 1 }),
	'a list with another order': (_fields, other) => [{ ...other, totalAmount: 1 }],
	'no number': (fields) => ({ ...without(fields, 'orderId'), totalAmount: 1 }),
	'a tree as at 1688': ({ orderId, totalAmount }) => ({
		baseInfo: { idOfStr: orderId, status: 'waitbuyerpay', totalAmount: totalAmount / 100 },
	}),
	'an amount beside a tree': ({ orderId }) => ({
		baseInfo: { idOfStr: orderId, status: 'waitbuyerpay' },
		totalAmount: 1,
	}),
	null: () => null,
	'an empty list': () => ({ total: 0, rows: [] }),
	text: () => '订单不存在',
};

const without = (fields: Details, name: string) =>
	Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));

export type DetailsShape = string;
export const SHAPES: readonly DetailsShape[] = Object.keys(DETAILS);

type Details = ReturnType<typeof fieldsOf>;

/** The order as its details show it, unpaid. */
const fieldsOf = ({ orderId, orderNo, orderStatus, totalAmount, tbCreateTime }: Order) => ({
	orderId,
	orderNo,
	orderStatus,
	payStatus: 1,
	totalAmount,
	tbCreateTime,
	payTime: null,
});

/** The whole answer with an order's details in such a shape. */
export function oddDetails(shape: DetailsShape, order: Order, other: Order): string {
	const data = DETAILS[shape](fieldsOf(order), fieldsOf(other));
	return JSON.stringify({ requestId: 'd'.repeat(32), code: 200, msg: '成功', data });
}
