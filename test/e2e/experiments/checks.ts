import type { OrderRow } from '../../../tools/demo/outcomes';

/** What has to be so, in words -> expects it of what happened. */
export type Checks<Evidence> = Record<string, (evidence: Evidence) => void>;

/** Out: the names of the checks that complain. */
export function complaintsOf<Evidence>(checks: Checks<Evidence>, evidence: Evidence): string[] {
	return Object.entries(checks)
		.filter(([, check]) => {
			try {
				check(evidence);
				return false;
			} catch {
				return true;
			}
		})
		.map(([what]) => what);
}

/** Expects each id to be there exactly once, and nothing else. */
export function expectEachOnce(found: string[], expected: string[]): void {
	expect([...found].sort()).toEqual([...expected].sort());
}

/** Whether a row tells the truth about an order. `unknown` is weaker than it could be, not false. */
function isTrue({ output, outcome }: OrderRow, paidBefore: boolean): boolean {
	if (!paidBefore) return output === 'Succeeded' && outcome === 'succeeded';
	return output === 'Failed' && (outcome === 'alreadyPaid' || outcome === 'unknown');
}

/**
 * Expects that every row tells the truth.
 * In: what left a run that nobody else paid beside; the orders debited before it.
 */
export function expectTrue(rows: OrderRow[], paidBefore: Set<string>): void {
	const untrue = rows
		.filter((row) => !isTrue(row, paidBefore.has(row.orderId)))
		.map(({ orderId, output, outcome }) => {
			const truth = paidBefore.has(orderId) ? 'paid before' : 'not paid before';
			return `${orderId}: ${truth}, but on ${output} as ${outcome}`;
		});
	expect(untrue).toEqual([]);
}
