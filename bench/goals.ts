import type { N8nResult } from './n8n/n8nRace';
import type { FarResult, Results } from './results';
import { FAR } from './rounds/farRounds';
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

/** What this node did under some of the conditions at a distance. */
const nodeAtDistance = ({ far }: Results, ...which: Array<FarResult['far']>) =>
	far.filter(({ payer, far: at }) => payer === 'node' && which.includes(at));

function ratiosAtDistance(results: Results): Sample[] {
	return nodeAtDistance(results, 'near', 'far', 'many').flatMap((node) => {
		const byHand = results.far.find(({ far, payer }) => far === node.far && payer === 'byHand');
		return byHand ? [{ value: node.wallMs / byHand.wallMs, at: FAR[node.far] }] : [];
	});
}

/** Orders that are not on Succeeded, are there unpaid, or were debited more than once. */
const notPaidOnce = (result: FarResult): number =>
	result.orders - result.succeeded + result.unpaidOnSucceeded + result.debitedMoreThanOnce;

function goalsAtDistance(results: Results): Goal[] {
	const samples = (value: (result: FarResult) => number, ...which: Array<FarResult['far']>) =>
		nodeAtDistance(results, ...which).map((result) => ({
			value: value(result),
			at: FAR[result.far],
		}));
	const everywhere = Object.keys(FAR) as Array<FarResult['far']>;
	return [
		...goal(
			'Wall time at a distance / by hand all at once, where nothing fails',
			1.3,
			'x',
			ratiosAtDistance(results),
		),
		...goal(
			'Requests at once at a distance',
			16,
			'',
			samples(({ atOnce }) => atOnce, ...everywhere),
		),
		...goal(
			'Wall time at a distance where 16 of 100 payments fail',
			8,
			's',
			samples(({ wallMs }) => wallMs / 1000, 'lost', 'badGateway'),
		),
		...goal(
			'Orders that are not paid exactly once, of 1,000 at 20 requests a second',
			0,
			'',
			samples(notPaidOnce, 'limited'),
		),
	];
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
		...goalsAtDistance(results),
		...goal('One signature', 10, 'µs', once(microsecondsToSign)),
		...goal('Loading', 30, 'ms', once(msToLoad)),
	];
}
