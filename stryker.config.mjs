/** What decides an outcome, signs a request, or decides whether a message starts a run. */
const MUTATED = [
	'credentials/{signing,ownOrigin,accessCheck}.ts',
	'nodes/XportcnKa/transport/{evidence,retry,looks,pool}.ts',
	'nodes/XportcnKa/outcome/{failureOf,outcome,reasons,items}.ts',
	'nodes/XportcnKa/actions/{plan,run}.ts',
	'nodes/XportcnKa/actions/order/{payAnswer,createAnswer,settlePayments,settleCreate,skipIfPaid}.ts',
	'nodes/shared/{envelope,losslessJson,money,orderId}.ts',
	'nodes/XportcnKaTrigger/{secret,repeats,receive}.ts',
];

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	mutate: MUTATED,
	testRunner: 'jest',
	jest: { configFile: 'test/mutation/jest.config.js', enableFindRelatedTests: false },
	coverageAnalysis: 'perTest',
	concurrency: 2,
	reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
	clearTextReporter: { logTests: false, reportTests: false },
	htmlReporter: { fileName: '.mutation/report.html' },
	jsonReporter: { fileName: '.mutation/report.json' },
	tempDirName: '.mutation/sandbox',
	cleanTempDir: 'always',
	ignorePatterns: ['dist', 'coverage', '.mutation', '.n8n-demo', '.build', 'docs', 'test/e2e'],
	thresholds: { high: 95, low: 90, break: 90 },
};
