import type { Duel } from './duel';
import type { FaultResult } from './faultRounds';
import { goalsOf } from './goals';
import type { Goal } from './goals';
import { PAIRS } from './loading';
import type { N8nResult } from './n8nRace';
import type { Machine, N8nDuel, Results, Weight } from './results';
import { median, ratio } from './statistics';

const MB = 2 ** 20;

const whole = (value: number) => Math.round(value).toLocaleString('en');
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
const megabytes = (bytes: number) => `${whole(bytes / MB)} MB`;
const perOrder = (cpuMs: number, orders: number) => `${((cpuMs * 1000) / orders).toFixed(0)} µs`;

function table(heads: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

/** "node / by hand", or why one of them has no figure. */
function both({ node, byHand }: N8nDuel, show: (result: N8nResult) => string): string {
	return [node, byHand].map((each) => (typeof each === 'string' ? each : show(each))).join(' / ');
}

function shareOf({ node, byHand }: N8nDuel, figure: (result: N8nResult) => number): string {
	if (typeof node === 'string' || typeof byHand === 'string') return '–';
	return ratio(figure(node), figure(byHand));
}

const grown = ({ cost }: N8nResult) => cost.peakBytes - cost.idleBytes;

function n8nTable(duels: N8nDuel[]): string {
	return table(
		[
			'Orders',
			'Answer after',
			'Wall time',
			'Ratio',
			'Requests',
			'At once',
			'CPU per order',
			'Memory above idle',
			'Ratio',
			'Peak of n8n',
			'Ratio',
		],
		duels.map((duel) => [
			whole(duel.orders),
			`${duel.latencyMs} ms`,
			both(duel, ({ cost }) => seconds(cost.wallMs)),
			`**${shareOf(duel, ({ cost }) => cost.wallMs)}**`,
			both(duel, ({ requests }) => whole(requests)),
			both(duel, ({ atOnce }) => whole(atOnce)),
			both(duel, ({ cost }) => perOrder(cost.cpuMs, duel.orders)),
			both(duel, (result) => megabytes(grown(result))),
			`**${shareOf(duel, grown)}**`,
			both(duel, ({ cost }) => megabytes(cost.peakBytes)),
			shareOf(duel, ({ cost }) => cost.peakBytes),
		]),
	);
}

function engineTable(duels: Duel[]): string {
	return table(
		[
			'Orders',
			'Answer after',
			'At once',
			'Requests',
			'Wall time',
			'Ratio',
			'CPU per order',
			'Peak memory',
			'Connections',
		],
		duels.map(({ cell, engine, raw, wallRatios }) => [
			whole(cell.orders),
			`${cell.latencyMs} ms`,
			String(cell.maxConcurrency),
			`${whole(engine.requests)} / ${whole(raw.requests)}`,
			`${seconds(engine.cost.wallMs)} / ${seconds(raw.cost.wallMs)}`,
			`**${median(wallRatios).toFixed(2)} x**`,
			`${perOrder(engine.cost.cpuMs, cell.orders)} / ${perOrder(raw.cost.cpuMs, cell.orders)}`,
			`${megabytes(engine.cost.peakBytes)} / ${megabytes(raw.cost.peakBytes)}`,
			`${whole(engine.connections)} / ${whole(raw.connections)}`,
		]),
	);
}

function weightTable(weights: Weight[]): string {
	return table(
		['Orders', 'Items in and out', 'Beyond them, at most', 'Beyond them, per order'],
		weights.map(({ orders, live }) => {
			const beyond = live.peakBytes - live.resultBytes;
			return [
				whole(orders),
				`${(live.resultBytes / MB).toFixed(1)} MB`,
				`${(beyond / MB).toFixed(1)} MB`,
				`${whole(beyond / orders)} bytes`,
			];
		}),
	);
}

/** Notes as paragraphs below a table. */
const noted = (notes: string[] = []): string => notes.map((note) => `\n\n${note}`).join('');

const BUILDERS = { byHand: 'by hand', node: 'this node' };

function faultTable(faults: FaultResult[]): string {
	return table(
		[
			'Built',
			'Set up',
			'On Succeeded',
			'of them unpaid',
			'On Failed, but paid',
			'Said to be `unknown`',
			'Said to be `alreadyPaid`',
			'Nowhere',
			'Debited',
			'Debited more than once',
			'Debits too many',
		],
		faults.map((result) => [
			BUILDERS[result.builder],
			result.title,
			whole(result.succeeded),
			`**${whole(result.unpaidOnSucceeded)}**`,
			`**${whole(result.paidOnFailed)}**`,
			whole(result.unknown),
			whole(result.alreadyPaid),
			`**${whole(result.nowhere)}**`,
			whole(result.debited),
			`**${whole(result.debitedMoreThanOnce)}**`,
			`**${whole(result.debitsTooMany)}**`,
		]),
	);
}

/** What each says about the same trouble, as one line. */
function sayings(faults: FaultResult[]): string {
	const quote = ({ builder, says }: FaultResult) =>
		`- ${BUILDERS[builder]}: \`${says.replace(/\s+/g, ' ').slice(0, 300).replaceAll('`', "'")}\``;
	const of = (builder: FaultResult['builder']) =>
		faults.find((result) => result.builder === builder && result.title.includes('Continue'));
	return [of('byHand'), of('node')].flatMap((each) => (each ? [quote(each)] : [])).join('\n');
}

function machineLine(machine: Machine): string {
	const { processor, cores, memoryGb, system, node, n8n, date, command } = machine;
	return `Measured on ${date} with \`${command}\`: ${processor}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}, n8n ${n8n}. The sandbox and everything that was measured ran on the same machine. With answers after 0 ms and few cores, the sandbox is part of what was measured.`;
}

function goalTable(goals: Goal[]): string {
	const figure = (value: number, unit: string) => `${Number(value.toPrecision(3))} ${unit}`;
	return table(
		['Figure', 'Goal: at most', 'Furthest from it', 'Kept'],
		goals.map(({ what, limit, unit, worst, kept, measured }) => [
			what,
			figure(limit, unit),
			`${figure(worst.value, unit)}${worst.at && ` (${worst.at})`}`,
			kept === measured ? 'yes' : measured === 1 ? 'no' : `in ${kept} of ${measured} cases`,
		]),
	);
}

/** In: everything that was measured. Out: the page, as Markdown. */
export function pageOf(results: Results): string {
	const { machine, notes, n8n, engine, weights, faults, microsecondsToSign, msToLoad } = results;
	return `<!-- Written by npm run bench. Do not edit. -->
<!-- prettier-ignore-start -->

# Benchmark

${machineLine(machine)} Each time the same orders were paid, and the sandbox's ledger showed that each was paid once. All figures: [benchmark.json](benchmark.json).

![Wall times](benchmark.svg)

## In a real n8n: this node / by hand

*By hand* is what people build without this node: Edit Fields (time and nonce), Crypto, HTTP Request and IF, one request for each order. Both run at the defaults of their nodes, each in an n8n started for it alone. *Wall time* is n8n's own, from the start of the execution to its end. By hand nothing limits how many requests wait for an answer at once. This node begins with 4 at once and sends more while answers come well, up to its *Max Concurrency* (16 by default). So it may need longer than by hand where answers take long. Whether Xportcn accepts more at once is not known.

${n8nTable(n8n)}${noted(notes?.n8n)}

## On n8n's engine: this node / a bare client

The bare client is axios with connections that stay open. It signs and sends, and does nothing else, so nothing can be much faster. Both send batches of 10. Where answers take 200 ms, all runs were made at the same time.

${engineTable(engine)}

n8n opens a new connection for every request of a node. A node cannot change that. It can only send fewer requests.

## Memory

The memory in use on the engine, measured after a full garbage collection four times a second.

${weightTable(weights)}

## Under faults

1,000 orders, answers after 30 ms. Of the orders about 2% are debited and the connection is then reset, 1% get an HTTP 502, 1% the code 500, 5% are refused, 1% are in both lists, 1% in neither. A fault belongs to an order and hits every request that names it. So with this node it hits a whole batch: where the answer is a refusal, the other orders of the batch are not debited either. An order in both lists counts as \`alreadyPaid\` when Xportcn gives that as the reason.

${faultTable(faults)}${noted(notes?.faults)}

What the two say about the 502:

${sayings(faults)}

## Signing and loading

One signature with nonce and headers takes **${microsecondsToSign.toFixed(1)} µs**. Loading both nodes and the credential takes **${whole(msToLoad)} ms** where n8n has loaded its own libraries (median of ${PAIRS} pairs of processes).

## Goals

What this node should reach, and the case that is furthest from it.

${goalTable(goalsOf(results))}

<!-- prettier-ignore-end -->
`;
}
