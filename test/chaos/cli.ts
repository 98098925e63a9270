/* eslint-disable no-console, @n8n/community-nodes/no-restricted-globals */
// these must come first: they set what holds while the others are loaded
import '../harness/environment';
import './typescriptFirst';
import '../harness/coreFromArguments';

import { Command, InvalidArgumentError, Option } from 'commander';
import picocolors from 'picocolors';

import { CORE_LINE } from '../harness/coreLine';
import { CORE_LINES } from '../harness/coreLines.cjs';
import { runChaos } from './lanes';
import type { ChaosReport } from './lanes';
import { KINDS } from './scenario';
import type { Kind } from './scenario';
import type { Statistics } from './statistics';

interface CliOptions {
	runs: number;
	parallel: number;
	only?: Kind;
	seed?: number;
	path?: string;
	shrink: boolean;
}

const wholeNumber = (text: string): number => {
	const value = Number(text);
	if (!Number.isSafeInteger(value)) throw new InvalidArgumentError('It must be a whole number.');
	return value;
};

const positive = (text: string): number => {
	const value = wholeNumber(text);
	if (value < 1) throw new InvalidArgumentError('It must be 1 or more.');
	return value;
};

void new Command('chaos')
	.description(
		'Random payments and purchases with random faults and guards; what the sandbox did judges what the node said.',
	)
	.option('--runs <number>', 'how many', positive, 1000)
	.option('--parallel <number>', 'how many at once', positive, 64)
	.addOption(new Option('--only <kind>', 'only runs of this kind').choices(KINDS))
	.option('--seed <number>', 'what they are drawn from (default: random, printed)', wholeNumber)
	.option('--path <path>', "replays one run: the path that a failure's report gives")
	.addOption(
		new Option('--core <line>', "the line of n8n's engine to run on")
			.choices(Object.keys(CORE_LINES))
			.default(CORE_LINE),
	)
	.option('--no-shrink', 'do not look for a smaller run that fails')
	.action(chaos)
	.parseAsync();

async function chaos({ runs, parallel, only, seed, path, shrink }: CliOptions): Promise<void> {
	const base = seed ?? Math.floor(Math.random() * 1e9);
	const lanes = path === undefined ? parallel : 1;
	console.log(`${runs} runs in ${lanes} lanes on n8n-core ${CORE_LINE}, seed ${base}`);

	const start = Date.now();
	let shown = start;
	const onRun = (done: number, statistics: Statistics) => {
		if (Date.now() - shown < 5000) return;
		shown = Date.now();
		const seconds = Math.round((shown - start) / 1000);
		console.log(`${seconds} s: ${done} runs, ${statistics.requests} requests`);
	};
	const kinds = only && [only];
	const report = await runChaos({ runs, seed: base, lanes, kinds, path, shrink, onRun });
	console.log(summary(report, Date.now() - start, only));
	if (report.failures.length > 0) process.exitCode = 1;
	// n8n-core keeps timers that would hold the process
	setImmediate(() => process.exit());
}

function summary(
	{ runs, statistics, failures }: ChaosReport,
	ms: number,
	only: Kind | undefined,
): string {
	const { executions, requests, debits, created } = statistics;
	const { faults, outcomes, errorCodes, ambiguous, ambiguousUnknown } = statistics;
	const listed = (counts: Record<string, number>) =>
		Object.entries(counts)
			.sort(([, a], [, b]) => b - a)
			.map(([word, count]) => `${word} ${count}`)
			.join(', ');
	const settled = ambiguous - ambiguousUnknown;
	const share = ambiguous === 0 ? '' : ` (${((settled / ambiguous) * 100).toFixed(2)} %)`;
	const verdict =
		failures.length === 0
			? picocolors.green('No promise was broken.')
			: picocolors.red(`Broken promises: ${failures.length} lanes`);
	return [
		'',
		`runs       ${runs} with ${executions} executions in ${Math.round(ms / 1000)} s`,
		`requests   ${requests}, debits ${debits}, orders created ${created}`,
		`faults     ${listed(faults)}`,
		`outcomes   ${listed(outcomes)}`,
		`codes      ${listed(errorCodes)}`,
		`ambiguous  ${ambiguous} payments without a clear answer that are shown as paid, ${settled} settled${share}`,
		...failures.map(
			({ seed, path, afterRuns, afterRunsInAll, broken, report }) => `
After ${afterRuns} runs of the lane, ${afterRunsInAll} of all:
  ${broken.join('\n  ')}
Replay: npm run chaos -- --core ${CORE_LINE}${only ? ` --only ${only}` : ''} --seed ${seed} --path ${path}
${report}`,
		),
		verdict,
	].join('\n');
}
