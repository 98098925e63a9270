/**
 * `npm run bench`: this node beside what people build by hand and beside a bare HTTP client. Every
 * contender is checked by the ledger; one that did not pay each order once ends the benchmark.
 */
import { console, join, mkdir, process, writeFile } from '../tools/node';
import { runCommand } from '../tools/n8n/command';
import { ExpectedError } from '../tools/n8n/errors';
import { stopAllGroups } from '../tools/n8n/processes';
import { step } from '../tools/n8n/progress';
import { temporaryFolder } from '../tools/n8n/temporary';
import type { Duel } from './clients/duel';
import { duel } from './clients/duel';
import type { Cell } from './clients/race';
import { race } from './clients/race';
import { msToLoad } from './loading';
import type { Matrix } from './matrix';
import { DEFAULTS, matrixOf } from './matrix';
import { raceInN8n } from './n8n/n8nRace';
import { RealN8n } from './n8n/realN8n';
import { readOptions } from './options';
import { farChart, nearChart } from './page/charts';
import { pageOf } from './page/page';
import { payerOf } from './page/tables';
import type { FarResult, N8nDuel, Results, Weight } from './results';
import { describeMachine } from './results';
import { FAR, farRounds } from './rounds/farRounds';
import { FAULT_ROUNDS, isBadGateway } from './rounds/faultRounds';
import type { RoundResult } from './rounds/round';
import { runRound } from './rounds/round';
import { microsecondsToSign } from './signing';

const nameOf = ({ orders, latencyMs, maxConcurrency }: Cell) =>
	`${orders} orders, ${latencyMs} ms, ${maxConcurrency} at once`;

async function measureEngine({ engine }: Matrix): Promise<Duel[]> {
	const duels: Duel[] = [];
	for (const cell of engine) {
		duels.push(await step(`Engine: ${nameOf(cell)}`, async () => await duel(cell)));
	}
	return duels;
}

async function weigh({ weights }: Matrix): Promise<Weight[]> {
	const weighed: Weight[] = [];
	for (const orders of weights) {
		const cell: Cell = { orders, latencyMs: 0, ...DEFAULTS };
		const title = `Engine: live memory, ${orders} orders`;
		const { cost } = await step(title, async () => await race('engine', cell, true));
		if (cost.live) weighed.push({ orders, live: cost.live });
	}
	return weighed;
}

async function measureN8n(n8n: RealN8n, cells: Matrix['n8n']): Promise<N8nDuel[]> {
	const duels: N8nDuel[] = [];
	for (const cell of cells) {
		const title = `n8n: ${cell.orders} orders, ${cell.latencyMs} ms`;
		const run = async (builder: 'node' | 'byHand') =>
			await step(`${title}, ${builder}`, async () => await raceInN8n(n8n, builder, cell));
		duels.push({ ...cell, node: await run('node'), byHand: await run('byHand') });
	}
	return duels;
}

/** Out: the rounds that have figures, and in words why the others have none. */
async function measureFar(n8n: RealN8n, quick: boolean) {
	const results: FarResult[] = [];
	const without: string[] = [];
	for (const round of farRounds(quick)) {
		const title = `Far: ${FAR[round.far]}, ${payerOf(round)}`;
		const result = await step(title, async () => await runRound(n8n, round)).catch(
			async (error: unknown) =>
				error instanceof ExpectedError ? error.message : await Promise.reject(error as Error),
		);
		if (typeof result !== 'string') results.push({ ...result, far: round.far });
		else without.push(`No figures for ${FAR[round.far]}, ${payerOf(round)}: ${result}.`);
	}
	return { far: results, without };
}

async function measureFaults(n8n: RealN8n): Promise<RoundResult[]> {
	const results: RoundResult[] = [];
	for (const round of FAULT_ROUNDS) {
		const title = `Faults: ${round.payer}, ${round.title}`;
		results.push(await step(title, async () => await runRound(n8n, round, isBadGateway)));
	}
	return results;
}

async function write(results: Results, folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	const json = `${JSON.stringify(results, null, '\t')}\n`;
	await writeFile(join(folder, 'benchmark.json'), json);
	await writeFile(join(folder, 'benchmark.md'), pageOf(results));
	await writeFile(join(folder, 'benchmark.svg'), nearChart(results));
	await writeFile(join(folder, 'benchmark-far.svg'), farChart(results));
}

async function main(): Promise<number> {
	const { n8n: release, quick, out } = readOptions(process.argv.slice(2));
	const matrix = matrixOf(quick);
	const prepare = async () => await RealN8n.prepare(await temporaryFolder('bench'), release);
	// builds the package, too
	const n8n = await prepare();
	// in an n8n of its own: a workflow that brings the other one down leaves its traces there
	const other = await prepare();
	const { far, without } = await measureFar(other, quick);
	const results: Results = {
		machine: describeMachine(release.version, `npm run bench${quick ? ' -- --quick' : ''}`),
		microsecondsToSign: microsecondsToSign(),
		msToLoad: msToLoad(),
		n8n: await measureN8n(n8n, matrix.n8n),
		engine: await measureEngine(matrix),
		weights: await weigh(matrix),
		faults: await measureFaults(other),
		far,
		notes: { far: without },
	};
	await write(results, out);
	console.log(`\n${pageOf(results)}\nWritten to ${out}`);
	return 0;
}

runCommand(main, async () => await stopAllGroups());
