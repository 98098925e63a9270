import type { OrderRow } from '../demo/outcomes';
import type { Check } from '../host/checks';
import { notOnce } from '../host/checks';

/** What there is to judge by. */
export interface Evidence {
	orderIds: string[];
	/** The orders debited when n8n was killed, one entry per debit. */
	atKill: string[];
	/** The same once the requests that were under way had reached the vendor. */
	landed: string[];
	/** The same just before the second run, n8n being up again. */
	beforeSecond: string[];
	/** The same at the end. */
	atEnd: string[];
	/** The status of the second run. */
	status: string;
	/** What left the Pay node in the second run. */
	rows: OrderRow[];
}

/** Whether a row tells the truth about an order. `unknown` is weaker than it could be, not false. */
function isTrue({ output, outcome }: OrderRow, paidBefore: boolean): boolean {
	if (!paidBefore) return output === 'Succeeded' && outcome === 'succeeded';
	return output === 'Failed' && (outcome === 'alreadyPaid' || outcome === 'unknown');
}

/**
 * In: what left a run that nobody else paid beside; the orders debited before it.
 * Out: for each row that does not tell the truth, why.
 */
export function untrue(rows: OrderRow[], paidBefore: Set<string>): string[] {
	return rows
		.filter((row) => !isTrue(row, paidBefore.has(row.orderId)))
		.map(({ orderId, output, outcome }) => {
			const truth = paidBefore.has(orderId) ? 'paid before' : 'not paid before';
			return `${orderId}: ${truth}, but on ${output} as ${outcome}`;
		});
}

/** In: what happened. Out: everything that has to be so after a crash, and whether it is. */
export function judge(evidence: Evidence): Check[] {
	const { orderIds, atKill, landed, beforeSecond, atEnd, status, rows } = evidence;
	const inTheMiddle = atKill.length > 0 && landed.length < orderIds.length;
	const resumed = beforeSecond.length - landed.length;
	return [
		{
			what: 'n8n was killed in the middle',
			problems: inTheMiddle ? [] : [`${atKill.length} debits then, ${landed.length} soon after`],
		},
		{
			what: 'n8n paid nothing by itself after the restart',
			problems: resumed === 0 ? [] : [`${resumed} debits before the workflow was run again`],
		},
		{
			what: 'the second run came to its end',
			problems: status === 'success' ? [] : [`its status is "${status}"`],
		},
		{
			what: 'every order was debited exactly once',
			problems: notOnce(atEnd, orderIds, 'debits'),
		},
		{
			what: 'every order left the second run by one output, once',
			problems: notOnce(
				rows.map(({ orderId }) => orderId),
				orderIds,
				'items',
			),
		},
		{
			what: 'Failed for what was paid before, Succeeded for the rest',
			problems: untrue(rows, new Set(beforeSecond)),
		},
	];
}
