const shared = require('./jest.shared.config.js');

/**
 * Whether chaos finds bugs that are planted in the node. By hand, because how many runs it takes to
 * find one is up to chance: `npx jest --config jest.planted.config.js`
 */
module.exports = {
	...shared,
	roots: ['<rootDir>/test/chaos/planted'],
	testMatch: ['**/*.planted.ts'],
	testTimeout: 600_000,
};
