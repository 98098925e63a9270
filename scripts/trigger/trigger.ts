/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console */
/**
 * `npm run e2e:trigger`: the trigger in a real n8n of both lines: under load, while n8n is restarted
 * and while it is killed, and with all messages repeated after each. Exit code 0 when no message was
 * lost and none ran twice that should not.
 */
import { allHold, checkLines } from '../host/checks';
import { colors } from '../host/colors';
import { runCommand } from '../host/command';
import { seconds } from '../host/progress';
import { temporaryFolder } from '../host/temporary';
import type { N8nRelease } from '../host/versions';
import type { Round } from './experiment';
import { Experiment } from './experiment';
import { judge } from './judge';
import type { Disturbance, Ending } from './judge';
import type { TriggerOptions } from './options';
import { readOptions } from './options';
import { peerLine, tableOf } from './report';

const ROUNDS: Array<[string, Disturbance]> = [
	['Under load', 'none'],
	['n8n restarted in the middle', 'restart'],
	['n8n killed in the middle', 'kill'],
];

const AGAIN: Array<[string, Ending]> = [
	['Again after a restart', 'restart'],
	['Again after a kill', 'kill'],
];

/** What has come about so far, for stopping at any moment. */
const state: { experiment?: Experiment } = {};

/** Prints a round and what is thought of it. Out: whether all is as it has to be. */
function report(round: Round): boolean {
	const checks = judge(round.evidence);
	console.log(`\n${tableOf(round)}\n${checkLines(checks)}\n`);
	return allHold(checks);
}

/** Out: whether all is as it has to be on this line of n8n. */
async function runOn(release: N8nRelease, options: TriggerOptions): Promise<boolean> {
	console.log(colors.bold(`\nn8n ${release.version}`));
	const folder = await temporaryFolder('trigger', options.keep);
	const experiment = await Experiment.prepare(release, options, folder);
	state.experiment = experiment;
	await experiment.start();
	console.log(`\n${peerLine(await experiment.peer())}\n`);
	let passed = true;
	for (const [title, disturbance] of ROUNDS) {
		passed = report(await experiment.round(title, disturbance)) && passed;
	}
	for (const [title, ending] of AGAIN) {
		passed = report(await experiment.again(title, ending)) && passed;
	}
	await experiment.stop();
	return passed;
}

async function main(): Promise<number> {
	const started = Date.now();
	const options = readOptions(process.argv.slice(2));
	const failed: string[] = [];
	for (const release of options.releases) {
		if (!(await runOn(release, options))) failed.push(release.version);
	}
	console.log(
		failed.length === 0
			? colors.green('Passed: no message lost, none run twice.')
			: colors.red(`FAILED on n8n ${failed.join(' and ')}`),
	);
	console.log(colors.dim(`Done in ${seconds(Date.now() - started)}`));
	return failed.length === 0 ? 0 : 1;
}

runCommand(main, async () => await state.experiment?.stop());
