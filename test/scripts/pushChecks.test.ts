import type { Push } from '../../sandbox';
import { complaintsOf } from '../e2e/experiments/checks';
import { checksOf } from '../e2e/experiments/pushing/checks';
import type { Disturbance, Evidence } from '../e2e/experiments/pushing/checks';

const push = (messageBody: string, state = 'acknowledged', problem: string | null = null) =>
	({
		...{ id: messageBody, messageType: 'T', messageBody, state },
		attempts: problem === null ? [] : [{ at: 0, ms: 1, status: null, problem }],
	}) as unknown as Push;
const run = (body: string | undefined) => ({
	...{ id: String(body), status: 'success' },
	message: body && `T ${body}`,
});

/** Two messages, one of them pushed twice, each of which started one execution. */
const fine = (meanwhile: Disturbance): Evidence => ({
	...{ pushes: [push('a'), push('b'), push('b')], executions: [run('a'), run('b')], meanwhile },
});
const complaints = (meanwhile: Disturbance, changes: Partial<Evidence>) =>
	complaintsOf(checksOf(meanwhile), { ...fine(meanwhile), ...changes });

const LOST = 'no message was lost: each started an execution';
const ONCE = 'each message started exactly one execution';

describe.each<Disturbance>(['none', 'restart', 'kill'])(
	'The checks of pushing (%s)',
	(meanwhile) => {
		it('are content when each message started one execution', () => {
			expect(complaints(meanwhile, {})).toEqual([]);
		});

		it('see what was not acknowledged, lost, or never pushed', () => {
			const pushes = [...fine(meanwhile).pushes, push('a', 'givenUp')];
			expect(complaints(meanwhile, { pushes })).toEqual(['every message was acknowledged']);
			expect(complaints(meanwhile, { executions: [run('a')] })).toEqual([LOST]);
			const executions = [run('a'), run('b'), run('c')];
			expect(complaints(meanwhile, { executions })).toEqual(['nothing else started one']);
		});

		it('see a second execution of a message, which only a kill may cause', () => {
			const executions = [run('a'), run('b'), run('b')];
			expect(complaints(meanwhile, { executions })).toEqual(meanwhile === 'kill' ? [] : [ONCE]);
		});

		it('allow it after a restart for a message whose first try n8n did not answer', () => {
			const executions = [run('a'), run('b'), run('b')];
			const after = (problem: string) =>
				complaints(meanwhile, { executions, pushes: [push('a'), push('b', undefined, problem)] });
			expect(after('ECONNRESET')).toEqual(meanwhile === 'none' ? [ONCE] : []);
			expect(after('ECONNREFUSED')).toEqual(meanwhile === 'kill' ? [] : [ONCE]);
		});

		it('take an execution without data for one message, where n8n was ended meanwhile', () => {
			const expected = meanwhile === 'none' ? ['n8n has the data of all of them'] : [];
			expect(complaints(meanwhile, { executions: [run('a'), run(undefined)] })).toEqual(expected);
			expect(complaints(meanwhile, { executions: [run(undefined)] })).toEqual([LOST, ...expected]);
		});
	},
);
