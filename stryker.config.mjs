/** What decides an outcome, signs a request, or decides whether a message starts a run. */
const MUTATED = [
	'credentials/{signing,ownOrigin,accessCheck,endpointPaths,oneRequest}.ts',
	'nodes/XportcnKa/transport/{classify,retry,poll,throttle}.ts',
	'nodes/XportcnKa/outcome/{accepted,failure,outcome,reasons,items}.ts',
	'nodes/XportcnKa/actions/{tasks,settings,idList,pages}.ts',
	'nodes/XportcnKa/actions/order/{payGuards,payResponse,payTask,payments,orderMemory,runBudget,sentOrders,verifyPayments}.ts',
	'nodes/XportcnKa/actions/order/{createResponse,createdOrders,existingOrders,existingResults,knownNumbers,newOrders,previewResponse,sameNumber,verifyCreate}.ts',
	'nodes/shared/{envelope,ids,losslessJson,money,paths}.ts',
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
	ignorePatterns: ['dist', 'coverage', '.mutation', '.build', 'docs', 'test/e2e'],
	thresholds: { high: 95, low: 90, break: 90 },
};
