import type { Envelope } from '../../../shared/envelope';
import { isObject } from '../../../shared/json';
import { normalizeOrderId } from '../../../shared/orderId';
import { vendorText } from '../../../shared/vendorText';
import type { Accepted } from '../../outcome/failureOf';
import { failed, succeeded } from '../../outcome/outcome';
import type { Failed, Result } from '../../outcome/outcome';
import { englishFor, reasonIn } from '../../outcome/reasons';

const LOOK_FIRST = 'Look at the order in Xportcn before you pay it again.';

/**
 * What an accepted pay answer says about each order asked for. Ids that were not asked for are
 * ignored; an id in neither list is `unknown`; for one in both the failed entry decides. Nothing is
 * taken for paid from an answer whose failed list cannot be read to the end.
 */
export function resultsOfPay({ httpStatus, envelope }: Accepted, orderIds: string[]): Result[] {
	const { requestId } = envelope;
	const lists = readLists(envelope.data);
	const doubtful = doubtfulIds(lists, orderIds);

	return orderIds.map((orderId) => {
		const reasons = lists.refused.get(orderId);
		const paid = lists.paid.has(orderId);
		const evidence = { httpStatus, requestId, failedReason: textOf(reasons) };
		if (reasons) return { ...refusal(reasons, paid), ...evidence };
		if (paid && !doubtful.has(orderId)) return succeeded({}, requestId);
		return failed(
			'unknown',
			paid ? 'UNREADABLE_ANSWER' : 'NOT_IN_ANSWER',
			paid
				? `Xportcn listed this order as paid, but its list of refused orders cannot be read, so the order may not have been paid. ${LOOK_FIRST}`
				: `Xportcn answered without saying anything about this order, so it may have been paid. ${LOOK_FIRST}`,
			evidence,
		);
	});
}

/** The result for an order in the failed list. */
function refusal(reasons: Array<string | null>, alsoPaid: boolean): Failed {
	const kinds = new Set(reasons.map((reason) => reasonIn(reason)?.kind));
	const because = englishFor(textOf(reasons));

	if (kinds.size === 1 && kinds.has('alreadyPaid')) {
		return failed('alreadyPaid', 'ALREADY_PAID', `${because} Nothing more to do.`);
	}
	if (kinds.has('alreadyPaid')) {
		return failed(
			'unknown',
			'ORDER_PENDING',
			`Xportcn gave reasons for this order that contradict each other, so it may have been paid. ${LOOK_FIRST}`,
		);
	}
	if (kinds.has('pending')) {
		return failed(
			'unknown',
			'ORDER_PENDING',
			`Xportcn did not pay this order yet, but did not refuse it either. ${because} ${LOOK_FIRST}`,
		);
	}
	return alsoPaid
		? failed(
				'rejected',
				'IN_BOTH_LISTS',
				`Xportcn listed this order as paid and as refused; this node counts it as refused. ${because} ${LOOK_FIRST}`,
			)
		: failed('rejected', 'ORDER_REFUSED', `Xportcn refused to pay this order. ${because}`);
}

const textOf = (reasons: Array<string | null> = []): string | null =>
	[...new Set(reasons)].filter((reason) => reason !== null).join(' / ') || null;

/** The two lists of a pay answer (documented: `successOrderIds`, `failedOrderList`). */
interface PayLists {
	paid: Set<string>;
	/** Order id -> the vendor's reasons, one for each entry. */
	refused: Map<string, Array<string | null>>;
	/** Whether every entry of the failed list names an order. */
	refusedIsReadable: boolean;
}

function readLists(data: Envelope['data']): PayLists {
	const { successOrderIds, failedOrderList } = isObject(data) ? data : {};
	const entries = failedOrderList ?? [];
	const refused: PayLists['refused'] = new Map();
	let refusedIsReadable = Array.isArray(entries);

	for (const entry of Array.isArray(entries) ? entries : []) {
		const orderId = isObject(entry) ? normalizeOrderId(entry.orderId) : undefined;
		if (orderId === undefined || !isObject(entry)) {
			refusedIsReadable = false;
			continue;
		}
		refused.set(orderId, [...(refused.get(orderId) ?? []), vendorText(entry.failedReason)]);
	}
	const ids = Array.isArray(successOrderIds) ? successOrderIds : [];
	const paid = new Set(ids.map(normalizeOrderId).filter((id) => id !== undefined));
	return { paid, refused, refusedIsReadable };
}

/**
 * The orders that a failed entry may be about although it does not say so: all of them when an entry
 * cannot be read, and one whose number is the same as a foreign entry's once both are rounded.
 */
function doubtfulIds({ refused, refusedIsReadable }: PayLists, asked: string[]): Set<string> {
	if (!refusedIsReadable) return new Set(asked);
	const foreign = [...refused.keys()].filter((orderId) => !asked.includes(orderId)).map(Number);
	return new Set(asked.filter((orderId) => foreign.includes(Number(orderId))));
}
