const { createRequire } = require('node:module');
const { TestEnvironment } = require('jest-environment-node');

/**
 * A test environment that lets tests borrow packages which this process has loaded already, and skips
 * the rest of a file once a test has failed.
 */
module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		this.hasFailed = false;
		this.global.outside = {
			load: createRequire(`${config.projectConfig.rootDir}/package.json`),
			env: process.env,
		};
	}

	handleTestEvent({ name, test }) {
		if (name === 'test_fn_failure' || name === 'hook_failure') this.hasFailed = true;
		if (name === 'test_start' && this.hasFailed) test.mode = 'skip';
	}
};
