import { join, process, readFileSync, readdirSync } from '../../tools/node';
import { everyOperation } from '../harness/everyOperation';

const FOLDER = join(process.cwd(), 'test', 'nodes');
/** These try all operations alike. */
const OF_ALL = ['everyOperation.test.ts', 'description.test.ts', 'secrecy.test.ts'];
const changelog = readFileSync(join(process.cwd(), 'CHANGELOG.md'), 'utf8').split('\n');
const tests = readdirSync(FOLDER)
	.filter((name) => name.endsWith('.test.ts') && !OF_ALL.includes(name))
	.map((name) => readFileSync(join(FOLDER, name), 'utf8'));

/** What CONTRIBUTING.md asks for and nothing else would miss. */
describe.each(everyOperation)('$id', ({ resource, resourceName, operation, name }) => {
	it('has a test of its own in test/nodes/', () => {
		// a node without a resource is about orders
		const words = [`operation: '${operation}'`, ...(resource === 'order' ? [] : [`'${resource}'`])];
		const own = tests.filter((text) => words.every((word) => text.includes(word)));
		expect(own.length).toBeGreaterThan(0);
	});

	it(`is in CHANGELOG.md as "${resourceName}: … ${name}"`, () => {
		const own = changelog.filter((line) => line.includes(`${resourceName}: `));
		expect(own.filter((line) => line.includes(name))).not.toEqual([]);
	});
});
