/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce, isInstalled } from './cache';
import { installNode, nodeFor } from './nodejs';
import { npmMustSucceed } from './npm';
import { cacheFolder } from './paths';
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
	/** The Node to run it with. */
	node: string;
}

const INSTALL_DEADLINE_MS = 30 * 60_000;
const COUNT_MS = 2_000;

/** Out: where a release's install is (or will be). */
function hostOf(release: N8nRelease): N8nHost {
	const { version, executable } = nodeFor(release);
	// Native modules are built for one major version of Node.
	const folder = join(cacheFolder(), `n8n-${release.version}-node${majorOf(version)}`);
	const bin = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	return { version: release.version, folder, bin, node: executable };
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

/**
 * Makes sure that an n8n is installed, which takes minutes once and nothing later, and the Node it
 * runs on.
 *
 * In: a step to report progress on; the release, by default the one for this Node. Out: where it
 * is. Throws ExpectedError with npm's own last lines when the install fails.
 */
export async function installN8n(
	step: Step,
	release: N8nRelease = n8nFor(process.versions.node),
): Promise<N8nHost> {
	await installNode(nodeFor(release), step);
	const host = hostOf(release);
	const manifest = {
		name: 'n8n-host',
		version: '1.0.0',
		private: true,
		dependencies: { n8n: release.version },
		overrides: release.overrides,
	};
	const install = async (cwd: string) => {
		const run = { cwd, deadlineMs: INSTALL_DEADLINE_MS, node: host.node };
		step.update('npm is reading the list of packages');
		// Without the packages' own scripts: one of them compiles a Kafka client n8n can do without,
		// and fails where there is no toolchain for it. SQLite is the only one n8n needs to start.
		const flags = ['--ignore-scripts', '--loglevel=error'];
		const work = npmMustSucceed(['install', ...flags], run, `Installing n8n ${release.version}`);
		await watchInstall(cwd, step, work);

		step.update('preparing SQLite, up to 2 minutes');
		await npmMustSucceed(
			['rebuild', 'sqlite3', '--ignore-scripts=false', '--loglevel=error'],
			run,
			'Preparing the SQLite module of n8n (it needs Python, make and a C++ compiler where no ' +
				'ready-made file can be downloaded)',
		);
	};
	await installOnce(host.folder, manifest, install, step);
	return host;
}

/** Out: what to tell a person before installN8n(), if it is going to take minutes. */
export function installNotice(
	release: N8nRelease = n8nFor(process.versions.node),
): string | undefined {
	const { folder } = hostOf(release);
	if (isInstalled(folder)) return undefined;
	const { version, gigabytes } = release;
	return `n8n ${version} has to be installed first, once: ${gigabytes} GB, about 5 minutes.`;
}
