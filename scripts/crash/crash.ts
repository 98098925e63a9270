/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console */
/**
 * `npm run crash`: what becomes of 200 payments when n8n is killed in the middle of them. Exit code
 * 0 when every order was debited exactly once and the second run told the truth about each.
 */
import { cny } from '../demo/ledger';
import { allHold, checkLines } from '../host/checks';
import { colors } from '../host/colors';
import { runCommand } from '../host/command';
import { seconds } from '../host/progress';
import { temporaryFolder } from '../host/temporary';
import { Experiment } from './experiment';
import { judge } from './judge';
import { readOptions } from './options';
import { tableOf } from './report';

/** What has come about so far, for stopping at any moment. */
const state: { experiment?: Experiment } = {};

async function main(): Promise<number> {
	const started = Date.now();
	const options = readOptions(process.argv.slice(2));
	const experiment = await Experiment.prepare(
		options,
		await temporaryFolder('crash', options.keep),
	);
	state.experiment = experiment;
	const { evidence, killed } = await experiment.crash(options.killAt);
	const total = cny(experiment.sandbox.ledger.totalFen());
	await experiment.stop();

	const checks = judge(evidence);
	const passed = allHold(checks);
	const verdict = passed
		? colors.green('Passed: no order paid twice, none lost, nothing misreported.')
		: colors.red('FAILED');
	console.log(`\n${tableOf(evidence, killed, total)}\n${checkLines(checks)}\n\n${verdict}`);
	console.log(colors.dim(`Done in ${seconds(Date.now() - started)}`));
	return passed ? 0 : 1;
}

runCommand(main, async () => await state.experiment?.stop());
