import { join, mkdir } from '../node';
import { plainEnvironment } from './npm';
import { freePort } from './ports';
import type { Group } from './processes';
import { runToEnd } from './processes';
import { findOnPath } from './programs';
import { startService } from './services';

const START_DEADLINE_MS = 60_000;
const ANSWER_DEADLINE_MS = 10_000;
const PROGRAM = 'redis-server';

/** The Debian packages it comes in. */
export const REDIS_PACKAGES = ['redis-server'];

/** Out: whether it is installed. */
export function isRedisThere(): boolean {
	return findOnPath(PROGRAM) !== undefined;
}

/** A Redis of our own. It forgets everything when it stops. */
export interface Redis {
	port: number;
	group: Group;
}

/** Out: whether a Redis on this port answers a PING. */
async function answers(port: number): Promise<boolean> {
	const ping = ['-h', '127.0.0.1', '-p', String(port), 'ping'];
	return (await runToEnd('redis-cli', ping, { deadlineMs: ANSWER_DEADLINE_MS })).code === 0;
}

/** Starts a Redis on 127.0.0.1. In: a folder for it. Throws ExpectedError when it does not start. */
export async function startRedis(folder: string): Promise<Redis> {
	await mkdir(folder, { recursive: true });
	const port = await freePort();
	const group = await startService({
		name: 'Redis',
		command: PROGRAM,
		args: [
			...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
			...['--save', '', '--appendonly', 'no'],
		],
		options: { cwd: folder, env: plainEnvironment() },
		logFile: join(folder, 'redis.log'),
		isReady: async () => await answers(port),
		deadlineMs: START_DEADLINE_MS,
	});
	return { port, group };
}
