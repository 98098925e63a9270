import { everyOperation, USES } from '../harness/everyOperation';
import { useSandbox } from '../harness/scene';

const scene = useSandbox();

it('test/harness/everyOperation.ts says how to use each', () => {
	const missing = everyOperation.map(({ use }) => use).filter((use) => !(use in USES));
	expect({ missing }).toEqual({ missing: [] });
});

/** It reports on its calls, and has tests of its own. */
const CHECK_SETUP = 'api checkSetup';

it.each(everyOperation.filter(({ use }) => use !== CHECK_SETUP))(
	'when no answer comes, $use (a $effect) says whether it may be run again',
	async ({ use, effect }) => {
		const [resource, operation] = use.split(' ');
		// its looks afterwards get none either
		scene.sandbox.faults.add({ kind: 'reset', when: 'after', times: 0 });
		// a Create whose preview got no answer is not sent at all
		const parameters = { resource, operation, ...USES[use], previewFirst: false };
		const { succeeded, failed } = await scene.run(parameters);
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ outcome: 'unknown', retryable: effect === 'read' }]);
	},
);
