import execa from 'execa';
import type { ExecaChildProcess, Options } from 'execa';
import { basename, clearTimeout, constants, join, process, projectRoot, setTimeout } from '../node';
import { ExpectedError } from './errors';

/**
 * Child processes that never outlive us.
 *
 * Each child leads its own process group, so that stopping it also stops what it started (n8n's
 * task runner), and so that Ctrl-C in a terminal reaches only us and the order of shutting down is
 * ours. Whatever is still running when this process exits is killed then; what runs on Node is on
 * a leash besides (leash.cjs), for the exits that leave us no time.
 */
export interface Group {
	readonly child: ExecaChildProcess;
	/** Resolves with the exit code (128 + signal number when killed) once the child is gone. */
	readonly exited: Promise<number>;
	/** Asks the group to end, and kills it after a while. */
	stop(): Promise<void>;
	/** Kills the group at once, without asking. */
	kill(): Promise<void>;
}

const LEASH = join(projectRoot, 'tools', 'n8n', 'leash.cjs');
const GRACE_MS = 10_000;
const onWindows = process.platform === 'win32';
const running = new Set<Group>();

// 'exit' handlers are synchronous: the hard way is the only one left by then.
process.once('exit', () => {
	for (const { child } of running) signalGroup(child.pid, 'SIGKILL');
});

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
	if (pid === undefined) return;
	if (onWindows) {
		execa.sync('taskkill', ['/pid', String(pid), '/T', '/F'], { reject: false });
		return;
	}
	try {
		process.kill(-pid, signal);
	} catch {
		// nothing left in the group
	}
}

/**
 * Starts a command as a process group.
 * In: as for execa. Out: the group; `exited` rejects with ExpectedError when the program does not
 * exist.
 */
export function startGroup(command: string, args: string[], options: Options): Group {
	// Windows has no process groups, and does not tell a child that its parent is gone.
	const leashed = basename(command) === 'node' && !onWindows;
	const child = execa(command, leashed ? ['--require', LEASH, ...args] : args, {
		...{ stdio: ['ignore', 'pipe', 'pipe'], all: true, reject: false, extendEnv: false },
		...{ env: process.env, detached: !onWindows, killSignal: 'SIGKILL' },
		...options,
	});
	// Members of the group may survive their leader (and hold its output open).
	child.once('exit', () => signalGroup(child.pid, 'SIGKILL'));
	const exited = child.then((result) => {
		running.delete(group);
		if (child.pid === undefined) {
			throw new ExpectedError(`${command} is not installed, or cannot be started`);
		}
		return result.exitCode ?? 128 + constants.signals[result.signal as NodeJS.Signals];
	});
	exited.catch(() => undefined);
	const end = async (signal: NodeJS.Signals) => {
		if (!running.has(group)) return;
		signalGroup(child.pid, signal);
		const killer = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), GRACE_MS);
		await exited.catch(() => undefined);
		clearTimeout(killer);
	};
	const group: Group = {
		...{ child, exited },
		stop: async () => await end('SIGTERM'),
		kill: async () => await end('SIGKILL'),
	};
	running.add(group);
	return group;
}

/** Stops every group that is still running. */
export async function stopAllGroups(): Promise<void> {
	await Promise.all([...running].map(async (group) => await group.stop()));
}

export interface Finished {
	code: number;
	/** What it printed on both streams. */
	output: string;
}

/**
 * Runs a command to its end.
 * In: as for execa, and `deadlineMs` after which it is killed.
 * Out: the exit code and its output (of those streams that are pipes). Throws ExpectedError when it
 * cannot be started or takes too long.
 */
export async function runToEnd(
	command: string,
	args: string[],
	{ deadlineMs, ...options }: Options & { deadlineMs: number },
): Promise<Finished> {
	const { child, exited } = startGroup(command, args, { ...options, timeout: deadlineMs });
	const code = await exited;
	const { all: output = '', timedOut } = await child;
	if (!timedOut) return { code, output };
	const what = [command, ...args].join(' ');
	throw new ExpectedError(
		`${what} did not end within ${deadlineMs / 1000} s.\n${lastLines(output)}`,
	);
}

/** A line of a stack trace, bare or in npm's log. */
const STACK_LINE = /^(npm error)?\s+at /;

/**
 * In: a text. Out: its last lines, indented, without stack traces: what a program said before it
 * failed.
 */
export function lastLines(text: string, count = 15): string {
	return text
		.trimEnd()
		.split('\n')
		.filter((line) => !STACK_LINE.test(line))
		.slice(-count)
		.map((line) => `  ${line.trimEnd()}`)
		.join('\n');
}
