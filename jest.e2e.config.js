const { testMatch, ...shared } = require('./jest.config.js');

/** The suite that `npm run e2e` starts beside a real n8n. One file after the other: they share it. */
module.exports = {
	...shared,
	testMatch: ['**/*.e2e.ts'],
	testTimeout: 600_000,
	maxWorkers: 1,
};
