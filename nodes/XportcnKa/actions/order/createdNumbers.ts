import type { IExecuteFunctions } from 'n8n-workflow';

import { parseOrderId } from '../../../shared/ids';
import { failed } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import type { XportcnClient } from '../../transport/client';
import { openOrderMemory } from './orderMemory';

/** Notes what became of a purchase that was begun. */
type Settle = (results: Result[]) => void;

/**
 * The buyer's own numbers that an execution has created orders under, over its loops and the agent's
 * calls. The order list may not show those orders yet.
 */
export interface CreatedNumbers {
	/**
	 * Notes that an order is about to be created under a number.
	 * @param cancelled the orders of this number that the list shows as cancelled; undefined where another
	 * order of the number is wanted
	 * @returns the results of a purchase that must not be created; else what its end is to be told to
	 */
	begin(
		client: XportcnClient,
		outOrderId: string | undefined,
		cancelled: readonly string[] | undefined,
	): { refused: Result[] } | { settle: Settle };
}

/** An order may have come to be, and nobody knows which. */
const UNCLEAR = 'unclear';

export function openCreatedNumbers(context: IExecuteFunctions): CreatedNumbers {
	const memory = openOrderMemory(context, 'createdUnderNumber');
	return {
		begin(client, outOrderId, cancelled) {
			if (outOrderId === undefined) return { settle: () => undefined };
			// a number in two accounts is two orders
			const number = `${client.accountId} ${outOrderId}`;
			const before = memory.get(client, number);
			if (cancelled !== undefined && before !== undefined) {
				if (before === UNCLEAR) return { refused: [EARLIER_IS_UNCLEAR] };
				const left = idsIn(before).filter((orderId) => !cancelled.includes(orderId));
				if (left.length > 0) return { refused: left.map(notListed) };
			}
			// from here on, for a call beside this one
			memory.set(client, number, UNCLEAR);
			return {
				settle(results) {
					const after = [before, createdBy(results)].filter((known) => known !== undefined);
					if (after.length === 0) memory.forget(client, number);
					else memory.set(client, number, after.includes(UNCLEAR) ? UNCLEAR : after.join());
				},
			};
		},
	};
}

const idsIn = (known: string): string[] => known.split(',');

/** The numbers of the orders that a purchase created; undefined for none. */
function createdBy(results: Result[]): string | undefined {
	const made = results.filter(({ outcome }) => outcome !== 'rejected' && outcome !== 'notSent');
	const orderIds = made.flatMap(({ json }) => parseOrderId(json?.orderId) ?? []);
	const isClear =
		orderIds.length === made.length && made.every(({ outcome }) => outcome !== 'unknown');
	if (!isClear) return UNCLEAR;
	return orderIds.length > 0 ? orderIds.join() : undefined;
}

export const EARLIER_IS_UNCLEAR = failed(
	'notSent',
	'CANNOT_LOOK',
	"An earlier item of this execution has the same 'Out Order ID', and it is not known what became of it. No order was created for this item. Look at the earlier one in Xportcn first.",
);

const notListed = (orderId: string): Result =>
	failed(
		'notSent',
		'ALREADY_EXISTS',
		"This execution has created this order with the same 'Out Order ID', but the order list does not show it yet. No other order was created. Look at it with Order → Get.",
		{ json: { orderId, existing: true } },
	);
