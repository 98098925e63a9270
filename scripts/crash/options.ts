import { Command, InvalidArgumentError } from 'commander';
import { portNumber } from '../demo/options';

/** Earlier or later, and the kill might miss the run. */
const KILL_RANGE = { from: 40, to: 140 };

/** What the person asked `npm run crash` for. */
export interface CrashOptions {
	/** Port of the editor; any free one if not given. */
	port: number | undefined;
	/** Port of the sandbox; any free one if not given. */
	sandboxPort: number | undefined;
	/** n8n is killed once so many orders are debited, at the next payment under way. */
	killAt: number;
	/** Leave n8n's folder behind, to look into it. */
	keep: boolean;
}

function killNumber(text: string): number {
	const { from, to } = KILL_RANGE;
	const debits = Number(text);
	if (/^\d+$/.test(text) && debits >= from && debits <= to) return debits;
	throw new InvalidArgumentError(`Give a number from ${from} to ${to}.`);
}

/** In: the command line after the script's name. Ends the process on --help and on mistakes. */
export function readOptions(args: string[]): CrashOptions {
	return new Command('npm run crash --')
		.description(
			'Kills a real n8n in the middle of paying 200 orders of a local Xportcn sandbox (no real ' +
				'money), starts it and the workflow again, and compares what the node said with the ledger.',
		)
		.option('--port <number>', "the editor's port (default: any free one)", portNumber)
		.option('--sandbox-port <number>', "the sandbox's port (default: any free one)", portNumber)
		.option('--kill-at <debits>', 'kill n8n after so many', killNumber, 100)
		.option('--keep', "leave n8n's folder behind, to look into it", false)
		.allowExcessArguments(false)
		.parse(args, { from: 'user' })
		.opts<CrashOptions>();
}
