import { Command, Option } from 'commander';
import { join, projectRoot } from '../tools/node';
import { release } from '../tools/e2e/options';
import type { N8nRelease } from '../tools/n8n/versions';
import { RELEASES } from '../tools/n8n/versions';

/** What the person asked `npm run bench` for. */
export interface BenchOptions {
	/** The n8n to run. */
	n8n: N8nRelease;
	/** Only the sizes that take a few minutes. */
	quick: boolean;
	/** Where the results go. */
	out: string;
}

/** In: the command line after the script's name. Ends the process on --help and on mistakes. */
export function readOptions(args: string[]): BenchOptions {
	const [oldest] = RELEASES;
	const n8n = new Option('--n8n <version>', 'the n8n to run')
		.argParser(release)
		.default(oldest, oldest.version);
	return new Command('npm run bench --')
		.description(
			'This node, the same built by hand in n8n, and a bare HTTP client pay the same orders of a ' +
				'local Xportcn sandbox. Writes benchmark.json, benchmark.md and benchmark.svg. Takes ' +
				'about 20 minutes; leave the machine alone meanwhile. Needs Linux.',
		)
		.addOption(n8n)
		.option('--quick', 'up to 1,000 orders, 30 ms: some minutes', false)
		.option('--out <folder>', 'where the results go', join(projectRoot, 'docs'))
		.allowExcessArguments(false)
		.parse(args, { from: 'user' })
		.opts<BenchOptions>();
}
