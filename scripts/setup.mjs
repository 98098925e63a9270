/**
 * Installs the project's dependencies when they are missing or stale: `node scripts/setup.mjs`.
 *
 * Runs in front of `npm test` and `npm start` (this project turns npm's own pre-scripts off), so
 * that both work on a fresh clone. It may therefore use nothing but Node itself. Silent, and done
 * in milliseconds, when everything is there. Exit code 1 and one clear message otherwise.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const MINIMUM_NODE = '20.19.0';

/** In: a version such as `20.20.2`. Out: true when it is below `MINIMUM_NODE`. */
export function isNodeTooOld(version) {
	const have = version.split('.').map(Number);
	const need = MINIMUM_NODE.split('.').map(Number);
	const at = need.findIndex((part, index) => have[index] !== part);
	return at !== -1 && have[at] < need[at];
}

/** npm's own rule for `os` and `cpu` lists: `!name` excludes, anything else has to be named. */
function allows(list, value) {
	if (!Array.isArray(list) || list.length === 0 || list.includes('any')) return true;
	if (list.includes(`!${value}`)) return false;
	const wanted = list.filter((entry) => !entry.startsWith('!'));
	return wanted.length === 0 || wanted.includes(value);
}

/** npm leaves these out for good reasons, so their absence is no disagreement. */
function mayBeMissing(entry, platform) {
	return (
		entry.optional === true ||
		entry.inBundle === true ||
		entry.extraneous === true ||
		!allows(entry.os, platform.os) ||
		!allows(entry.cpu, platform.cpu)
	);
}

/**
 * Compares what package-lock.json asks for with what npm noted down as installed.
 *
 * In: the parsed package-lock.json, the parsed node_modules/.package-lock.json, `{os, cpu}`, and
 * `isThere(path)` which tells whether a package's folder really exists.
 * Out: the first difference in words, or undefined when the two agree.
 */
export function findDisagreement(lock, installed, platform, isThere = () => true) {
	const wanted = lock?.packages;
	const present = installed?.packages;
	if (!wanted || !present) return 'one of the lock files has no list of packages';

	for (const [path, entry] of Object.entries(wanted)) {
		if (path === '' || !path.includes('node_modules/')) continue;
		const have = present[path];
		if (!have) {
			if (mayBeMissing(entry, platform)) continue;
			return `${path} is missing`;
		}
		if (have.version !== entry.version) {
			return `${path} is ${have.version}, package-lock.json has ${entry.version}`;
		}
		if (!isThere(path) && !mayBeMissing(entry, platform)) return `${path} is missing`;
	}

	// A nested copy the lock file does not know hides the version its parent should get. An extra
	// package at the top (somebody's `npm install --no-save`) hides nothing, nor does what a package
	// would merely get along with: npm 10 installs such, npm 11 leaves them out of its lock file.
	const hidden = Object.keys(present).find(
		(path) =>
			path.split('node_modules/').length > 2 &&
			!wanted[path] &&
			!(present[path].optional && present[path].peer),
	);
	return hidden ? `${hidden} is not in package-lock.json` : undefined;
}

function readJson(path) {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch {
		return undefined;
	}
}

/** Out: why an install is needed for the project in `root`, or undefined when it is not. */
export function whyInstall(root) {
	const lock = readJson(join(root, 'package-lock.json'));
	if (!existsSync(join(root, 'node_modules'))) return 'node_modules does not exist';
	// Without a lock file there is nothing to compare with: what is installed has to do.
	if (!lock) return undefined;
	const installed = readJson(join(root, 'node_modules', '.package-lock.json'));
	if (!installed) return 'the last install did not finish';
	const platform = { os: process.platform, cpu: process.arch };
	return findDisagreement(lock, installed, platform, (path) =>
		existsSync(join(root, path, 'package.json')),
	);
}

/** The npm that runs us if there is one (same Node, no shell needed), else the one on PATH. */
function npmCommand() {
	const running = process.env.npm_execpath;
	if (running && basename(running) === 'npm-cli.js' && existsSync(running)) {
		return { command: process.execPath, prefix: [running], shell: false };
	}
	return { command: 'npm', prefix: [], shell: process.platform === 'win32' };
}

/**
 * Runs npm in `root`. Out: `{code, output}`; code is 127 when npm could not be started.
 * Says every 15 seconds that it is still at work, because npm itself says nothing.
 */
function npm(root, args) {
	const { command, prefix, shell } = npmCommand();
	const started = Date.now();
	return new Promise((resolve) => {
		const child = spawn(command, [...prefix, ...args], {
			cwd: root,
			shell,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		const keep = (chunk) => {
			output = (output + chunk).slice(-8000);
		};
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		const heartbeat = setInterval(() => {
			console.log(`  still installing (${Math.round((Date.now() - started) / 1000)} s)`);
		}, 15_000);
		const done = (code) => {
			clearInterval(heartbeat);
			resolve({ code, output });
		};
		child.on('error', (error) => {
			keep(String(error.message));
			done(127);
		});
		child.on('close', (code) => done(code ?? 1));
	});
}

function lastLines(text, count) {
	return text
		.trim()
		.split('\n')
		.slice(-count)
		.map((line) => `  ${line}`)
		.join('\n');
}

// Scripts stay off as .npmrc says, and `include` undoes NODE_ENV=production, which would leave out
// every tool this project is built and tested with.
const INSTALL_FLAGS = ['--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'];

/** Installs what is missing in `root`. Out: the exit code for the process. */
export async function setUp(root) {
	if (isNodeTooOld(process.versions.node)) {
		console.error(
			`This project needs Node ${MINIMUM_NODE} or newer; this is Node ${process.versions.node}. ` +
				'Install a newer Node and run the command again.',
		);
		return 1;
	}
	const reason = whyInstall(root);
	if (!reason) return 0;

	const started = Date.now();
	console.log(`Installing the project's dependencies with npm, about a minute (${reason}) ...`);
	const hasLock = existsSync(join(root, 'package-lock.json'));
	let result = hasLock
		? await npm(root, ['ci', '--loglevel=error', ...INSTALL_FLAGS])
		: { code: 1, output: '' };
	// `npm ci` refuses some lock files npm wrote itself (packages for other platforms are missing
	// from them). `npm install` takes them; --no-save keeps it from rewriting the lock file.
	if (result.code !== 0 && result.code !== 127) {
		result = await npm(root, ['install', '--no-save', '--loglevel=error', ...INSTALL_FLAGS]);
	}
	if (result.code === 127) {
		console.error(
			`npm could not be started:\n${lastLines(result.output, 3)}\n` +
				'It comes with Node; make sure that "npm --version" works and run the command again.',
		);
		return 1;
	}
	if (result.code !== 0) {
		console.error(
			`npm could not install the dependencies (exit code ${result.code}). It said:\n` +
				`${lastLines(result.output, 15)}\n` +
				'Check the network and the free disk space, then run the command again.',
		);
		return 1;
	}
	const left = whyInstall(root);
	if (left) console.error(`npm finished, yet ${left}. Going on.`);
	console.log(`Dependencies installed in ${Math.round((Date.now() - started) / 1000)} s.`);
	return 0;
}

const here = fileURLToPath(import.meta.url);
if (process.argv[1] && realpathSync(process.argv[1]) === realpathSync(here)) {
	process.exitCode = await setUp(dirname(dirname(here)));
}
