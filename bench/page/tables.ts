import type { Duel } from '../clients/duel';
import type { Goal } from '../goals';
import type { N8nResult } from '../n8n/n8nRace';
import type { FarResult, N8nDuel, Weight } from '../results';
import { FAR } from '../rounds/farRounds';
import type { Payer, RoundResult } from '../rounds/round';
import { median, ratio } from '../statistics';

const MB = 2 ** 20;

/** In: a number. Out: as people read it. */
export const whole = (value: number) => Math.round(value).toLocaleString('en');
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

export function n8nTable(duels: N8nDuel[]): string {
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

export function engineTable(duels: Duel[]): string {
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

export function weightTable(weights: Weight[]): string {
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

const PAYERS: Record<Payer, string> = {
	byHand: 'by hand',
	node: 'this node',
	bareClient: 'bare client',
};

/** Out: who paid, and how that was set up. */
export const payerOf = ({ payer, title }: Pick<RoundResult, 'payer' | 'title'>): string =>
	[PAYERS[payer], title].filter(Boolean).join(', ');

/** What became of the orders, as the columns of a table. */
const FATES: Array<[string, (result: RoundResult) => string]> = [
	['On Succeeded', ({ succeeded }) => whole(succeeded)],
	['of them unpaid', ({ unpaidOnSucceeded }) => `**${whole(unpaidOnSucceeded)}**`],
	['On Failed, but paid', ({ paidOnFailed }) => `**${whole(paidOnFailed)}**`],
	['Said to be `unknown`', ({ unknown }) => whole(unknown)],
	['Said to be `alreadyPaid`', ({ alreadyPaid }) => whole(alreadyPaid)],
	['Nowhere', ({ nowhere }) => `**${whole(nowhere)}**`],
	['Debited', ({ debited }) => whole(debited)],
	['Debited more than once', ({ debitedMoreThanOnce }) => `**${whole(debitedMoreThanOnce)}**`],
];

export function faultTable(faults: RoundResult[]): string {
	return table(
		['Built', 'Set up', 'Wall time', ...FATES.map(([head]) => head), 'Debits too many'],
		faults.map((result) => [
			PAYERS[result.payer],
			result.title,
			seconds(result.wallMs),
			...FATES.map(([, show]) => show(result)),
			`**${whole(result.debitsTooMany)}**`,
		]),
	);
}

export function farTable(results: FarResult[]): string {
	const allAtOnce = (far: FarResult['far']) =>
		results.find((result) => result.far === far && result.payer === 'byHand');
	const share = ({ far, wallMs }: FarResult) => {
		const byHand = allAtOnce(far);
		return byHand ? ratio(wallMs, byHand.wallMs) : '–';
	};
	return table(
		[
			...['Vendor', 'Who pays', 'Wall time', 'By all at once', 'Requests', 'At once'],
			...['Connections', ...FATES.map(([head]) => head)],
		],
		results.map((result) => [
			FAR[result.far],
			payerOf(result),
			seconds(result.wallMs),
			`**${share(result)}**`,
			...[result.requests, result.atOnce, result.connections].map(whole),
			...FATES.map(([, show]) => show(result)),
		]),
	);
}

export function goalTable(goals: Goal[]): string {
	const figure = (value: number, unit: string) =>
		[Number(value.toPrecision(3)), unit].filter((part) => part !== '').join(' ');
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
