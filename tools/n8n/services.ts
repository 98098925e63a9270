import type { Options } from 'execa';
import pWaitFor from 'p-wait-for';
import { open, readFile } from '../node';
import { ExpectedError, messageOf } from './errors';
import type { Group } from './processes';
import { lastLines, startGroup } from './processes';

/** A program that runs in the background. */
export interface ServiceStart {
	/** For messages. */
	name: string;
	command: string;
	args: string[];
	options: Options;
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
	const { name, command, args, options, logFile, deadlineMs: timeout } = start;
	const log = await open(logFile, 'w');
	const stdio: Options['stdio'] = ['ignore', log.fd, log.fd];
	const group = startGroup(command, args, { ...options, stdio });
	await log.close();
	let isOver = false;
	const end = group.exited.then((code) => {
		isOver = true;
		throw new Error(`it ended with exit code ${code}`);
	});
	const isReady = async () => isOver || (await start.isReady());
	const wait = pWaitFor(isReady, { interval: 250, timeout });
	const problem = await Promise.race([wait, end]).then(() => undefined, messageOf);
	if (problem === undefined) return group;
	await group.stop();
	const text = await readFile(logFile, 'utf8').catch(() => '');
	throw new ExpectedError(`${name} did not start: ${problem}. Its log ends:\n${lastLines(text)}`);
}
