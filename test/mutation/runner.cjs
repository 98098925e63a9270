const { default: JestRunner } = require('jest-runner');

/** The names of the tests in each file that this process has run before. */
const namesIn = new Map();

/**
 * Runs only the files that have a test to run, the quick ones first, and none after a test has failed:
 * one is enough to tell a mutant. Jest itself would load every file to find out.
 */
module.exports = class extends JestRunner {
	async runTests(tests, watcher, options) {
		let hasFailed = false;
		this.on('test-file-failure', () => (hasFailed = true));
		this.on('test-file-success', ([{ path }, { testResults, numFailingTests }]) => {
			namesIn.set(
				path,
				testResults.map(({ fullName }) => fullName),
			);
			hasFailed ||= numFailingTests > 0;
		});
		const wanted = new RegExp(this._globalConfig.testNamePattern ?? '', 'i');
		const mayHaveOne = ({ path }) => namesIn.get(path)?.some((name) => wanted.test(name)) ?? true;
		for (const test of tests.filter(mayHaveOne).sort(quickFirst)) {
			if (hasFailed) return;
			await super.runTests([test], watcher, options);
		}
	}
};

/** The tests on n8n's engine are the slow ones. */
const isSlow = ({ path }) => Number(path.includes('/test/nodes/'));
const quickFirst = (one, other) => isSlow(one) - isSlow(other);
