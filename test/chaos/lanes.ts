import fc from 'fast-check';

import { startSandbox } from '../../sandbox';
import { play } from './run';
import type { ChaosResult } from './run';
import { scenarios } from './scenario';
import type { Scenario } from './scenario';
import { addUp, noStatistics } from './statistics';
import type { Statistics } from './statistics';

export interface ChaosPlan {
	runs: number;
	seed: number;
	/** How many runs are under way at once, each on a sandbox of its own. */
	lanes: number;
	/** fast-check's way to one failing run, to replay it. */
	path?: string;
	/** Whether a failing run is made smaller. */
	shrink?: boolean;
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
 * Plays random scenarios in lanes side by side: a run waits much more than it works. A lane ends
 * with its first broken promise.
 */
export async function runChaos(plan: ChaosPlan): Promise<ChaosReport> {
	const total: ChaosReport = { runs: 0, statistics: noStatistics(), failures: [] };
	const lanes = Math.min(plan.lanes, plan.runs);
	const runsOf = (lane: number) => Math.ceil((plan.runs - lane) / lanes);
	await Promise.all(
		Array.from({ length: lanes }, async (_, lane) => {
			await runLane({ ...plan, seed: plan.seed + lane, runs: runsOf(lane) }, total);
		}),
	);
	return total;
}

async function runLane(plan: ChaosPlan, total: ChaosReport): Promise<void> {
	let afterRunsInAll = 0;
	let firstBroken: string[] = [];
	const property = fc.asyncProperty(scenarios, async (scenario: Scenario) => {
		const { broken, statistics } = await playAlone(scenario);
		// what follows a failure are fast-check's attempts to make it smaller
		if (afterRunsInAll === 0) {
			total.runs += 1;
			addUp(total.statistics, statistics);
			plan.onRun?.(total.runs, total.statistics);
		}
		if (broken.length === 0) return;
		if (afterRunsInAll === 0) [afterRunsInAll, firstBroken] = [total.runs, broken];
		throw new Error(broken.join('\n'));
	});
	const details = await fc.check(property, {
		seed: plan.seed,
		path: plan.path,
		numRuns: plan.runs,
		// its bias towards small values would leave most runs without orders and faults
		unbiased: true,
		endOnFailure: plan.shrink === false,
	});
	if (!details.failed) return;
	total.failures.push({
		seed: plan.seed,
		path: details.counterexamplePath ?? '',
		afterRuns: details.numRuns,
		afterRunsInAll,
		// a run may also have ended by itself, without a promise broken
		broken: firstBroken.length > 0 ? firstBroken : [String(details.errorInstance)],
		report: fc.defaultReportMessage(details) ?? '',
	});
}

/**
 * Plays a scenario on a sandbox of its own: a payment that was given up in one run can still be on
 * its way when the next begins, and its orders have the same numbers there.
 */
async function playAlone(scenario: Scenario): Promise<ChaosResult> {
	const sandbox = await startSandbox();
	try {
		return await play(sandbox, scenario);
	} finally {
		await sandbox.stop();
	}
}
