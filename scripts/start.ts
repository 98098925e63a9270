/** `npm start`: the example workflow in a real n8n, against the sandbox. See options.ts. */
import { console, process } from '../tools/node';
import { colors } from '../tools/n8n/colors';
import { runCommand } from '../tools/n8n/command';
import { ExpectedError } from '../tools/n8n/errors';
import { DEMO_OWNER } from '../tools/n8n/owner';
import { seconds } from '../tools/n8n/progress';
import type { DemoResult } from '../tools/demo/demo';
import { Demo } from '../tools/demo/demo';
import { isBorneOut } from '../tools/demo/ledger';
import { readOptions } from '../tools/demo/options';
import { ledgerLines, tableOf } from '../tools/demo/report';

/** Prints what came out. Out: the exit code it deserves. */
function report({ ok, stoppedAt, run, outcomes, ledger }: DemoResult): number {
	console.log(`\n${tableOf(outcomes)}`);
	console.log(ledgerLines(ledger));
	if (stoppedAt !== undefined) {
		console.log(
			`n8n shows this run as failed: it ended at "${stoppedAt}", so that somebody looks at what failed.`,
		);
	} else if (!ok) {
		const { error, lastNodeExecuted } = run.data.resultData;
		const where = lastNodeExecuted ? ` at "${lastNodeExecuted}"` : '';
		const why = [error?.message, error?.description].filter(Boolean).join(' ');
		console.error(colors.red(`The workflow ended with an error${where}: ${why}`));
	} else if (ledger.debits === 0) {
		console.error(colors.red('The workflow paid nothing.'));
	}
	const asPlanned = ok || stoppedAt !== undefined;
	return asPlanned && ledger.debits > 0 && isBorneOut(ledger) ? 0 : 1;
}

/** What has come about so far, for stopping at any moment. */
const state: { demo?: Demo; exitCode?: number } = {};

async function main(): Promise<number> {
	const started = Date.now();
	const options = readOptions(process.argv.slice(2));
	state.demo = await Demo.prepare(options);
	const exitCode = report(await state.demo.execute());
	if (options.headless) {
		await state.demo.stop();
		console.log(colors.dim(`Done in ${seconds(Date.now() - started)}`));
		return exitCode;
	}

	console.log('');
	const address = await state.demo.openEditor();
	console.log(
		[
			'',
			`  Workflow  ${colors.cyan(address)}`,
			`  Login     ${DEMO_OWNER.email}`,
			`  Password  ${DEMO_OWNER.password}`,
			'',
			`Ready in ${seconds(Date.now() - started)}. Ctrl-C stops everything.`,
		].join('\n'),
	);
	// From here on being stopped is the regular end.
	state.exitCode = exitCode;
	const { instance } = state.demo;
	const code = await instance.serverEnd();
	throw new ExpectedError(`n8n ended by itself (exit code ${code}). See ${instance.logFile}`);
}

runCommand(
	main,
	async () => {
		await state.demo?.stop();
		if (state.exitCode !== undefined) console.log('\nEverything is stopped.');
	},
	() => state.exitCode,
);
