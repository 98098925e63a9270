const shared = require('./jest.shared.config.js');

/** The suite that `npm run e2e` starts beside a real n8n. One file after the other: they share it. */
module.exports = {
	...shared,
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.e2e.ts'],
	testTimeout: 600_000,
	maxWorkers: 1,
};
