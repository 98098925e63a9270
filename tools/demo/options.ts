import { Command, InvalidArgumentError } from 'commander';
import { join, process, resolve } from '../node';
import { cacheFolder } from '../n8n/paths';
import { n8nFor } from '../n8n/versions';

/** What the person asked `npm start` for. */
export interface DemoOptions {
	/** Exit after the run instead of opening the editor. */
	headless: boolean;
	/** Port of the editor. */
	port: number;
	/** Port of the sandbox. */
	sandboxPort: number;
	/** Folder of the demo's n8n: its database and settings. */
	data: string;
	/** Empty that folder first. */
	fresh: boolean;
}

/** In: what stands after an option. Out: the port it names. */
export function portNumber(text: string): number {
	const port = Number(text);
	if (/^\d+$/.test(text) && port > 0 && port < 65536) return port;
	throw new InvalidArgumentError('Give a number from 1 to 65535.');
}

/** In: the command line after the script's name. Ends the process on --help and on mistakes. */
export function readOptions(args: string[]): DemoOptions {
	const { version } = n8nFor(process.versions.node);
	const command = new Command('npm start --')
		.description(
			'Runs the example workflow in a real n8n against a local Xportcn sandbox (no real money), ' +
				'then leaves the editor open.',
		)
		.option('--headless', 'exit after the run instead of opening the editor', false)
		.option('--port <number>', "the editor's port", portNumber, 5678)
		.option('--sandbox-port <number>', "the sandbox's port", portNumber, 4688)
		.option(
			'--data <folder>',
			"folder for the demo's n8n (its database and settings), outside of this project",
			join(cacheFolder(), `demo-n8n-${version}`),
		)
		.option('--fresh', 'empty that folder first', false)
		.allowExcessArguments(false)
		.parse(args, { from: 'user' });
	const options = command.opts<DemoOptions>();
	return { ...options, data: resolve(options.data) };
}
