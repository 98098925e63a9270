import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { isEmpty } from '../shared/json';
import { stageOf, statusFieldsOf } from '../shared/orderStatus';

/** What happens to an order once, in the order in which it happens. */
export const ORDER_EVENTS = ['created', 'paid', 'shipped', 'cancelled'] as const;
export type OrderEvent = (typeof ORDER_EVENTS)[number];

/** Stands for every event, and for any other change of an order's status. */
export const ANY_CHANGE = 'changed';

/** What a user can choose to be told of. */
export type WatchedEvent = OrderEvent | typeof ANY_CHANGE;

export const isWatchedEvent = (value: unknown): value is WatchedEvent =>
	value === ANY_CHANGE || (ORDER_EVENTS as readonly unknown[]).includes(value);

/** The choices of *Trigger On*, by name. What is inferred says so. */
export const eventOptions: INodePropertyOptions[] = [
	{
		name: 'Order Cancelled',
		value: 'cancelled',
		description: 'Its status is CANCEL',
	},
	{
		name: 'Order Changed',
		value: ANY_CHANGE,
		description:
			'Any of the others, and every other change of its status, known to this node or not',
	},
	{
		name: 'Order Created',
		value: 'created',
		description: 'It was not in the order list before',
	},
	{
		name: 'Order Paid',
		value: 'paid',
		description: 'Its pay status is 2, or one that only comes after it (inferred: 4 and 6)',
	},
	{
		name: 'Order Shipped (Inferred)',
		value: 'shipped',
		description:
			"Its status says that it was sent, or what comes after. Xportcn's words for that are inferred: Order Changed also tells of words that this node does not know.",
	},
];

/**
 * What has happened to an order, as its status says: an order that is further than an event has had
 * it. Whether it was paid is decided by its `payStatus` (documented: 2; inferred: what can only come
 * after that, paid out to the seller and refunded), so that one which is shipped before it is paid for
 * counts as paid when it is. Only where the list shows no `payStatus` does its stage decide.
 */
export function eventsOf(order: IDataObject): OrderEvent[] {
	const { byStatus, byPayment } = stageOf(order);
	const isPaid = isEmpty(statusFieldsOf(order).payStatus)
		? byStatus === 'paid' || byStatus === 'shipped'
		: byPayment === 'paid' && byStatus !== 'unpaid';
	const hasHappened: Record<OrderEvent, boolean> = {
		created: true,
		paid: isPaid,
		shipped: byStatus === 'shipped',
		cancelled: byStatus === 'cancelled',
	};
	return ORDER_EVENTS.filter((event) => hasHappened[event]);
}
