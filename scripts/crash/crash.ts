/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console */
/**
 * `npm run crash`: what becomes of 200 payments when n8n is killed in the middle of them. Exit code
 * 0 when every order was debited exactly once and the second run told the truth about each.
 */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cny } from '../demo/ledger';
import { colors } from '../host/colors';
import { ExpectedError } from '../host/errors';
import { seconds } from '../host/progress';
import { stopOnSignals } from '../host/signals';
import { Experiment } from './experiment';
import { judge } from './judge';
import { readOptions } from './options';
import { checkLines, tableOf } from './report';

/** Out: a new folder that is gone when this process ends, however it is ended. */
async function temporaryFolder(keep: boolean): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'xportcn-crash-'));
	process.once('exit', () => {
		if (keep) console.log(`n8n's folder is left behind: ${folder}`);
		else rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	});
	return folder;
}

/** What has come about so far, for stopping at any moment. */
const state: { experiment?: Experiment } = {};

async function main(): Promise<number> {
	const started = Date.now();
	const options = readOptions(process.argv.slice(2));
	const experiment = await Experiment.prepare(options, await temporaryFolder(options.keep));
	state.experiment = experiment;
	const { evidence, killed } = await experiment.crash(options.killAt);
	const total = cny(experiment.sandbox.ledger.totalFen());
	await experiment.stop();

	const checks = judge(evidence);
	const passed = checks.every(({ problems }) => problems.length === 0);
	const verdict = passed
		? colors.green('Passed: no order paid twice, none lost, nothing misreported.')
		: colors.red('FAILED');
	console.log(`\n${tableOf(evidence, killed, total)}\n${checkLines(checks)}\n\n${verdict}`);
	console.log(colors.dim(`Done in ${seconds(Date.now() - started)}`));
	return passed ? 0 : 1;
}

const unlessStopped = stopOnSignals(async () => await state.experiment?.stop());

unlessStopped(main())
	.catch((error: unknown) => {
		// A person can do something about an ExpectedError; where it was thrown does not help them.
		console.error(error instanceof ExpectedError ? colors.red(`\n${error.message}`) : error);
		return 1;
	})
	.then((exitCode) => process.exit(exitCode))
	.catch(() => undefined);
