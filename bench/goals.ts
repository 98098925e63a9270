import type { N8nResult } from './n8n/n8nRace';
import type { Results } from './results';
import { median } from './statistics';

/** From this latency on the network counts, and not what the client does besides. */
const NETWORK_COUNTS_MS = 30;

/** A figure, and where it was measured. */
interface Sample {
	value: number;
	at: string;
}

/** What was aimed at, and what came of it. */
export interface Goal {
	what: string;
	/** At most this. */
	limit: number;
	unit: string;
	/** The one that is furthest from the goal. */
	worst: Sample;
	kept: number;
	measured: number;
}

function goal(what: string, limit: number, unit: string, samples: Sample[]): Goal[] {
	if (samples.length === 0) return [];
	const worst = samples.reduce((worse, each) => (each.value > worse.value ? each : worse));
	const kept = samples.filter(({ value }) => value <= limit).length;
	return [{ what, limit, unit, worst, kept, measured: samples.length }];
}

/** Out: what this node takes by what the workflow by hand takes, where both came to their end. */
function ratiosInN8n({ n8n }: Results, figure: (result: N8nResult) => number): Sample[] {
	return n8n.flatMap(({ orders, latencyMs, node, byHand }) =>
		typeof node === 'string' || typeof byHand === 'string'
			? []
			: [{ value: figure(node) / figure(byHand), at: `${orders} orders, ${latencyMs} ms` }],
	);
}

function ratiosOnEngine({ engine }: Results, counts: (latencyMs: number) => boolean): Sample[] {
	return engine
		.filter(({ cell }) => counts(cell.latencyMs))
		.map(({ cell: { orders, latencyMs, maxConcurrency }, wallRatios }) => ({
			value: median(wallRatios),
			at: `${orders} orders, ${latencyMs} ms, ${maxConcurrency} at once`,
		}));
}

/** In: everything that was measured. Out: the goals of which something was measured. */
export function goalsOf(results: Results): Goal[] {
	const { weights, microsecondsToSign, msToLoad } = results;
	const once = (value: number) => [{ value, at: '' }];
	return [
		...goal(
			'Wall time in n8n / by hand',
			0.5,
			'x',
			ratiosInN8n(results, ({ cost }) => cost.wallMs),
		),
		...goal(
			'Memory above idle in n8n / by hand',
			1 / 3,
			'x',
			ratiosInN8n(results, ({ cost }) => cost.peakBytes - cost.idleBytes),
		),
		...goal(
			'Requests / by hand',
			0.1,
			'x',
			ratiosInN8n(results, ({ requests }) => requests),
		),
		...goal(
			`Wall time on the engine / bare client, answers after ${NETWORK_COUNTS_MS} ms or more`,
			1.1,
			'x',
			ratiosOnEngine(results, (latencyMs) => latencyMs >= NETWORK_COUNTS_MS),
		),
		...goal(
			'Wall time on the engine / bare client, answers at once',
			2,
			'x',
			ratiosOnEngine(results, (latencyMs) => latencyMs === 0),
		),
		...goal(
			'Live memory beyond the items, per order',
			2000,
			'bytes',
			weights.map(({ orders, live }) => ({
				value: (live.peakBytes - live.resultBytes) / orders,
				at: `${orders} orders`,
			})),
		),
		...goal('One signature', 10, 'µs', once(microsecondsToSign)),
		...goal('Loading', 30, 'ms', once(msToLoad)),
	];
}
