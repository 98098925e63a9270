/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console */
/**
 * `npm run e2e:poll`: the poll trigger in a real n8n, with a list that fails, n8n stopped and started
 * again, and n8n killed. Exit code 0 when nothing was lost and nothing came twice but for kills.
 */
import type { Check } from '../host/checks';
import { allHold, checkLines } from '../host/checks';
import { colors } from '../host/colors';
import { runCommand } from '../host/command';
import { seconds } from '../host/progress';
import { temporaryFolder } from '../host/temporary';
import { PollExperiment } from './experiment';
import type { Cost, Verdict } from './judge';
import { costOf, judge, since } from './judge';
import { readOptions } from './options';
import { costLine, nothingLostOrTwice } from './report';

const WATCH_MS = 30_000;
const FAILING_MS = 15_000;
/** Moments after the last page was answered: from "not even compared" to "all is written". */
const MOMENTS_MS = [0, 5, 10, 15, 20, 30, 40, 60, 80, 120];

/** What has come about so far, for stopping at any moment. */
const state: { experiment?: PollExperiment; passed: boolean } = { passed: true };

function report(title: string, checks: Check[]): void {
	state.passed = allHold(checks) && state.passed;
	console.log(`\n${colors.bold(title)}\n${checkLines(checks)}`);
}

async function restarts(experiment: PollExperiment, count: number): Promise<void> {
	let before = judge(await experiment.evidence());
	for (let i = 0; i < count; i++) {
		const afterMs = MOMENTS_MS[i % MOMENTS_MS.length];
		const verdict = await experiment.end('restart', afterMs);
		report(
			`Restart ${i + 1}, ${afterMs} ms behind a poll`,
			nothingLostOrTwice(since(before, verdict)),
		);
		before = verdict;
	}
}

async function kills(experiment: PollExperiment, count: number): Promise<Cost[]> {
	const costs: Cost[] = [];
	let before: Verdict = judge(await experiment.evidence());
	for (let i = 0; i < count; i++) {
		const afterMs = MOMENTS_MS[i % MOMENTS_MS.length];
		const verdict = await experiment.end('kill', afterMs);
		const cost = since(before, verdict);
		costs.push(costOf(cost));
		console.log(
			`Kill ${i + 1}, ${afterMs} ms behind a poll: ${costOf(cost)} (changes lost ${cost.lost.length}, told again ${cost.twice.length}, in crashed runs ${cost.crashed.length})`,
		);
		before = verdict;
	}
	return costs;
}

async function main(): Promise<number> {
	const started = Date.now();
	const options = readOptions(process.argv.slice(2));
	const experiment = await PollExperiment.prepare(
		options,
		await temporaryFolder('poll', options.keep),
	);
	state.experiment = experiment;
	await experiment.start();

	report('Orders change all the time', nothingLostOrTwice(await experiment.watch(WATCH_MS)));
	const verdict = await experiment.watchFailingList(FAILING_MS);
	const { executions } = await experiment.evidence();
	const failures = executions.flatMap(({ error }) => error ?? []);
	report('The list fails for a while', [
		...nothingLostOrTwice(verdict),
		{
			what: `failed polls are in n8n's list, and say so: "${failures[0] ?? ''}"`,
			problems: failures.length > 0 ? [] : ['there is none'],
		},
	]);
	const late = await experiment.startWithFailingList(FAILING_MS);
	report('n8n starts while the list fails', [
		...nothingLostOrTwice(late.verdict),
		{ what: `all was told ${seconds(late.tookMs)} after the list was back`, problems: [] },
	]);
	await restarts(experiment, options.restarts);
	const costs = await kills(experiment, options.kills);
	console.log(`\n${costLine(costs)}`);
	await experiment.stop();

	console.log(
		state.passed
			? colors.green('Passed: nothing lost and nothing twice, kills aside.')
			: colors.red('FAILED'),
	);
	console.log(colors.dim(`n8n ${options.n8n.version}, done in ${seconds(Date.now() - started)}`));
	return state.passed ? 0 : 1;
}

runCommand(main, async () => await state.experiment?.stop());
