import fc from 'fast-check';
import { createRunExecutionData } from 'n8n-workflow';

import { openRunBudget } from '../../../../../nodes/XportcnKa/actions/order/runBudget';
import { executeContext } from '../../../../harness/executeContext';

/** One run of a node that pays; the same execution goes on with the next. */
const runIn = (execution = createRunExecutionData()) =>
	executeContext({ resource: 'order', operation: 'pay' }, { execution });

describe('The budget of an execution', () => {
	it('takes what fits, up to the last fen', () => {
		const budget = openRunBudget(runIn(), 1000, false);
		expect([budget.reserve(600), budget.reserve(400), budget.reserve(1)]).toEqual([
			true,
			true,
			false,
		]);
	});

	it('takes nothing any more after the first that did not fit', () => {
		const budget = openRunBudget(runIn(), 1000, false);
		expect([
			budget.reserve(600),
			budget.reserve(401),
			budget.reserve(1),
			budget.reserve(0),
		]).toEqual([true, false, false, false]);
	});

	it('of 0 takes nothing that costs something', () => {
		expect(openRunBudget(runIn(), 0, false).reserve(1)).toBe(false);
	});

	it('counts over all runs of the node in one execution', () => {
		const execution = createRunExecutionData();
		expect(openRunBudget(runIn(execution), 1000, false).reserve(600)).toBe(true);
		expect(openRunBudget(runIn(execution), 1000, false).reserve(401)).toBe(false);
		// used up for the next round of a loop, too
		expect(openRunBudget(runIn(execution), 1000, false).reserve(1)).toBe(false);
	});

	it('begins anew with every execution', () => {
		expect(openRunBudget(runIn(), 1000, false).reserve(1000)).toBe(true);
		expect(openRunBudget(runIn(), 1000, false).reserve(1000)).toBe(true);
	});

	it('is one for runs side by side', () => {
		const execution = createRunExecutionData();
		const [one, other] = [runIn(execution), runIn(execution)].map((run) =>
			openRunBudget(run, 1000, false),
		);
		expect([one.reserve(600), other.reserve(600), one.reserve(400)]).toEqual([true, false, false]);
	});

	it('outlives an execution that is saved and goes on', () => {
		const execution = createRunExecutionData();
		openRunBudget(runIn(execution), 1000, false).reserve(600);
		const saved = JSON.parse(JSON.stringify(execution)) as typeof execution;
		expect(openRunBudget(runIn(saved), 1000, false).reserve(401)).toBe(false);
	});

	it('gets back what was certainly not sent, but is not open again once it was used up', () => {
		const budget = openRunBudget(runIn(), 1000, false);
		budget.reserve(600);
		budget.release(600);
		expect(budget.reserve(1000)).toBe(true);
		expect(budget.reserve(1)).toBe(false);
		budget.release(1000);
		expect(budget.reserve(1)).toBe(false);
	});

	it('of a rehearsal counts on from what was spent, and takes nothing out', () => {
		const execution = createRunExecutionData();
		openRunBudget(runIn(execution), 1000, false).reserve(600);
		const rehearsal = openRunBudget(runIn(execution), 1000, true);
		expect([rehearsal.reserve(400), rehearsal.reserve(1)]).toEqual([true, false]);
		expect(openRunBudget(runIn(execution), 1000, false).reserve(400)).toBe(true);
	});

	it('of a rehearsal counts over all its runs in one execution', () => {
		const execution = createRunExecutionData();
		expect(openRunBudget(runIn(execution), 1000, true).reserve(600)).toBe(true);
		expect(openRunBudget(runIn(execution), 1000, true).reserve(401)).toBe(false);
		expect(openRunBudget(runIn(execution), 1000, true).reserve(1)).toBe(false);
		expect(openRunBudget(runIn(), 1000, true).reserve(1000)).toBe(true);
	});

	it('is never overspent, whatever is asked of it', () => {
		const step = fc.record({
			fen: fc.integer({ min: 0, max: 3000 }),
			isNewRun: fc.boolean(),
			isSent: fc.boolean(),
		});
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 5000 }), fc.array(step), (maximum, steps) => {
				const execution = createRunExecutionData();
				let budget = openRunBudget(runIn(execution), maximum, false);
				let sent = 0;
				for (const { fen, isNewRun, isSent } of steps) {
					if (isNewRun) budget = openRunBudget(runIn(execution), maximum, false);
					if (!budget.reserve(fen)) continue;
					if (isSent) sent += fen;
					else budget.release(fen);
					expect(sent).toBeLessThanOrEqual(maximum);
				}
			}),
		);
	});
});
