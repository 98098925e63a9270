import type { OrderRow } from '../demo/outcomes';

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

/** One thing that has to be so. */
export interface Check {
	what: string;
	/** Why it is not so, in words; empty if it is. */
	problems: string[];
}

function times(ids: string[]): (id: string) => number {
	const counts = new Map<string, number>();
	for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
	return (id) => counts.get(id) ?? 0;
}

/** In: what is there, what should be. Out: for each id that is not there exactly once, why. */
function notOnce(found: string[], expected: string[], noun: string): string[] {
	const count = times(found);
	const known = new Set(expected);
	const foreign = [...new Set(found)].filter((id) => !known.has(id));
	return [
		...expected.filter((id) => count(id) !== 1).map((id) => `${id}: ${noun}: ${count(id)}`),
		...foreign.map((id) => `${id}: nobody asked for it`),
	];
}

/** Whether a row tells the truth about an order. `unknown` is weaker than it could be, not false. */
function isTrue({ output, outcome }: OrderRow, paidBefore: boolean): boolean {
	if (!paidBefore) return output === 'Succeeded' && outcome === 'succeeded';
	return output === 'Failed' && (outcome === 'alreadyPaid' || outcome === 'unknown');
}

/** In: what happened. Out: everything that has to be so after a crash, and whether it is. */
export function judge(evidence: Evidence): Check[] {
	const { orderIds, atKill, landed, beforeSecond, atEnd, status, rows } = evidence;
	const paidBefore = new Set(beforeSecond);
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
			problems: rows
				.filter((row) => !isTrue(row, paidBefore.has(row.orderId)))
				.map(({ orderId, output, outcome }) => {
					const truth = paidBefore.has(orderId) ? 'paid before' : 'not paid before';
					return `${orderId}: ${truth}, but on ${output} as ${outcome}`;
				}),
		},
	];
}
