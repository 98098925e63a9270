/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { Command, Option } from 'commander';
import { portNumber } from '../demo/options';
import { release } from '../e2e/options';
import type { N8nRelease } from '../host/versions';
import { n8nFor } from '../host/versions';

/** What the person asked `npm run e2e:queue` for. */
export interface QueueOptions {
	/** The n8n to run. */
	n8n: N8nRelease;
	/** Port of the main n8n; any free one if not given. */
	port: number | undefined;
	/** Port of the sandbox; any free one if not given. */
	sandboxPort: number | undefined;
	/** The vendor debits an order again when asked again: the judge has to see it. */
	debitAgain: boolean;
	/** Leave the folder with all data and logs behind, to look into it. */
	keep: boolean;
}

/** In: the command line after the script's name. Ends the process on --help and on mistakes. */
export function readOptions(args: string[]): QueueOptions {
	const present = n8nFor(process.versions.node);
	const n8n = new Option('--n8n <version>', 'the n8n to run')
		.argParser(release)
		.default(present, present.version);
	return new Command('npm run e2e:queue --')
		.description(
			'Runs an n8n in queue mode (Redis, PostgreSQL, one main, two workers) against a local ' +
				'Xportcn sandbox (no real money): 20 executions at once that pay 50 orders each, some ' +
				'orders in several of them; then the same with a worker killed in the middle. What the ' +
				'executions said is compared with the ledger.',
		)
		.addOption(n8n)
		.option('--port <number>', "the main n8n's port (default: any free one)", portNumber)
		.option('--sandbox-port <number>', "the sandbox's port (default: any free one)", portNumber)
		.option(
			'--debit-again',
			'let the sandbox debit an order again when asked again, to see the judge find it: has to end with FAILED',
			false,
		)
		.option('--keep', 'leave all data and logs behind, to look into them', false)
		.allowExcessArguments(false)
		.parse(args, { from: 'user' })
		.opts<QueueOptions>();
}
