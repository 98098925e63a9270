import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { isEmpty } from '../shared/json';
import { statusFieldsOf } from '../shared/orderStatus';

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
		description: 'Its pay status is 2',
	},
	{
		name: 'Order Shipped (Inferred)',
		value: 'shipped',
		description:
			"Its status says that it was sent, or what comes after. Xportcn's words for that are inferred: Order Changed also tells of words that this node does not know.",
	},
];

/** How far an order is, as its `orderStatus` alone says. */
type Stage = 'unpaid' | 'paid' | 'shipped' | 'cancelled';

/**
 * The stages of the known statuses, in capital letters. Documented (push messages): the first of each
 * of unpaid, paid and cancelled. All others are inferred: 1688's own words, and words made as KA's
 * documented ones are.
 */
const STATUSES: Readonly<Record<Stage, readonly string[]>> = {
	unpaid: ['WAITING_FOR_PAYMENT', 'WAITBUYERPAY'],
	paid: ['WAITING_FOR_SENT', 'WAITSELLERSEND', 'WAITLOGISTICSTAKEIN'],
	shipped: [
		...['WAITING_FOR_RECEIVE', 'WAITING_FOR_RECEIVED', 'WAITING_FOR_RECEIPT', 'WAITBUYERRECEIVE'],
		...['WAITBUYERSIGN', 'SIGNINSUCCESS', 'CONFIRM_GOODS', 'SUCCESS'],
	],
	cancelled: ['CANCEL'],
};

const STAGE_OF = new Map(
	(Object.keys(STATUSES) as Stage[]).flatMap((stage) =>
		STATUSES[stage].map((status) => [status, stage] as const),
	),
);

/**
 * What has happened to an order, as its status says: an order that is further than an event has had
 * it. Whether it was paid is decided by its `payStatus` (documented: 2), so that one which is shipped
 * before it is paid for counts as paid when it is. Only where the list shows no `payStatus` does its
 * stage decide.
 */
export function eventsOf(order: IDataObject): OrderEvent[] {
	const { orderStatus, payStatus } = statusFieldsOf(order);
	const stage = STAGE_OF.get(String(orderStatus ?? '').toUpperCase());
	const isPaid = isEmpty(payStatus)
		? stage === 'paid' || stage === 'shipped'
		: String(payStatus) === '2' && stage !== 'unpaid';
	const hasHappened: Record<OrderEvent, boolean> = {
		created: true,
		paid: isPaid,
		shipped: stage === 'shipped',
		cancelled: stage === 'cancelled',
	};
	return ORDER_EVENTS.filter((event) => hasHappened[event]);
}
