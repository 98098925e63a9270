/**
 * `npm run bench`: this node beside what people build by hand and beside a bare HTTP client. Every
 * contender is checked by the ledger; one that did not pay each order once ends the benchmark.
 */
import { console, join, mkdir, process, writeFile } from '../../tools/node';
import { runCommand } from '../../tools/n8n/command';
import { stopAllGroups } from '../../tools/n8n/processes';
import { step } from '../../tools/n8n/progress';
import { temporaryFolder } from '../../tools/n8n/temporary';
import { chartOf } from './chart';
import { duel } from './duel';
import type { Duel } from './duel';
import { FAULT_ROUNDS, runFaultRound } from './faultRounds';
import type { FaultResult } from './faultRounds';
import { msToLoad } from './loading';
import type { Matrix } from './matrix';
import { DEFAULTS, matrixOf } from './matrix';
import { raceInN8n } from './n8nRace';
import { readOptions } from './options';
import type { Cell } from './race';
import { race } from './race';
import { RealN8n } from './realN8n';
import { pageOf } from './report';
import type { N8nDuel, Results, Weight } from './results';
import { describeMachine } from './results';
import { microsecondsToSign } from './signing';

const nameOf = ({ orders, latencyMs, maxConcurrency }: Cell) =>
	`${orders} orders, ${latencyMs} ms, ${maxConcurrency} at once`;

/** One after the other; those that mostly wait all at the same time. */
async function measureEngine({ engine, waiting }: Matrix): Promise<Duel[]> {
	const duels: Duel[] = [];
	for (const cell of engine) {
		duels.push(await step(`Engine: ${nameOf(cell)}`, async () => await duel(cell)));
	}
	if (waiting.length === 0) return duels;
	const title = `Engine: all with ${waiting[0].latencyMs} ms`;
	return [...duels, ...(await step(title, async () => await Promise.all(waiting.map(duel))))];
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

async function measureFaults(n8n: RealN8n): Promise<FaultResult[]> {
	const results: FaultResult[] = [];
	for (const round of FAULT_ROUNDS) {
		const title = `Faults: ${round.builder}, ${round.title}`;
		results.push(await step(title, async () => await runFaultRound(n8n, round)));
	}
	return results;
}

async function write(results: Results, folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	const json = `${JSON.stringify(results, null, '\t')}\n`;
	await writeFile(join(folder, 'benchmark.json'), json);
	await writeFile(join(folder, 'benchmark.md'), pageOf(results));
	await writeFile(join(folder, 'benchmark.svg'), chartOf(results));
}

async function main(): Promise<number> {
	const { n8n: release, quick, out } = readOptions(process.argv.slice(2));
	const matrix = matrixOf(quick);
	const prepare = async () => await RealN8n.prepare(await temporaryFolder('bench'), release);
	// builds the package, too
	const n8n = await prepare();
	const results: Results = {
		machine: describeMachine(release.version, `npm run bench${quick ? ' -- --quick' : ''}`),
		microsecondsToSign: microsecondsToSign(),
		msToLoad: msToLoad(),
		n8n: await measureN8n(n8n, matrix.n8n),
		engine: await measureEngine(matrix),
		weights: await weigh(matrix),
		// in an n8n of its own: a workflow that brought the other one down has left its traces there
		faults: await measureFaults(await prepare()),
	};
	await write(results, out);
	console.log(`\n${pageOf(results)}\nWritten to ${out}`);
	return 0;
}

runCommand(main, async () => await stopAllGroups());
