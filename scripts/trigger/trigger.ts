/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console */
/**
 * `npm run e2e:trigger`: the trigger in a real n8n under load, while n8n is restarted, and while it
 * is killed. Exit code 0 when no message was lost and none ran twice that should not.
 */
import { allHold, checkLines } from '../host/checks';
import { colors } from '../host/colors';
import { runCommand } from '../host/command';
import { seconds } from '../host/progress';
import { temporaryFolder } from '../host/temporary';
import type { Disturbance, Ending, Round } from './experiment';
import { Experiment } from './experiment';
import { judge } from './judge';
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

async function main(): Promise<number> {
	const started = Date.now();
	const options = readOptions(process.argv.slice(2));
	const folder = await temporaryFolder('trigger', options.keep);
	const experiment = await Experiment.prepare(options, folder);
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

	console.log(passed ? colors.green('Passed: no message lost.') : colors.red('FAILED'));
	console.log(colors.dim(`n8n ${options.n8n.version}, done in ${seconds(Date.now() - started)}`));
	return passed ? 0 : 1;
}

runCommand(main, async () => await state.experiment?.stop());
