/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { Command, InvalidArgumentError, Option } from 'commander';
import { release } from '../e2e/options';
import type { N8nRelease } from '../host/versions';
import { n8nFor } from '../host/versions';

/** What the person asked `npm run e2e:poll` for. */
export interface PollOptions {
	/** The n8n to run. */
	n8n: N8nRelease;
	/** How often n8n is stopped and started again. */
	restarts: number;
	/** How often it is killed. */
	kills: number;
	/** Leave n8n's folder behind, to look into it. */
	keep: boolean;
}

function count(text: string): number {
	if (/^\d{1,3}$/.test(text)) return Number(text);
	throw new InvalidArgumentError('Give a whole number from 0 to 999.');
}

/** In: the command line after the script's name. Ends the process on --help and on mistakes. */
export function readOptions(args: string[]): PollOptions {
	const present = n8nFor(process.versions.node);
	const n8n = new Option('--n8n <version>', 'the n8n to run')
		.argParser(release)
		.default(present, present.version);
	return new Command('npm run e2e:poll --')
		.description(
			'The poll trigger in a real n8n, while orders of a local Xportcn sandbox change all the ' +
				'time: with a list that fails, with n8n stopped and started again, and with n8n killed ' +
				'right behind a poll. What changed is compared with the executions.',
		)
		.addOption(n8n)
		.option('--restarts <number>', 'how often n8n is stopped and started', count, 5)
		.option('--kills <number>', 'how often n8n is killed', count, 10)
		.option('--keep', "leave n8n's folder behind, to look into it", false)
		.allowExcessArguments(false)
		.parse(args, { from: 'user' })
		.opts<PollOptions>();
}
