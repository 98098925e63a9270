/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console */
/**
 * `npm run bench`: this node beside what people build by hand and beside a bare HTTP client. Every
 * contender is checked by the ledger; one that did not pay each order once ends the benchmark.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../../scripts/host/command';
import { buildPackage } from '../../scripts/host/pack';
import { stopAllGroups } from '../../scripts/host/processes';
import { step } from '../../scripts/host/progress';
import { temporaryFolder } from '../../scripts/host/temporary';
import { chartOf } from './chart';
import { duel } from './duel';
import type { Duel } from './duel';
import { FAULT_ROUNDS, runFaultRound } from './faultRounds';
import type { FaultResult } from './faultRounds';
import { msToLoad } from './loading';
import type { Matrix } from './matrix';
import { matrixOf } from './matrix';
import { raceInN8n } from './n8nRace';
import type { Part } from './options';
import { PARTS, readOptions } from './options';
import type { Cell } from './race';
import { race } from './race';
import { RealN8n } from './realN8n';
import { pageOf } from './report';
import type { N8nDuel, Results, Weight } from './results';
import { describeMachine } from './results';
import { microsecondsToSign } from './signing';

const EMPTY: Omit<Results, 'machine'> = {
	microsecondsToSign: NaN,
	msToLoad: NaN,
	n8n: [],
	faults: [],
	weights: [],
	engine: [],
	waiting: [],
};

const nameOf = ({ orders, latencyMs, maxConcurrency }: Cell) =>
	`${orders} orders, ${latencyMs} ms, ${maxConcurrency} at once`;

/** One after the other, each by itself. */
async function measureEngine({ engine }: Matrix): Promise<Duel[]> {
	const duels: Duel[] = [];
	for (const cell of engine) {
		duels.push(await step(`Engine: ${nameOf(cell)}`, async () => await duel(cell)));
	}
	return duels;
}

/** All at the same time. */
async function measureWaiting({ waiting }: Matrix): Promise<Duel[]> {
	if (waiting.length === 0) return [];
	const title = `Engine: all with ${waiting[0].latencyMs} ms`;
	return await step(title, async () => await Promise.all(waiting.map(duel)));
}

async function weigh({ weights }: Matrix): Promise<Weight[]> {
	const weighed: Weight[] = [];
	for (const orders of weights) {
		const cell: Cell = { orders, latencyMs: 0, maxConcurrency: 4, batchSize: 10 };
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

async function readResults(folder: string): Promise<Partial<Results>> {
	const text = await readFile(join(folder, 'benchmark.json'), 'utf8').catch(() => '{}');
	return JSON.parse(text) as Partial<Results>;
}

async function main(): Promise<number> {
	const { n8n: release, quick, only, out } = readOptions(process.argv.slice(2));
	const matrix = matrixOf(quick);
	await step('Building the package', buildPackage);
	const n8n = await RealN8n.prepare(await temporaryFolder('bench'), release);
	const results: Results = {
		...EMPTY,
		...(only ? await readResults(out) : {}),
		machine: describeMachine(release.version, `npm run bench${quick ? ' -- --quick' : ''}`),
	};
	const measure: Record<Part, () => Promise<Partial<Results>>> = {
		small: async () => ({ microsecondsToSign: microsecondsToSign(), msToLoad: msToLoad() }),
		n8n: async () => ({ n8n: await measureN8n(n8n, matrix.n8n) }),
		faults: async () => ({ faults: await measureFaults(n8n) }),
		memory: async () => ({ weights: await weigh(matrix) }),
		engine: async () => ({ engine: await measureEngine(matrix) }),
		waiting: async () => ({ waiting: await measureWaiting(matrix) }),
	};
	for (const part of only ?? PARTS) {
		Object.assign(results, await measure[part]());
		// what was measured is kept whatever comes next
		await write(results, out);
	}
	console.log(`\n${pageOf(results)}\nWritten to ${out}`);
	return 0;
}

runCommand(main, async () => await stopAllGroups());
