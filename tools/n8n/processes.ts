/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { basename, join } from 'node:path';
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
	readonly child: ChildProcess;
	/** Resolves with the exit code (128 + signal number when killed) once the child is gone. */
	readonly exited: Promise<number>;
	/** Asks the group to end, and kills it after `graceMs`. */
	stop(graceMs?: number): Promise<void>;
	/** Kills the group at once, without asking. */
	kill(): Promise<void>;
}

const LEASH = join(__dirname, 'leash.cjs');
const onWindows = process.platform === 'win32';
const running = new Set<Group>();

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	if (onWindows) {
		spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
		return;
	}
	try {
		process.kill(-child.pid, signal);
	} catch {
		// nothing left in the group
	}
}

// 'exit' handlers are synchronous: the hard way is the only one left by then.
process.once('exit', () => {
	for (const group of running) signalGroup(group.child, 'SIGKILL');
});

/**
 * Starts a command as a process group.
 * In: as for spawn(). Out: the group; `exited` rejects with ExpectedError when the program does
 * not exist.
 */
export function startGroup(command: string, args: string[], options: SpawnOptions): Group {
	// Windows has no process groups, and does not tell a child that its parent is gone.
	const leashed = basename(command) === 'node' && !onWindows;
	const child = spawn(command, leashed ? ['--require', LEASH, ...args] : args, {
		...options,
		detached: !onWindows,
	});
	const exited = new Promise<number>((resolve, reject) => {
		child.once('error', (error) => {
			running.delete(group);
			reject(new ExpectedError(`${command} could not be started: ${error.message}`));
		});
		// Members of the group may survive their leader (and hold its output open).
		child.once('exit', () => signalGroup(child, 'SIGKILL'));
		child.once('close', (code, signal) => {
			running.delete(group);
			resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
		});
	});
	exited.catch(() => undefined);
	const group: Group = {
		child,
		exited,
		async stop(graceMs = 10_000) {
			if (!running.has(group)) return;
			signalGroup(child, 'SIGTERM');
			const killer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
			await exited.catch(() => undefined);
			clearTimeout(killer);
		},
		async kill() {
			if (!running.has(group)) return;
			signalGroup(child, 'SIGKILL');
			await exited.catch(() => undefined);
		},
	};
	running.add(group);
	return group;
}

/** Stops every group that is still running. */
export async function stopAllGroups(graceMs?: number): Promise<void> {
	await Promise.all([...running].map(async (group) => await group.stop(graceMs)));
}

export interface Finished {
	code: number;
	/** The end of what it printed on both streams, newest last. */
	tail: string;
}

const TAIL_CHARACTERS = 16_000;

/**
 * Runs a command to its end.
 * In: as for spawn(), and `deadlineMs` after which it is stopped.
 * Out: the exit code and the end of its output (of those streams that are pipes).
 * Throws ExpectedError when it cannot be started or takes too long.
 */
export async function runToEnd(
	command: string,
	args: string[],
	options: SpawnOptions & { deadlineMs: number },
): Promise<Finished> {
	const { deadlineMs, ...spawnOptions } = options;
	const group = startGroup(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...spawnOptions });
	let tail = '';
	const keep = (chunk: Buffer) => {
		tail = (tail + chunk.toString()).slice(-TAIL_CHARACTERS);
	};
	group.child.stdout?.on('data', keep);
	group.child.stderr?.on('data', keep);
	let late = false;
	const deadline = setTimeout(() => {
		late = true;
		void group.stop();
	}, deadlineMs);
	try {
		const code = await group.exited;
		if (late) {
			throw new ExpectedError(
				`${[command, ...args].join(' ')} did not end within ${deadlineMs / 1000} s.\n${tail}`,
			);
		}
		return { code, tail };
	} finally {
		clearTimeout(deadline);
	}
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
