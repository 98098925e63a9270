/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExpectedError } from './errors';
import { withLock } from './lock';
import { npm } from './npm';
import { cacheFolder } from './paths';
import { lastLines } from './processes';
import type { Step } from './progress';
import type { N8nRelease } from './versions';
import { majorOf, n8nFor } from './versions';

/** An n8n installed on this machine, ready to be started. */
export interface N8nHost {
	version: string;
	/** The folder with its node_modules. */
	folder: string;
	/** The file to run with Node. */
	bin: string;
}

const INSTALL_DEADLINE_MS = 30 * 60_000;
const COUNT_MS = 2_000;
const READY = '.ready';

/** Out: the release for this Node, and where its install is (or will be). */
function target(): { release: N8nRelease; host: N8nHost } {
	const release = n8nFor(process.versions.node);
	const name = `n8n-${release.version}-node${majorOf(process.versions.node)}`;
	const folder = join(cacheFolder(), name);
	const bin = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	return { release, host: { version: release.version, folder, bin } };
}

async function isReady(folder: string, release: N8nRelease): Promise<boolean> {
	if (!existsSync(join(folder, READY))) return false;
	try {
		const manifest = join(folder, 'node_modules', 'n8n', 'package.json');
		const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
		return version === release.version;
	} catch {
		return false;
	}
}

/** Out: how many packages npm made a folder for, and how many of those it has filled. */
async function countPackages(folder: string): Promise<{ folders: number; filled: number }> {
	const modules = join(folder, 'node_modules');
	const names = await readdir(modules).catch(() => []);
	const packages = (
		await Promise.all(
			names.map(async (name) => {
				if (name.startsWith('.')) return [];
				if (!name.startsWith('@')) return [name];
				const scoped = await readdir(join(modules, name)).catch(() => []);
				return scoped.map((inner) => join(name, inner));
			}),
		)
	).flat();
	const filled = packages.filter((name) => existsSync(join(modules, name, 'package.json'))).length;
	return { folders: packages.length, filled };
}

/** Keeps the step's line moving while npm, which says nothing, is at work. */
async function watchInstall<T>(folder: string, step: Step, work: Promise<T>): Promise<T> {
	const timer = setInterval(() => {
		void countPackages(folder).then(({ folders, filled }) => {
			if (folders === 0) step.update('npm is reading the list of packages');
			else if (filled === 0) step.update('npm is downloading');
			else step.update(`npm is unpacking, ${Math.round((100 * filled) / folders)} %`);
		});
	}, COUNT_MS);
	try {
		return await work;
	} finally {
		clearInterval(timer);
	}
}

async function mustSucceed(args: string[], folder: string, what: string): Promise<void> {
	const { code, tail } = await npm(args, folder, INSTALL_DEADLINE_MS);
	if (code === 0) return;
	throw new ExpectedError(
		`${what} failed (npm ended with ${code}). npm said:\n${lastLines(tail)}\n` +
			'Check the network and the free disk space, then run the command again.',
	);
}

async function installInto(folder: string, release: N8nRelease, step: Step): Promise<void> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const manifest = {
		name: 'n8n-host',
		version: '1.0.0',
		private: true,
		dependencies: { n8n: release.version },
		overrides: release.overrides,
	};
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
	// Its own settings, so that this project's .npmrc or a parent folder's has no say.
	await writeFile(join(folder, '.npmrc'), 'audit=false\nfund=false\nupdate-notifier=false\n');

	step.update('npm is reading the list of packages');
	// Without the packages' own scripts: one of them compiles a Kafka client n8n can do without,
	// and fails where there is no toolchain for it. SQLite is the only one n8n needs to start.
	const flags = ['--ignore-scripts', '--loglevel=error'];
	const installed = mustSucceed(['install', ...flags], folder, `Installing n8n ${release.version}`);
	await watchInstall(folder, step, installed);

	step.update('preparing SQLite, up to 2 minutes');
	await mustSucceed(
		['rebuild', 'sqlite3', '--ignore-scripts=false', '--loglevel=error'],
		folder,
		'Preparing the SQLite module of n8n (it needs Python, make and a C++ compiler where no ' +
			'ready-made file can be downloaded)',
	);
	await writeFile(join(folder, READY), '');
}

/**
 * Makes sure that the n8n for this Node is installed, which takes minutes once and nothing later.
 *
 * In: a step to report progress on. Out: where it is. Throws ExpectedError with npm's own last
 * lines when the install fails. An install that was cut off is thrown away and done again; a
 * second run at the same time waits for the first.
 */
export async function installN8n(step: Step): Promise<N8nHost> {
	const { release, host } = target();
	if (await isReady(host.folder, release)) return host;

	return await withLock(
		`${host.folder}.lock`,
		async () => {
			if (await isReady(host.folder, release)) return host;
			const unfinished = `${host.folder}.unfinished`;
			await installInto(unfinished, release, step);
			await rm(host.folder, { recursive: true, force: true });
			await rename(unfinished, host.folder);
			return host;
		},
		() => step.update('waiting for another run that is installing it'),
	);
}

/** Out: what to tell a person before installN8n(), if it is going to take minutes. */
export async function installNotice(): Promise<string | undefined> {
	const { release, host } = target();
	if (await isReady(host.folder, release)) return undefined;
	return `n8n ${release.version} has to be installed first, once: ${release.gigabytes} GB, about 5 minutes.`;
}
