const shared = require('./jest.shared.config.js');
const { CORE_LINES, moduleNameMapperOf } = require('./test/harness/coreLines.cjs');

/** n8n has a hand in what these try, so they run on every line of its engine. */
const ON_EVERY_LINE = ['chaos', 'credentials', 'harness', 'nodes', 'unit'];
const ONCE = ['packaging', 'sandbox', 'scripts'];

const rootsOf = (folders) => folders.map((folder) => `<rootDir>/test/${folder}`);

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		...Object.keys(CORE_LINES).map((line) => ({
			...shared,
			displayName: `n8n-core ${line}`,
			roots: rootsOf(ON_EVERY_LINE),
			moduleNameMapper: moduleNameMapperOf(line),
			globals: { WANTED_CORE_LINE: line },
		})),
		{ ...shared, displayName: 'once', roots: rootsOf(ONCE) },
	],
	// how fast a machine is, is no reason to fail
	testTimeout: 300_000,
	maxWorkers: 2,
	collectCoverageFrom: ['credentials/**/*.ts', 'nodes/**/*.ts'],
	coverageThreshold: { global: { branches: 95 } },
};
