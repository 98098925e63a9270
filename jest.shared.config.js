/** What holds for every test file, whatever runs it. */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['**/*.test.ts'],
	// dist/package.json would collide with our own package name in Jest's file map
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.jest.json' }] },
	setupFiles: ['<rootDir>/test/harness/environment.ts'],
};
