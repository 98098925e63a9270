import type { PayData } from '../operations/pay';
import { ALREADY_DEBITED_TEXT } from '../texts';
import { whenOf, type FaultBehaviour } from './faults';

/** The orders of a pay request that a fault of its two lists is about. */
function chosen(fault: { orderIds?: string[]; count?: number }, asked: readonly string[]) {
	const distinct = [...new Set(asked)];
	if (fault.orderIds) return distinct.filter((id) => fault.orderIds?.includes(id));
	return distinct.slice(0, fault.count ?? 1);
}

/** The ids that the fault keeps from being processed. */
export function idsNotProcessed(fault: FaultBehaviour | null, asked: readonly string[]): string[] {
	const spares =
		(fault?.kind === 'omit' && whenOf(fault) === 'before') ||
		(fault?.kind === 'bothLists' && fault.debited === false);
	return spares ? chosen(fault, asked) : [];
}

/** The lists as the fault would have them told. */
export function tellLists(
	fault: FaultBehaviour | null,
	asked: readonly string[],
	truth: PayData,
): PayData {
	switch (fault?.kind) {
		case 'omit':
			return without(truth, chosen(fault, asked));
		case 'bothLists': {
			const ids = chosen(fault, asked);
			return withBoth(without(truth, ids), ids, fault.reason);
		}
		case 'foreignIds':
			return withBoth(truth, fault.orderIds);
		default:
			return truth;
	}
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
