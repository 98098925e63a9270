import { lock } from 'proper-lockfile';
import { dirname, existsSync, join, mkdir, rename, rm, writeFile } from '../node';
import type { Step } from './progress';

const READY = '.ready';
/** So that this project's .npmrc or a parent folder's has no say in what is installed. */
const NPM_SETTINGS = 'audit=false\nfund=false\nupdate-notifier=false\n';
/** Waits as long as it takes; a lock that its owner has not renewed for a minute is taken over. */
const LOCKING = { realpath: false, stale: 60_000, retries: { forever: true, maxTimeout: 1_000 } };

/** Out: whether an install in this folder was finished. */
export function isInstalled(folder: string): boolean {
	return existsSync(join(folder, READY));
}

/**
 * Makes sure that something is installed in a folder of the cache, once.
 *
 * In: the folder; what npm shall find in its package.json; the install itself, which gets the folder
 * to work in. An install that was cut off is thrown away and done again; a second run at the same
 * time waits for the first. What the install throws passes through.
 */
export async function installOnce(
	folder: string,
	manifest: object,
	install: (workFolder: string) => Promise<void>,
	step: Step,
): Promise<void> {
	if (isInstalled(folder)) return;
	await mkdir(dirname(folder), { recursive: true });
	step.update('waiting for another run that is installing it');
	const unlock = await lock(folder, { ...LOCKING, lockfilePath: `${folder}.locked` });
	try {
		if (isInstalled(folder)) return;
		const unfinished = `${folder}.unfinished`;
		await rm(unfinished, { recursive: true, force: true });
		await mkdir(unfinished, { recursive: true });
		await writeFile(join(unfinished, 'package.json'), JSON.stringify(manifest, null, 2));
		await writeFile(join(unfinished, '.npmrc'), NPM_SETTINGS);
		await install(unfinished);
		await writeFile(join(unfinished, READY), '');
		await rm(folder, { recursive: true, force: true });
		await rename(unfinished, folder);
	} finally {
		await unlock();
	}
}
