import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared/json';
import { normalizeOrderId } from '../../../shared/orderId';
import { vendorText } from '../../../shared/vendorText';
import type { Accepted } from '../../outcome/failureOf';
import { failed, succeeded } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import { englishFor, reasonIn } from '../../outcome/reasons';
import { orderEntriesIn, orderIdOf, orderJson } from './orderFields';

/**
 * The orders in an accepted create answer. Its shape is not public: an order number, an object with
 * one, or a list of either are recognised (inferred from 1688 and sister APIs). Whatever is no order
 * with a number is `unknown`, unless it says in plain words that nothing was created.
 * @param expected how many orders the preview announced, if there was one
 */
export function resultsOfCreate({ httpStatus, envelope }: Accepted, expected = 1): Result[] {
	const { data, requestId } = envelope;
	const evidence = { httpStatus, requestId };
	// a verdict on the whole answer counts for every order in its list
	const saysNo = isObject(data) && data.success === false;

	const byOrder = new Map<string, Result>();
	for (const [index, entry] of orderEntriesIn(data).entries()) {
		const order = orderIn(entry, saysNo);
		const result = order ? resultOf(order, evidence) : without('no order number', evidence);
		const key = typeof order?.orderId === 'string' ? order.orderId : `entry ${index}`;
		// of several rows about one order, an unclear one counts
		if (byOrder.get(key)?.outcome !== 'unknown') byOrder.set(key, result);
	}
	const results = [...byOrder.values()];
	const missing = Math.max(0, expected - results.length);
	const fewer = `fewer order numbers (${results.length}) than the preview announced orders (${expected})`;
	return missing > 0 ? [...results, without(fewer, evidence)] : results;
}

/** What an answer's entry about one order says. */
function resultOf(order: IDataObject, evidence: Evidence): Result {
	if (order.success !== false) return succeeded(orderJson(order), evidence.requestId);
	const failedReason = vendorText(order.message);
	if (typeof order.orderId === 'string') {
		const something = without('that something did not succeed', evidence);
		return { ...something, failedReason, orderId: order.orderId };
	}
	return reasonIn(failedReason)?.kind === 'refusal'
		? failed(
				'rejected',
				'ORDER_REFUSED',
				`Xportcn refused to create this order. ${englishFor(failedReason)}`,
				{ ...evidence, failedReason },
			)
		: { ...without('that something did not succeed', evidence), failedReason };
}

interface Evidence {
	httpStatus: number;
	requestId: string | null;
}

const without = (found: string, evidence: Evidence) =>
	failed(
		'unknown',
		'NO_ORDER_ID',
		`Xportcn accepted the purchase, but this node finds ${found} in its answer, so an order may have been created. Look for it in Xportcn before you create it again.`,
		evidence,
	);

/** A bare number in an answer may be anything, a row count for example. This long it is an order. */
const BARE_ORDER_ID = /^\d{15,}$/;

/** An entry that is about an order: an object with a readable number or a verdict, or a number. */
function orderIn(entry: unknown, saysNo: boolean): IDataObject | undefined {
	const verdict = saysNo ? { success: false } : {};
	if (isObject(entry)) {
		const orderId = orderIdOf(entry);
		if (orderId !== undefined) return { ...entry, ...verdict, orderId };
		return entry.success === false ? { ...entry, orderId: undefined } : undefined;
	}
	const orderId = normalizeOrderId(entry);
	return orderId !== undefined && BARE_ORDER_ID.test(orderId) ? { ...verdict, orderId } : undefined;
}
