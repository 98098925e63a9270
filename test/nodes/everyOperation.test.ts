import { endpoints } from '../../nodes/shared/endpoints';
import { ENDPOINTS } from '../../sandbox';
import { everyOperation, SAMPLES, usingOf } from '../harness/everyOperation';
import { useSandbox } from '../harness/scene';

const scene = useSandbox();

describe('Every operation', () => {
	const ids = everyOperation.map(({ id }) => id);

	it('has a sample in test/harness/everyOperation.ts, and every sample an operation', () => {
		expect(Object.keys(SAMPLES).sort()).toEqual([...ids].sort());
	});

	it('has an endpoint in nodes/shared/endpoints.ts, and every endpoint an operation', () => {
		const withEndpoint = ids.filter((id) => !id.startsWith('api.'));
		expect(Object.keys(endpoints).sort()).toEqual([...withEndpoint].sort());
	});

	it.each(everyOperation)('$id names its own endpoint', ({ id, endpoint }) => {
		expect(endpoint ?? 'none').toBe(id.startsWith('api.') ? 'none' : id);
	});

	it('is played by the sandbox, at the path in nodes/shared/endpoints.ts', () => {
		const paths = Object.values(endpoints).map(({ path }) => path);
		expect(Object.values(ENDPOINTS).sort()).toEqual(paths.sort());
	});
});

/** It reports on its calls, and has tests of its own. */
const CHECK_SETUP = 'api.checkSetup';

it.each(everyOperation.filter(({ id }) => id !== CHECK_SETUP))(
	'when no answer comes, $id (a $effect) says whether it may be run again',
	async ({ id, effect }) => {
		// its looks afterwards get none either
		scene.sandbox.faults.add({ kind: 'reset', when: 'after', times: 0 });
		// a Create whose preview got no answer is not sent at all
		const { succeeded, failed } = await scene.run({ ...usingOf(id), previewFirst: false });
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ outcome: 'unknown', retryable: effect === 'read' }]);
	},
);
