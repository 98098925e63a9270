import type { Envelope } from '../../../shared/envelope';
import { isObject, textOrNull } from '../../../shared/json';
import type { Accepted } from '../../outcome/failureOf';
import { failed, succeeded } from '../../outcome/outcome';
import type { Failed, Result } from '../../outcome/outcome';
import { englishFor, saysAlreadyPaid } from '../../outcome/reasons';
import { normalizeOrderId } from './orderIds';

/** The two lists of a pay answer (documented: `successOrderIds`, `failedOrderList`). */
interface PayLists {
	paid: Set<string>;
	/** Order id -> the vendor's reason. */
	refused: Map<string, string | null>;
}

/**
 * What an accepted pay answer says about each order asked for. Ids that were not asked for are
 * ignored; an id in neither list is `unknown`; for one in both the failed entry decides.
 */
export function resultsOfPay({ httpStatus, envelope }: Accepted, orderIds: string[]): Result[] {
	const { paid, refused } = readLists(envelope.data);
	const evidence = { httpStatus, requestId: envelope.requestId };

	return orderIds.map((orderId) => {
		if (refused.has(orderId)) {
			const reason = refused.get(orderId) ?? null;
			return { ...refusal(reason, paid.has(orderId)), ...evidence, failedReason: reason };
		}
		if (paid.has(orderId)) return succeeded({}, envelope.requestId);
		return failed(
			'unknown',
			'NOT_IN_ANSWER',
			'Xportcn answered without saying anything about this order, so it may have been paid. Look at the order in Xportcn before you pay it again.',
			evidence,
		);
	});
}

/** The result for an order in the failed list. */
function refusal(reason: string | null, alsoPaid: boolean): Failed {
	if (saysAlreadyPaid(reason)) {
		return failed('alreadyPaid', 'ALREADY_PAID', `${englishFor(reason)} Nothing more to do.`);
	}
	const because = englishFor(reason) ?? "The reason in Xportcn's own words is in 'failedReason'.";
	return alsoPaid
		? failed(
				'rejected',
				'IN_BOTH_LISTS',
				`Xportcn listed this order both as paid and as refused; the refusal counts. ${because} Look at the order in Xportcn before you pay it again.`,
			)
		: failed('rejected', 'ORDER_REFUSED', `Xportcn refused to pay this order. ${because}`);
}

function readLists(data: Envelope['data']): PayLists {
	const lists = isObject(data) ? data : {};
	const entries = Array.isArray(lists.failedOrderList) ? lists.failedOrderList : [];
	const ids = Array.isArray(lists.successOrderIds) ? lists.successOrderIds : [];
	const refused = new Map<string, string | null>();
	for (const entry of entries.filter(isObject)) {
		const orderId = normalizeOrderId(entry.orderId);
		if (orderId) refused.set(orderId, textOrNull(entry.failedReason));
	}
	return { paid: new Set(ids.map(normalizeOrderId).filter((id) => id !== undefined)), refused };
}
