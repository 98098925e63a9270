import type { IDataObject } from 'n8n-workflow';

import { SUCCESS_CODE } from '../../../shared/envelope';
import type { Envelope } from '../../../shared/envelope';
import { parseId } from '../../../shared/ids';
import { isEmpty, isObject } from '../../../shared/json';
import { vendorText } from '../../../shared/vendorText';
import { acceptedAnswer } from '../../outcome/accepted';
import { failureOf } from '../../outcome/failure';
import { failed, succeeded } from '../../outcome/outcome';
import type { Failed, Result } from '../../outcome/outcome';
import { englishFor, reasonIn } from '../../outcome/reasons';
import { isOk } from '../../transport/httpResult';
import type { HttpResult } from '../../transport/httpResult';

const LOOK_FIRST = 'Look at the order in Xportcn before you pay it again.';
/** Debited is not yet paid to the seller: that can still fail (inferred). */
const SEE_WHETHER_PAID = 'Do not pay it again. Order → Get shows whether it is paid by now.';

/** What the answer to a payment says about one order. */
export interface PayVerdict {
	result: Result;
	/** Whether an answer took the order on, so that it may have been debited. */
	wasAccepted: boolean;
	/** Whether an answer about this order alone says that it was debited before. */
	saysPaidBefore: boolean;
}

/** What came of a pay request, for each of its orders. */
export function parsePayResponse(
	response: HttpResult,
	orderIds: readonly string[],
): Map<string, PayVerdict> {
	const accepted = acceptedAnswer(response);
	const verdicts = accepted
		? parseLists(accepted.httpStatus, accepted.envelope, orderIds)
		: sameForAll(response, orderIds);
	const links =
		response.kind === 'answered' ? payUrlsIn(response.envelope.data, new Set(orderIds)) : [];
	if (links.length > 0) withLinks(verdicts, links);
	return verdicts;
}

function sameForAll(response: HttpResult, orderIds: readonly string[]): Map<string, PayVerdict> {
	const isSingle = orderIds.length === 1;
	const result = failureOf(response, { mayHave: 'The order may have been paid.', isSingle });
	const wasAccepted =
		response.kind === 'answered' &&
		isOk(response.httpStatus) &&
		response.envelope.code === SUCCESS_CODE;
	// of several orders it may be about one, while the others were debited by this very request
	const saysPaidBefore = isSingle && isPaidBefore(result.failedReason);
	return new Map(orderIds.map((orderId) => [orderId, { result, wasAccepted, saysPaidBefore }]));
}

const isPaidBefore = (reason: string | null): boolean => reasonIn(reason)?.kind === 'alreadyPaid';

/**
 * What an accepted pay answer says about each order asked for. Numbers that were not asked for are
 * ignored; an order in neither list is `unknown`; so is one in both, unless it was debited before.
 * Nothing is taken for paid from an answer whose failed list cannot be read to the end.
 */
function parseLists(
	httpStatus: number,
	{ data, requestId }: Envelope,
	orderIds: readonly string[],
): Map<string, PayVerdict> {
	const lists = readLists(data);
	const doubtful = doubtfulIds(lists, orderIds);
	const verdictOn = (orderId: string): PayVerdict => {
		const reasons = lists.refused.get(orderId);
		const isPaid = lists.paid.has(orderId);
		if (isPaid && !reasons && !doubtful.has(orderId))
			return { result: succeeded({}, requestId), wasAccepted: true, saysPaidBefore: false };
		const details = { httpStatus, requestId, failedReason: textOf(reasons) };
		if (reasons) {
			const refusal = { ...(isPaid ? inBothLists(reasons) : refused(reasons)), ...details };
			return {
				result: refusal,
				wasAccepted: isPaid || refusal.outcome === 'unknown',
				saysPaidBefore: !isPaid && reasons.some(isPaidBefore),
			};
		}
		const result = isPaid
			? failed(
					'unknown',
					'UNREADABLE_ANSWER',
					`Xportcn listed this order as paid, but its list of refused orders cannot be read. The order may not have been paid. ${LOOK_FIRST}`,
					details,
				)
			: failed(
					'unknown',
					'NOT_IN_ANSWER',
					`Xportcn's answer says nothing about this order. It may have been paid. ${LOOK_FIRST}`,
					details,
				);
		return { result, wasAccepted: true, saysPaidBefore: false };
	};
	return new Map(orderIds.map((orderId) => [orderId, verdictOn(orderId)]));
}

/** An order that is in the failed list only. */
function refused(reasons: Array<string | null>): Failed {
	const kinds = new Set(reasons.map((reason) => reasonIn(reason)?.kind));
	const because = englishFor(textOf(reasons));
	if (kinds.size === 1 && kinds.has('alreadyPaid')) {
		return failed('alreadyPaid', 'ALREADY_PAID', `${because} ${SEE_WHETHER_PAID}`);
	}
	if (kinds.has('alreadyPaid')) {
		return failed(
			'unknown',
			'ORDER_PENDING',
			`Xportcn gave reasons for this order that contradict each other. It may have been paid. ${LOOK_FIRST}`,
		);
	}
	if (kinds.has('pending')) {
		return failed(
			'unknown',
			'ORDER_PENDING',
			`Xportcn did not pay this order yet, but did not refuse it either. ${because} ${LOOK_FIRST}`,
		);
	}
	return failed('rejected', 'ORDER_REFUSED', `Xportcn refused to pay this order. ${because}`);
}

