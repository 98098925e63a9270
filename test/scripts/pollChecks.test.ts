import { complaintsOf } from '../e2e/experiments/checks';
import { costOf, POLL_CHECKS, since, verdictOn } from '../e2e/experiments/polling/checks';

const run = (id: number, told: string[], status = 'success') => ({
	...{ id: String(id), status, told, error: undefined },
});
const happened = ['1 created', '1 paid'];
const complaints = (...executions: Array<ReturnType<typeof run>>) =>
	complaintsOf(POLL_CHECKS, verdictOn({ happened, executions }));

describe('The checks of polling', () => {
	it('are content when each change started one run', () => {
		expect(complaints(run(1, ['1 created']), run(2, ['1 paid']))).toEqual([]);
	});

	it('see what was lost, told twice, made up, and cut off', () => {
		expect(complaints(run(1, ['1 created']))).toEqual(['every change started a run']);
		expect(complaints(run(1, happened), run(2, ['1 paid']))).toEqual(['none started two']);
		expect(complaints(run(1, [...happened, '2 paid']))).toEqual([
			'no run tells of what did not happen',
		]);
		expect(complaints(run(1, ['1 created']), run(2, ['1 paid'], 'crashed'))).toEqual([
			'no run was cut off',
		]);
	});

	it('say what a kill has cost beyond what there was before', () => {
		const before = verdictOn({ happened, executions: [run(1, ['1 created'])] });
		const after = verdictOn({
			happened: [...happened, '2 created'],
			executions: [run(1, ['1 created']), run(2, ['2 created']), run(3, ['2 created'])],
		});
		expect(since(before, after)).toEqual({
			...{ lost: [], twice: ['2 created'], invented: [], crashed: [] },
		});
		expect([costOf(since(before, after)), costOf(after)]).toEqual(['told again', 'lost']);
	});
});
