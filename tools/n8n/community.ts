import { basename, copyFile, join, mkdir, rm } from '../node';
import { npmMustSucceed } from './npm';

const DEADLINE_MS = 5 * 60_000;

/**
 * Installs packed community nodes as the README says, so that what is tried is what a reader gets.
 *
 * In: the tarball; the user folder, which has to lie where there is no node_modules on the way up:
 * n8n lends its nodes its own n8n-workflow only if they find no other. Throws ExpectedError when npm
 * fails.
 */
export async function installCommunityPackage(tarball: string, userFolder: string): Promise<void> {
	const cwd = join(userFolder, '.n8n', 'nodes');
	await mkdir(cwd, { recursive: true });
	// what an earlier version of the same number has left
	for (const name of ['node_modules', 'package-lock.json']) {
		await rm(join(cwd, name), { recursive: true, force: true });
	}
	await copyFile(tarball, join(cwd, basename(tarball)));
	await npmMustSucceed(
		['install', '--omit=peer', `./${basename(tarball)}`, '--audit=false', '--loglevel=error'],
		{ cwd, deadlineMs: DEADLINE_MS },
		'Installing the node package in n8n',
	);
}
