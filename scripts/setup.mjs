/**
 * Installs the project's dependencies when they are missing or stale: `node scripts/setup.mjs`.
 *
 * Runs in front of `npm test` and `npm start` (this project turns npm's own pre-scripts off), so
 * that both work on a fresh clone. It may therefore use nothing but Node itself. Silent, and done
 * in milliseconds, when everything is there. Exit code 1 and one clear message otherwise.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const MINIMUM_NODE = '20.19.0';

/** In: a version such as `20.20.2`. Out: true when it is below `MINIMUM_NODE`. */
export function isNodeTooOld(version) {
	const [major, minor] = version.split('.').map(Number);
	const [wantedMajor, wantedMinor] = MINIMUM_NODE.split('.').map(Number);
	return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}

function packagesIn(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8')).packages;
	} catch {
		return undefined;
	}
}

/**
 * Compares what package-lock.json asks for with what npm noted down as installed.
 * Out: why an install is needed for the project in `root`, or undefined when it is not.
 */
export function whyInstall(root) {
	if (!existsSync(join(root, 'node_modules'))) return 'node_modules does not exist';
	const wanted = packagesIn(join(root, 'package-lock.json'));
	// Without a lock file there is nothing to compare with: what is installed has to do.
	if (!wanted) return undefined;
	const present = packagesIn(join(root, 'node_modules', '.package-lock.json'));
	if (!present) return 'the last install did not finish';

	for (const [path, { version, optional, os, cpu }] of Object.entries(wanted)) {
		if (path === '') continue;
		const isThere = present[path] && existsSync(join(root, path, 'package.json'));
		// npm leaves out what is optional and what is for other systems
		if (!isThere && !optional && !os && !cpu) return `${path} is missing`;
		if (isThere && present[path].version !== version) {
			return `${path} is ${present[path].version}, package-lock.json has ${version}`;
		}
	}
	// A nested copy the lock file does not know hides the version its parent should get. What a
	// package would merely get along with does not: npm 10 installs such, npm 11 leaves them out.
	const hidden = Object.entries(present).find(
		([path, { optional, peer }]) =>
			path.lastIndexOf('node_modules/') > 0 && !wanted[path] && !(optional && peer),
	);
	return hidden && `${hidden[0]} is not in package-lock.json`;
}

/** Runs npm in `root`: the npm that runs us (same Node, no shell needed), else the one on PATH. */
function npm(root, args) {
	const running = process.env.npm_execpath;
	const isUsable = running && basename(running) === 'npm-cli.js' && existsSync(running);
	const [command, prefix] = isUsable ? [process.execPath, [running]] : ['npm', []];
	const shell = !isUsable && process.platform === 'win32';
	return spawnSync(command, [...prefix, ...args], { cwd: root, shell, stdio: 'inherit' });
}

// Scripts stay off as .npmrc says, and `include` undoes NODE_ENV=production, which would leave out
// every tool this project is built and tested with.
const FLAGS = ['--loglevel=error', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'];

/** Installs what is missing in `root`. Out: the exit code for the process. */
export function setUp(root) {
	if (isNodeTooOld(process.versions.node)) {
		console.error(
			`This project needs Node ${MINIMUM_NODE} or newer; this is Node ${process.versions.node}. ` +
				'Install a newer Node and run the command again.',
		);
		return 1;
	}
	const reason = whyInstall(root);
	if (!reason) return 0;

	console.log(`Installing the project's dependencies with npm, about a minute (${reason}) ...`);
	let { status, error } = npm(root, ['ci', ...FLAGS]);
	// `npm ci` refuses some lock files npm wrote itself (packages for other platforms are missing
	// from them). `npm install` takes them; --no-save keeps it from rewriting the lock file.
	if (status !== 0 && !error) ({ status, error } = npm(root, ['install', '--no-save', ...FLAGS]));
	if (error) {
		console.error(
			`npm could not be started: ${error.message}\n` +
				'It comes with Node; make sure that "npm --version" works and run the command again.',
		);
	} else if (status !== 0) {
		console.error(
			`npm could not install the dependencies (exit code ${status}; it says above why). ` +
				'Check the network and the free disk space, then run the command again.',
		);
	}
	return status === 0 ? 0 : 1;
}

const here = fileURLToPath(import.meta.url);
if (process.argv[1] && realpathSync(process.argv[1]) === realpathSync(here)) {
	process.exitCode = setUp(dirname(dirname(here)));
}
