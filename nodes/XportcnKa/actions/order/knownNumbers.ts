import type { IExecuteFunctions } from 'n8n-workflow';

import { parseOrderId } from '../../../shared/ids';
import { failed, isFailed } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import type { XportcnClient } from '../../transport/client';
import { openOrderMemory } from './orderMemory';

/** What an execution knows of one of the buyer's own numbers. */
interface Known {
	/** The orders that it has created or found under the number. */
	orderIds: string[];
	/** How many purchases were begun of which it is not known (yet) what they created. */
	unclear: number;
}

const NOTHING: Known = { orderIds: [], unclear: 0 };

/** Orders of a number as the list shows them, by their own numbers. */
export interface Listed {
	orderIds: readonly string[];
	cancelled: readonly string[];
}

/** A purchase that is about to be sent. */
export interface Begun {
	/** Whether every other purchase of its number is settled: else its orders could be another's. */
	isOnlyOne(): boolean;
	/** Notes what became of it. */
	settle(results: Result[]): void;
}

/**
 * The buyer's own numbers that an execution has created or found orders under, over its loops and the
 * agent's calls. The order list may not show those orders yet, or not any more.
 */
export interface KnownNumbers {
	/**
	 * Notes the orders that the list shows under a number.
	 * @returns the results for those that it does not show, although this execution knows them
	 */
	compare(client: XportcnClient, outOrderId: string, listed: Listed): Result[];
	/**
	 * Notes that an order is about to be created under a number.
	 * @param listed what the list shows; undefined where another order of the number is wanted
	 */
	begin(
		client: XportcnClient,
		outOrderId: string | undefined,
		listed: Listed | undefined,
	): { refused: Result[] } | Begun;
}

export function openKnownNumbers(context: IExecuteFunctions): KnownNumbers {
	const memory = openOrderMemory<Known>(context, 'knownNumbers');
	// a number in two accounts is two orders
	const numberOf = ({ accountId }: XportcnClient, outOrderId: string) =>
		`${accountId} ${outOrderId}`;
	const knownOf = (client: XportcnClient, outOrderId: string) =>
		memory.get(client, numberOf(client, outOrderId)) ?? NOTHING;
	// what is kept now counts, and not what was kept when a purchase began: others go on beside it
	const add = (
		client: XportcnClient,
		outOrderId: string,
		orderIds: readonly string[],
		unclear: number,
	) => {
		const known = knownOf(client, outOrderId);
		memory.set(client, numberOf(client, outOrderId), {
			orderIds: [...new Set([...known.orderIds, ...orderIds])],
			unclear: known.unclear + unclear,
		});
	};

	return {
		compare(client, outOrderId, listed) {
			const missing = notIn(listed, knownOf(client, outOrderId));
			add(client, outOrderId, listed.orderIds, 0);
			return missing;
		},
		begin(client, outOrderId, listed) {
			if (outOrderId === undefined) return UNNUMBERED;
			if (listed) {
				const known = knownOf(client, outOrderId);
				const missing = notIn(listed, known);
				if (missing.length > 0) return { refused: missing };
				if (known.unclear > 0) return { refused: [EARLIER_IS_UNCLEAR] };
			}
			// from here on, for a call beside this one
			add(client, outOrderId, [], 1);
			return {
				isOnlyOne: () => knownOf(client, outOrderId).unclear === 1,
				settle: (results) =>
					add(client, outOrderId, orderIdsOf(results), isClear(results) ? -1 : 0),
			};
		},
	};
}

/** Nobody can look for an order without a number, or take it for another's. */
const UNNUMBERED: Begun = { isOnlyOne: () => true, settle: () => undefined };

const notIn = ({ orderIds, cancelled }: Listed, known: Known): Result[] =>
	known.orderIds
		.filter((orderId) => !orderIds.includes(orderId) && !cancelled.includes(orderId))
		.map(notListed);

const orderIdsOf = (results: Result[]): string[] =>
	results.filter(mayHaveCreated).flatMap(({ json }) => parseOrderId(json?.orderId) ?? []);

const mayHaveCreated = ({ outcome }: Result): boolean =>
	outcome !== 'rejected' && outcome !== 'notSent';

/** Whether the orders that results name are certainly all that the purchase created. */
const isClear = (results: Result[]): boolean =>
	results
		.filter(mayHaveCreated)
		.every(
			(result) =>
				(!isFailed(result) || result.errorCode === 'PRICE_CHANGED') &&
				parseOrderId(result.json?.orderId) !== undefined,
		);

export const EARLIER_IS_UNCLEAR = failed(
	'notSent',
	'CANNOT_LOOK',
	"An earlier item of this execution has the same 'Out Order ID', and it is not known what became of it. No order was created for this item. Look at the earlier one in Xportcn first.",
);

const notListed = (orderId: string): Result =>
	failed(
		'notSent',
		'ALREADY_EXISTS',
		"This execution has created or found this order with the same 'Out Order ID', but the order list does not show it now. No other order was created. Look at it with Order → Get.",
		{ json: { orderId, existing: true } },
	);
