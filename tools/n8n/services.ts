/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { open, readFile } from 'node:fs/promises';
import type { SpawnOptions } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExpectedError } from './errors';
import type { Group } from './processes';
import { lastLines, startGroup } from './processes';

const POLL_MS = 250;

/** A program that runs in the background. */
export interface ServiceStart {
	/** For messages. */
	name: string;
	command: string;
	args: string[];
	options: SpawnOptions;
	/** Where its output goes. */
	logFile: string;
	/** Whether it can be used by now. Asked again and again. */
	isReady(): Promise<boolean>;
	deadlineMs: number;
}

/**
 * Starts a program and waits until it can be used.
 * Throws ExpectedError with the end of its log when it ends instead, or takes too long.
 */
export async function startService(start: ServiceStart): Promise<Group> {
	const { name, command, args, options, logFile, deadlineMs } = start;
	const log = await open(logFile, 'w');
	let group: Group;
	try {
		group = startGroup(command, args, { ...options, stdio: ['ignore', log.fd, log.fd] });
	} finally {
		await log.close();
	}
	let ended: string | undefined;
	group.exited.then(
		(code) => (ended = `it ended with exit code ${code}`),
		(error: Error) => (ended = error.message),
	);
	const end = Date.now() + deadlineMs;
	while (ended === undefined) {
		if (await start.isReady()) return group;
		if (Date.now() > end) ended ??= `no answer within ${deadlineMs / 1000} s`;
		await sleep(POLL_MS);
	}
	await group.stop();
	const text = await readFile(logFile, 'utf8').catch(() => '');
	throw new ExpectedError(`${name} did not start: ${ended}. Its log ends:\n${lastLines(text)}`);
}