/** An order that is in both lists. The vendor's own sample has one, with the documented reason. */
function inBothLists(reasons: Array<string | null>): Failed {
	const wasDebitedBefore = reasons.every((reason) => reasonIn(reason)?.isDocumented === true);
	return wasDebitedBefore
		? failed('alreadyPaid', 'ALREADY_PAID', `${englishFor(textOf(reasons))} ${SEE_WHETHER_PAID}`)
		: failed(
				'unknown',
				'IN_BOTH_LISTS',
				`Xportcn listed this order as paid and as refused. It may have been paid. ${LOOK_FIRST}`,
			);
}

const textOf = (reasons: Array<string | null> = []): string | null =>
	[...new Set(reasons)].filter((reason) => reason !== null).join(' / ') || null;

/** The two lists of a pay answer (documented: `successOrderIds`, `failedOrderList`). */
interface PayLists {
	paid: Set<string>;
	/** Order number -> the vendor's reasons, one for each entry. */
	refused: Map<string, Array<string | null>>;
	/** Whether every entry of the failed list names an order. */
	isRefusedReadable: boolean;
}

function readLists(data: Envelope['data']): PayLists {
	const { successOrderIds, failedOrderList } = isObject(data) ? data : {};
	const entries = failedOrderList ?? [];
	const refused: PayLists['refused'] = new Map();
	let isRefusedReadable = Array.isArray(entries);

	for (const entry of Array.isArray(entries) ? entries : []) {
		const orderId = isObject(entry) ? parseId(entry.orderId) : undefined;
		if (orderId === undefined || !isObject(entry)) {
			isRefusedReadable = false;
			continue;
		}
		refused.set(orderId, [...(refused.get(orderId) ?? []), vendorText(entry.failedReason)]);
	}
	const ids = Array.isArray(successOrderIds) ? successOrderIds : [];
	const paid = new Set(ids.map(parseId).filter((id) => id !== undefined));
	return { paid, refused, isRefusedReadable };
}

/**
 * The orders that a failed entry may be about although it does not say so: all of them when an entry
 * cannot be read, and one whose number is the same as a foreign entry's once both are rounded.
 */
function doubtfulIds({ refused, isRefusedReadable }: PayLists, asked: readonly string[]) {
	if (!isRefusedReadable) return new Set(asked);
	const foreign = [...refused.keys()].filter((orderId) => !asked.includes(orderId)).map(Number);
	if (foreign.length === 0) return new Set<string>();
	return new Set(asked.filter((orderId) => foreign.includes(Number(orderId))));
}

/** A link that somebody still has to pay at, and the order it is for, where that is said. */
interface PaymentLink {
	payUrl: IDataObject[string];
	orderId: string | undefined;
}

/** The payment links anywhere in `data` (documented for test accounts: `payUrl`). */
function payUrlsIn(data: unknown, asked: ReadonlySet<string>, orderId?: string): PaymentLink[] {
	if (typeof data !== 'object' || data === null) return [];
	const named = isObject(data) ? parseId(data.orderId) : undefined;
	// a number that nobody asked for does not say whose link it is
	const own = named !== undefined && asked.has(named) ? named : orderId;
	return Object.entries(data as IDataObject).flatMap(([name, value]) => {
		const payUrl = typeof value === 'string' ? value.trim() : value;
		const isLink = name.toLowerCase() === 'payurl' && !isEmpty(payUrl) && payUrl !== false;
		return isLink || isTextWithLink(payUrl)
			? [{ payUrl, orderId: own }]
			: payUrlsIn(value, asked, own);
	});
}

/** Whether a text is JSON, or says something, about a link to pay at. */
const isTextWithLink = (value: unknown): boolean =>
	typeof value === 'string' && /payurl\\*"/i.test(value);

/** A link is never a payment: whatever else was said, only the order's details can settle it. */
function withLinks(verdicts: Map<string, PayVerdict>, links: readonly PaymentLink[]): void {
	for (const [orderId, { result }] of verdicts) {
		const link = links.find((each) => (each.orderId ?? orderId) === orderId);
		if (!link) continue;
		const details = 'failedReason' in result ? result : undefined;
		verdicts.set(orderId, {
			wasAccepted: true,
			saysPaidBefore: false,
			result: failed(
				'unknown',
				'PAYMENT_LINK',
				"Xportcn gave a payment link, which is no payment. Look at the order in Xportcn. If it is not paid there, somebody still has to pay at the link in 'payUrl'.",
				{
					failedReason: details?.failedReason ?? null,
					httpStatus: details?.httpStatus ?? null,
					requestId: result.requestId,
					json: { payUrl: link.payUrl },
				},
			),
		});
	}
}
