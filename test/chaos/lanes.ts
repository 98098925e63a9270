import fc from 'fast-check';
import { sleep } from 'n8n-workflow';

import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { KINDS, play, scenariosOf } from './scenario';
import type { Kind, Scenario } from './scenario';
import { addUp, noStatistics } from './statistics';
import type { Statistics } from './statistics';

export interface ChaosPlan {
	runs: number;
	seed: number;
	/** How many runs are under way at once, each on a sandbox of its own. */
	lanes: number;
	/** Only scenarios of these kinds. Default: all. */
	kinds?: readonly Kind[];
	/** Only scenarios like this. Default: all. */
	like?: (scenario: Scenario) => boolean;
	/** fast-check's way to one failing run, to replay it. */
	path?: string;
	/** Whether a failing run is made smaller. */
	shrink?: boolean;
	/** Whether all lanes end with the first broken promise, instead of each with its own. */
	onlyFirst?: boolean;
	/** Told after each run. */
	onRun?: (runs: number, statistics: Statistics) => void;
}

/** A run that broke a promise. */
export interface ChaosFailure {
	/** Of the lane; with it and the path the run can be replayed. */
	seed: number;
	path: string;
	/** How many runs the lane had done when it happened. */
	afterRuns: number;
	/** How many runs all lanes had done. */
	afterRunsInAll: number;
	broken: string[];
	/** fast-check's report, with the smallest scenario found. */
	report: string;
}

export interface ChaosReport {
	runs: number;
	statistics: Statistics;
	failures: ChaosFailure[];
}

/**
 * Plays random scenarios in lanes side by side: a run waits much more than it works. A lane ends with its
 * first broken promise.
 */
export async function runChaos(plan: ChaosPlan): Promise<ChaosReport> {
	const total: ChaosReport = { runs: 0, statistics: noStatistics(), failures: [] };
	const lanes = Math.min(plan.lanes, plan.runs);
	const runsOf = (lane: number) => Math.ceil((plan.runs - lane) / lanes);
	// to start one is much work: no run is to wait for it
	const sandboxes = await Promise.all(
		Array.from({ length: lanes }, async () => await startSandbox()),
	);
	try {
		await Promise.all(
			sandboxes.map(async (sandbox, lane) => {
				await runLane(sandbox, { ...plan, seed: plan.seed + lane, runs: runsOf(lane) }, total);
			}),
		);
	} finally {
		await Promise.all(sandboxes.map(async (sandbox) => await sandbox.stop()));
	}
	return total;
}

/** An event loop that is later than this, ms, has enough to do. */
const LATE_MS = 20;
let entrance: Promise<void> = Promise.resolve();

/**
 * Lets runs begin one after the other, and only while this process keeps up: with too many at once every
 * request would come to its timeout.
 */
async function enter(): Promise<void> {
	entrance = entrance.then(async () => {
		for (let lateMs = Infinity; lateMs > LATE_MS;) {
			const start = Date.now();
			await sleep(1);
			lateMs = Date.now() - start;
		}
	});
	await entrance;
}

/** Runs one lane. What it found is added to `total`. */
async function runLane(sandbox: Sandbox, plan: ChaosPlan, total: ChaosReport): Promise<void> {
	let failure: ChaosFailure | undefined;
	const property = fc.asyncProperty(
		scenariosOf(plan.kinds ?? KINDS).filter((scenario) => plan.like?.(scenario) ?? true),
		async (scenario: Scenario) => {
			if (plan.onlyFirst && total.failures.length > 0) return;
			await enter();
			const { broken, statistics } = await play(sandbox, scenario);
			// what follows a failure are fast-check's attempts to make it smaller
			if (!failure) {
				total.runs += 1;
				addUp(total.statistics, statistics);
				plan.onRun?.(total.runs, total.statistics);
			}
			if (broken.length === 0) return;
			if (!failure) {
				const { seed } = plan;
				failure = { seed, path: '', afterRuns: 0, afterRunsInAll: total.runs, broken, report: '' };
				total.failures.push(failure);
			}
			throw new Error(broken.join('\n'));
		},
	);
	const details = await fc.check(property, {
		seed: plan.seed,
		path: plan.path,
		numRuns: plan.runs,
		// its bias towards small values would leave most runs without orders and faults
		unbiased: true,
		endOnFailure: plan.shrink === false,
	});
	if (!details.failed) return;
	if (!failure) {
		// a run has ended by itself, without a promise broken
		const broken = [String(details.errorInstance)];
		const afterRunsInAll = total.runs;
		failure = { seed: plan.seed, path: '', afterRuns: 0, afterRunsInAll, broken, report: '' };
		total.failures.push(failure);
	}
	Object.assign(failure, {
		path: details.counterexamplePath ?? '',
		afterRuns: details.numRuns,
		report: fc.defaultReportMessage(details) ?? '',
	});
}
