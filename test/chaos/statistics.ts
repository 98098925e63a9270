import type { Execution } from './execution';
import type { World } from './world';

/** What chaos runs did, to be added up. */
export interface Statistics {
	executions: number;
	requests: number;
	debits: number;
	created: number;
	/** How many requests each kind of fault struck. */
	faults: Record<string, number>;
	/** How many output items have each outcome. */
	outcomes: Record<string, number>;
	/** How many output items have each error code. */
	errorCodes: Record<string, number>;
	/** Payments without a clear answer whose orders are shown as paid. */
	ambiguous: number;
	/** Those of them that stayed `unknown`. */
	ambiguousUnknown: number;
}

/** What came of a scenario. */
export interface ChaosResult {
	/** Empty: everything was as promised. */
	broken: string[];
	statistics: Statistics;
}

export const noStatistics = (): Statistics => ({
	executions: 0,
	requests: 0,
	debits: 0,
	created: 0,
	faults: {},
	outcomes: {},
	errorCodes: {},
	ambiguous: 0,
	ambiguousUnknown: 0,
});

const SUMS = [
	'executions',
	'requests',
	'debits',
	'created',
	'ambiguous',
	'ambiguousUnknown',
] as const;
const COUNTS = ['faults', 'outcomes', 'errorCodes'] as const;

/** Adds one run's numbers to the sum. */
export function addUp(sum: Statistics, more: Statistics): void {
	for (const name of SUMS) sum[name] += more[name];
	for (const name of COUNTS) {
		for (const [word, count] of Object.entries(more[name])) {
			sum[name][word] = (sum[name][word] ?? 0) + count;
		}
	}
}

/** The numbers of one execution. */
export function countsOf({ requests, nodeRuns }: Execution, { sandbox }: World): Statistics {
	const ids = new Set(requests.map(({ requestId }) => requestId));
	const jsons = nodeRuns.flatMap(({ items }) => items.map(({ json }) => json));
	return {
		...noStatistics(),
		executions: 1,
		requests: requests.length,
		debits: sandbox.ledger.entries.filter(({ requestId }) => ids.has(requestId)).length,
		faults: counted(requests.flatMap(({ fault }) => fault ?? [])),
		outcomes: counted(jsons.map(({ outcome }) => String(outcome))),
		errorCodes: counted(jsons.flatMap(({ errorCode }) => (errorCode ? String(errorCode) : []))),
	};
}

function counted(words: string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
	return counts;
}
