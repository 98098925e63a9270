import { basename, delimiter, dirname, existsSync, join, process, realpathSync } from '../node';
import { ExpectedError } from './errors';
import type { Finished } from './processes';
import { lastLines, runToEnd } from './processes';

// What npm adds for the script it runs, and the settings of this project's .npmrc among it.
const FROM_NPM_RUN = /^npm_(?!config_)|^npm_config_(ignore_scripts|local_prefix|omit_lockfile)/i;

/**
 * Our environment, without what describes this project to the scripts npm runs.
 *
 * `npm start` hands its configuration down as npm_config_* variables, this project's
 * ignore-scripts=true included, and those beat the .npmrc of any other folder.
 *
 * In: the Node to use. Its folder goes first on PATH, because npm and n8n start plain "node".
 */
export function plainEnvironment(node = process.execPath): NodeJS.ProcessEnv {
	const entries = Object.entries(process.env).filter(([name]) => !FROM_NPM_RUN.test(name));
	const environment: NodeJS.ProcessEnv = Object.fromEntries(entries);
	const path = Object.keys(environment).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
	environment[path] = [dirname(node), environment[path] ?? ''].join(delimiter);
	return environment;
}

/** Out: npm's own JavaScript file: of the npm that runs us, or of the one on PATH. */
function npmCli(): string | undefined {
	const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'));
	return [process.env.npm_execpath, ...onPath]
		.filter((file) => file !== undefined && existsSync(file))
		.map((file) => realpathSync(file!))
		.find((file) => basename(file) === 'npm-cli.js');
}

/** Where and how long npm may work, and with which Node (by default ours). */
export interface NpmRun {
	cwd: string;
	deadlineMs: number;
	node?: string;
}

/** How to start npm: with the given Node and without a shell, if its file can be found. */
function npmCommand(node: string): { command: string; prefix: string[]; shell: boolean } {
	const cli = npmCli();
	if (cli) return { command: node, prefix: [cli], shell: false };
	return { command: 'npm', prefix: [], shell: process.platform === 'win32' };
}

/**
 * Runs npm in a folder.
 * In: its arguments, and how to run it. Out: exit code and the end of its output.
 * Throws ExpectedError when npm is missing or takes too long.
 */
export async function npm(args: string[], run: NpmRun): Promise<Finished> {
	const { cwd, deadlineMs, node = process.execPath } = run;
	const { command, prefix, shell } = npmCommand(node);
	return await runToEnd(command, [...prefix, ...args], {
		cwd,
		shell,
		env: plainEnvironment(node),
		deadlineMs,
	});
}

/** The same for what cannot be done without. Throws ExpectedError with npm's last lines. */
export async function npmMustSucceed(args: string[], run: NpmRun, what: string): Promise<void> {
	const { code, output } = await npm(args, run);
	if (code === 0) return;
	throw new ExpectedError(
		`${what} failed (npm ended with ${code}). npm said:\n${lastLines(output)}\n` +
			'Check the network and the free disk space, then run the command again.',
	);
}
