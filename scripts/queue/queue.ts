/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console */
/**
 * `npm run e2e:queue`: 20 executions at once on the two workers of an n8n in queue mode, then again
 * with a worker killed in the middle. Exit code 0 when no order was debited twice and every order
 * is accounted for.
 */
import { allHold, checkLines } from '../host/checks';
import { colors } from '../host/colors';
import { runCommand } from '../host/command';
import { seconds } from '../host/progress';
import { temporaryFolder } from '../host/temporary';
import type { Round } from './experiment';
import { Experiment } from './experiment';
import { judge } from './judge';
import { readOptions } from './options';
import { tableOf } from './report';

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
	const folder = await temporaryFolder('queue', options.keep);
	const experiment = await Experiment.prepare(options, folder);
	state.experiment = experiment;
	await experiment.start();
	let passed = report(await experiment.round('Both workers alive', false));
	// the control is over by then: what the judge has to see happens with both alive
	if (!options.debitAgain) {
		passed = report(await experiment.round('A worker killed', true)) && passed;
	}
	await experiment.stop();

	const verdict = passed
		? colors.green('Passed: no order paid twice, every order accounted for.')
		: colors.red('FAILED');
	console.log(verdict);
	console.log(colors.dim(`n8n ${options.n8n.version}, done in ${seconds(Date.now() - started)}`));
	return passed ? 0 : 1;
}

runCommand(main, async () => await state.experiment?.stop());
