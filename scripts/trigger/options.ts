import { Command, InvalidArgumentError } from 'commander';
import { release } from '../e2e/options';
import type { N8nRelease } from '../host/versions';
import { RELEASES } from '../host/versions';

/** What the person asked `npm run e2e:trigger` for. */
export interface TriggerOptions {
	/** The lines of n8n to run. */
	releases: readonly N8nRelease[];
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
	const { n8n, ...others } = new Command('npm run e2e:trigger --')
		.description(
			'Pushes messages of a local Xportcn sandbox to the trigger in a real n8n: many a second, ' +
				'with repeats; then while n8n is restarted, and while it is killed and started again; then ' +
				'all of them once more after n8n was away. What was pushed is compared with the executions.',
		)
		.option('--n8n <version>', 'one line of n8n only', release)
		.option('--rate <number>', 'messages a second', positive, 20)
		.option('--seconds <number>', 'how long they come', positive, 60)
		.option('--defaults', 'run n8n with its defaults instead of what busy webhooks need', false)
		.option('--keep', "leave n8n's folder behind, to look into it", false)
		.allowExcessArguments(false)
		.parse(args, { from: 'user' })
		.opts<Omit<TriggerOptions, 'releases'> & { n8n?: N8nRelease }>();
	return { ...others, releases: n8n ? [n8n] : RELEASES };
}
