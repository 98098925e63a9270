/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ExpectedError } from './errors';
import type { N8nHost } from './install';
import { npm, plainEnvironment } from './npm';
import { lastLines, runToEnd } from './processes';

const DEADLINE_MS = 5 * 60_000;

interface Manifest {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
	devDependencies?: unknown;
	peerDependencies?: unknown;
	optionalDependencies?: unknown;
}

async function readJson<T>(file: string, otherwise: T): Promise<T> {
	return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as T) : otherwise;
}

async function writeJson(file: string, value: unknown): Promise<void> {
	await writeFile(file, JSON.stringify(value, null, 2));
}

/**
 * Makes `require('n8n-workflow')` in a community package find n8n's own copy.
 *
 * In a home folder nothing else can be found. Our folders may lie inside this project, whose
 * node_modules holds other versions, and Node would meet those on its way up; errors of one copy
 * are not instances of the other's classes.
 */
async function linkModules(userFolder: string, host: N8nHost): Promise<void> {
	const link = join(userFolder, 'node_modules');
	await rm(link, { recursive: true, force: true });
	await symlink(join(host.folder, 'node_modules'), link, 'junction');
}

/** Unpacks a tarball with the system's tar, as n8n does. Out: the package's manifest. */
async function unpack(tarball: string, folder: string): Promise<Manifest> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const { code, tail } = await runToEnd(
		'tar',
		['-xzf', tarball, '-C', folder, '--strip-components=1'],
		{ env: plainEnvironment(), deadlineMs: DEADLINE_MS },
	);
	if (code !== 0) throw new ExpectedError(`${tarball} cannot be unpacked:\n${lastLines(tail)}`);
	return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/**
 * Installs a packed community node the way n8n's own "Install community node" does: unpacked into
 * .n8n/nodes/node_modules, its manifest without dev, peer and optional dependencies, what is left
 * installed without scripts, and noted in .n8n/nodes/package.json.
 *
 * In: the tarball, the user folder, the n8n it is for. Out: the package's name and version, and
 * whether anything had to be done: a tarball with the content of the last one is left alone.
 * Throws ExpectedError when tar or npm fail.
 */
export async function installCommunityPackage(
	tarball: string,
	userFolder: string,
	host: N8nHost,
): Promise<{ name: string; version: string; changed: boolean }> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	await mkdir(nodes, { recursive: true });
	await linkModules(userFolder, host);

	// npm packs the same content into the same bytes: it writes no times.
	const hash = createHash('sha256')
		.update(await readFile(tarball))
		.digest('hex');
	const notes = join(nodes, '.installed.json');
	const known = await readJson<Record<string, { name: string; version: string }>>(notes, {});
	const same = known[hash];
	if (same && existsSync(join(nodes, 'node_modules', same.name, 'package.json'))) {
		return { ...same, changed: false };
	}

	// What it is called is known only once it is unpacked.
	const incoming = join(nodes, '.incoming');
	const manifest = await unpack(tarball, incoming);
	delete manifest.devDependencies;
	delete manifest.peerDependencies;
	delete manifest.optionalDependencies;
	await writeJson(join(incoming, 'package.json'), manifest);
	const folder = join(nodes, 'node_modules', manifest.name);
	await rm(folder, { recursive: true, force: true });
	await mkdir(dirname(folder), { recursive: true });
	await rename(incoming, folder);

	const { code, tail } = await npm(
		[
			...['install', '--audit=false', '--fund=false', '--bin-links=false'],
			...['--install-strategy=shallow', '--ignore-scripts=true', '--package-lock=false'],
		],
		{ cwd: folder, deadlineMs: DEADLINE_MS },
	);
	if (code !== 0) {
		throw new ExpectedError(`npm could not install ${manifest.name}:\n${lastLines(tail)}`);
	}

	const list = join(nodes, 'package.json');
	const installed = await readJson<Partial<Manifest>>(list, { name: 'installed-nodes' });
	await writeJson(list, {
		...installed,
		private: true,
		dependencies: { ...installed.dependencies, [manifest.name]: manifest.version },
	});
	const { name, version } = manifest;
	const others = Object.entries(known).filter(([, entry]) => entry.name !== name);
	await writeJson(notes, { ...Object.fromEntries(others), [hash]: { name, version } });
	return { name, version, changed: true };
}
