/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 5_000;
/** A lock of another machine (a shared cache) nobody touched for this long has lost its owner. */
const STALE_MS = 60_000;

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

async function isAbandoned(file: string): Promise<boolean> {
	try {
		const [host, pid] = (await readFile(file, 'utf8')).split('\n');
		if (host === hostname() && pid) return !isAlive(Number(pid));
		return Date.now() - (await stat(file)).mtimeMs > STALE_MS;
	} catch {
		return false; // it has just been released
	}
}

/** Out: whether the lock file could be made, that is, whether the lock is ours now. */
async function take(file: string): Promise<boolean> {
	return await writeFile(file, `${hostname()}\n${process.pid}\n`, { flag: 'wx' }).then(
		() => true,
		(error: NodeJS.ErrnoException) => {
			if (error.code === 'EEXIST') return false;
			throw error;
		},
	);
}

/**
 * Runs `work` while holding a lock file, so that two runs at once do not do the same twice.
 *
 * In: the lock file's path, the work, and `onWait`, called once if another process holds it.
 * Out: what `work` returns. A lock whose owner died is taken over.
 */
export async function withLock<T>(
	file: string,
	work: () => Promise<T>,
	onWait: () => void,
): Promise<T> {
	await mkdir(dirname(file), { recursive: true });
	for (let attempt = 0; ; attempt++) {
		if (await take(file)) break;
		if (await isAbandoned(file)) {
			await rm(file, { force: true });
			continue;
		}
		if (attempt === 0) onWait();
		await sleep(1_000);
	}
	const heartbeat = setInterval(() => {
		const now = new Date();
		utimes(file, now, now).catch(() => undefined);
	}, HEARTBEAT_MS);
	try {
		return await work();
	} finally {
		clearInterval(heartbeat);
		await rm(file, { force: true });
	}
}
