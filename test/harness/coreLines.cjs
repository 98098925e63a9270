const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');

/**
 * The lines of n8n's engine that the node is tested on, and the package that holds each: the engine of
 * the newest n8n, and that of n8n 2.8.4, the newest n8n for Node 20.
 */
const CORE_LINES = { 2.41: 'n8n-core', 2.8: 'n8n-core-2.8' };

const isCoreLine = (text) => Object.hasOwn(CORE_LINES, text);

/**
 * Where a line's engine lies, and the n8n-workflow that this engine itself uses: for an error of one
 * copy is no error of the other.
 * @returns the folders of the two packages, by the names under which code asks for them
 */
function foldersOf(line) {
	const core = require.resolve(`${CORE_LINES[line]}/package.json`);
	const workflow = createRequire(core).resolve('n8n-workflow/package.json');
	return { 'n8n-core': dirname(core), 'n8n-workflow': dirname(workflow) };
}

/** Jest's `moduleNameMapper` with which everything that is loaded uses the engine of this line. */
function moduleNameMapperOf(line) {
	return Object.fromEntries(
		Object.entries(foldersOf(line)).flatMap(([name, folder]) => [
			[`^${name}$`, require.resolve(folder)],
			[`^${name}/(.*)$`, join(folder, '$1')],
		]),
	);
}

module.exports = { CORE_LINES, isCoreLine, foldersOf, moduleNameMapperOf };
