/** What holds for every test file, whatever runs it. */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['**/*.test.ts'],
	// dist/package.json and the demo's n8n would collide with our own package name in Jest's file map
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.n8n-demo/'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.jest.json' }] },
	setupFiles: ['<rootDir>/test/harness/environment.ts'],
};
