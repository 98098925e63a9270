/**
 * The build: `gulp build` empties dist/, compiles TypeScript into it, copies what n8n reads beside
 * the code (icons, codex files, the fields of each operation), and checks that the result holds what package.json promises.
 */
const { existsSync, rmSync } = require('node:fs');
const { spawn } = require('node:child_process');
const { dest, series, src } = require('gulp');

const { n8n } = require('./package.json');

async function clean() {
	rmSync('dist', { recursive: true, force: true });
}

function compile() {
	return spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });
}

function copyIcons() {
	return src('icons/*.svg').pipe(dest('dist/icons'));
}

function copyCodex() {
	return src('nodes/**/*.node.json', { base: '.' }).pipe(dest('dist'));
}

/** What the editor shows of an operation's output before its first run. */
function copySchemas() {
	return src('nodes/**/__schema__/**/*.json', { base: '.' }).pipe(dest('dist'));
}

async function check() {
	const missing = [
		...n8n.credentials,
		...n8n.nodes,
		...n8n.nodes.map((path) => path.replace(/\.js$/, '.json')),
	].filter((path) => !existsSync(path));
	if (missing.length > 0) throw new Error(`Missing after the build: ${missing.join(', ')}`);
}

exports.clean = clean;
exports.build = series(clean, compile, copyIcons, copyCodex, copySchemas, check);
exports.default = exports.build;
