const shared = require('../../jest.shared.config.js');

/**
 * The tests of what is mutated, so arranged that one run of them takes seconds: on the newest line of
 * n8n's engine only.
 */
module.exports = {
	...shared,
	rootDir: '../..',
	roots: ['credentials', 'nodes', 'unit'].map((folder) => `<rootDir>/test/${folder}`),
	runner: '<rootDir>/test/mutation/runner.cjs',
	// longer than any test takes, and all that a mutant which hangs may cost
	testTimeout: 15_000,
	testEnvironment: require.resolve('./environment.cjs'),
	setupFiles: [...shared.setupFiles, '<rootDir>/test/mutation/borrowed.cjs'],
};
