const shared = require('./jest.shared.config.js');

/**
 * Whether chaos finds bugs that are planted in the node: `npx jest --config jest.planted.config.js`.
 * Apart from the other tests because it puts its bugs into the node's modules.
 */
module.exports = {
	...shared,
	roots: ['<rootDir>/test/chaos/planted'],
	testMatch: ['**/*.planted.ts'],
	testTimeout: 600_000,
	maxWorkers: 2,
};
