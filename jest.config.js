/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	// dist/package.json and the demo's n8n would collide with our own package name in Jest's file map
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.n8n-demo/'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.jest.json' }] },
	setupFiles: ['<rootDir>/test/harness/environment.ts'],
	// how fast a machine is, is no reason to fail
	testTimeout: 300_000,
	maxWorkers: 2,
	collectCoverageFrom: ['credentials/**/*.ts', 'nodes/**/*.ts'],
	coverageThreshold: { global: { branches: 95 } },
};
