/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { Command, InvalidArgumentError, Option } from 'commander';
import { release } from '../e2e/options';
import type { N8nRelease } from '../host/versions';
import { n8nFor } from '../host/versions';

/** What the person asked `npm run e2e:trigger` for. */
export interface TriggerOptions {
	/** The n8n to run. */
	n8n: N8nRelease;
	/** Messages a second, repeats not counted. */
	rate: number;
	/** How long they come, in seconds. */
	seconds: number;
	/** Run n8n with its own defaults instead of what suits busy webhooks. */
	defaults: boolean;
	/** Leave n8n's folder behind, to look into it. */
	keep: boolean;
}

function positive(text: string): number {
	if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
	throw new InvalidArgumentError('Give a whole number from 1 to 9999.');
}

/** In: the command line after the script's name. Ends the process on --help and on mistakes. */
export function readOptions(args: string[]): TriggerOptions {
	const present = n8nFor(process.versions.node);
	const n8n = new Option('--n8n <version>', 'the n8n to run')
		.argParser(release)
		.default(present, present.version);
	return new Command('npm run e2e:trigger --')
		.description(
			'Pushes messages of a local Xportcn sandbox to the trigger in a real n8n: many a second, ' +
				'with repeats; then while n8n is restarted, and while it is killed and started again. ' +
				'What was pushed is compared with the executions.',
		)
		.addOption(n8n)
		.option('--rate <number>', 'messages a second', positive, 20)
		.option('--seconds <number>', 'how long they come', positive, 60)
		.option('--defaults', 'run n8n with its defaults instead of what busy webhooks need', false)
		.option('--keep', "leave n8n's folder behind, to look into it", false)
		.allowExcessArguments(false)
		.parse(args, { from: 'user' })
		.opts<TriggerOptions>();
}
