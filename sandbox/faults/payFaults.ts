import type { PayData } from '../operations/pay';
import { ALREADY_DEBITED_TEXT, PENDING_TEXT } from '../texts';
import type { FaultBehaviour } from './faults';
import type { When } from './when';
import { whenOf } from './strike';

/** Which orders of a pay request are hit: those named, or so many of the first (default 1). */
interface ChosenOrders {
	orderIds?: string[];
	count?: number;
}

/** What goes wrong with a payment. */
export type PayFault =
	/** The ids are in neither list. Default when: after, so they were processed. */
	| ({ kind: 'omit'; when?: When } & ChosenOrders)
	/** The ids are in both lists. debited false: they are not processed. Default true. */
	| ({ kind: 'bothLists'; reason?: string; debited?: boolean } & ChosenOrders)
	/** These ids, which nobody asked for, are added to both lists. */
	| { kind: 'foreignIds'; orderIds: string[] }
	| (Accepted & ChosenOrders);

/**
 * A payment that is taken on: the answer says one thing, the funds account and the order's details
 * do another. Orders that cannot be paid are refused as ever. Without orderIds or count it is about
 * all orders of the request; the others are processed at once.
 */
export interface Accepted {
	kind: 'accepted';
	/**
	 * succeeded (default) = in successOrderIds; submitted = no data, only `msg`; pending = in
	 * failedOrderList with `reason`; both = in both lists with `reason`; payUrl = data with nothing but
	 * a link somebody still has to pay at; payUrlBeside = the link beside the two lists.
	 */
	as?: 'succeeded' | 'submitted' | 'pending' | 'both' | 'payUrl' | 'payUrlBeside';
	/** Text of `submitted`. */
	msg?: string;
	/** Text of `pending` and `both`. */
	reason?: string;
	/** When the debit happens, ms after the answer; 0 = at once, null = never. Default: the setting. */
	debitAfterMs?: number | null;
	/** When details show it, ms after the debit; 0 = with it, null = never. Default: the setting. */
	shownAfterMs?: number | null;
	/** Until then details show payStatus 9, 1688's "being paid" (inferred here), and not 1. */
	paying?: boolean;
}

/** The orders of a pay request that a fault is about. */
function chosen(fault: ChosenOrders, asked: readonly string[], count: number): string[] {
	const distinct = [...new Set(asked)];
	if (fault.orderIds) return distinct.filter((id) => fault.orderIds?.includes(id));
	return distinct.slice(0, fault.count ?? count);
}

/** The fault about accepted payments, when it is about this order. */
export function acceptedFault(
	fault: FaultBehaviour | null,
	asked: readonly string[],
	orderId: string,
): Accepted | null {
	if (fault?.kind !== 'accepted') return null;
	return chosen(fault, asked, asked.length).includes(orderId) ? fault : null;
}

/** The positions in the request that the fault keeps from being processed. */
export function isSpared(
	fault: FaultBehaviour | null,
	asked: readonly string[],
	position: number,
): boolean {
	if (fault?.kind === 'halfWay') return position >= fault.done;
	const spares =
		(fault?.kind === 'omit' && whenOf(fault) === 'before') ||
		(fault?.kind === 'bothLists' && fault.debited === false);
	return spares && chosen(fault, asked, 1).includes(asked[position]);
}

/** The lists as the fault would have them told. */
export function tellLists(
	fault: FaultBehaviour | null,
	asked: readonly string[],
	truth: PayData,
): PayData {
	switch (fault?.kind) {
		case 'omit':
			return without(truth, chosen(fault, asked, 1));
		case 'bothLists': {
			const ids = chosen(fault, asked, 1);
			return withBoth(without(truth, ids), ids, fault.reason);
		}
		case 'foreignIds':
			return withBoth(truth, fault.orderIds);
		case 'accepted':
			return tellAccepted(fault, chosen(fault, asked, asked.length), truth);
		default:
			return truth;
	}
}

function tellAccepted({ as, reason }: Accepted, ids: readonly string[], truth: PayData): PayData {
	if (as !== 'pending' && as !== 'both') return truth;
	const { successOrderIds, failedOrderList } = truth;
	const pending = successOrderIds.filter((id) => ids.includes(id));
	const failed = pending.map((orderId) => ({ orderId, failedReason: reason ?? PENDING_TEXT }));
	return {
		successOrderIds:
			as === 'both' ? successOrderIds : successOrderIds.filter((id) => !ids.includes(id)),
		failedOrderList: [...failedOrderList, ...failed],
	};
}

function without({ successOrderIds, failedOrderList }: PayData, ids: readonly string[]): PayData {
	return {
		successOrderIds: successOrderIds.filter((id) => !ids.includes(id)),
		failedOrderList: failedOrderList.filter(({ orderId }) => !ids.includes(orderId)),
	};
}

function withBoth(lists: PayData, ids: readonly string[], reason = ALREADY_DEBITED_TEXT): PayData {
	const failed = ids.map((orderId) => ({ orderId, failedReason: reason }));
	return {
		successOrderIds: [...lists.successOrderIds, ...ids],
		failedOrderList: [...lists.failedOrderList, ...failed],
	};
}
