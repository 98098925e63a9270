import type { OrderRow } from '../../tools/demo/outcomes';
import { complaintsOf } from '../e2e/experiments/checks';
import { CRASH_CHECKS } from '../e2e/experiments/crash/checks';
import type { Evidence } from '../e2e/experiments/crash/checks';

const row = (orderId: string, output: 'Succeeded' | 'Failed', outcome: string) =>
	({ orderId, output, outcome }) as OrderRow;

const fine: Evidence = {
	orderIds: ['1', '2', '3'],
	atKill: ['1'],
	landed: ['1', '2'],
	beforeSecond: ['1', '2'],
	atEnd: ['1', '2', '3'],
	status: 'success',
	rows: [
		row('1', 'Failed', 'alreadyPaid'),
		row('2', 'Failed', 'alreadyPaid'),
		row('3', 'Succeeded', 'succeeded'),
	],
};

/** The checks that complain about changed evidence. */
const complaints = (changes: Partial<Evidence>) =>
	complaintsOf(CRASH_CHECKS, { ...fine, ...changes });

describe('The checks of the crash run', () => {
	it('is content with a run in which all went well', () => {
		expect(complaints({})).toEqual([]);
	});

	it.each<[string, Partial<Evidence>, string]>([
		['a kill before anything was paid', { atKill: [] }, 'n8n was killed in the middle'],
		[
			'a debit between the runs',
			{
				beforeSecond: ['1', '2', '3'],
				rows: fine.rows.map((each) => row(each.orderId, 'Failed', 'alreadyPaid')),
			},
			'n8n paid nothing by itself after the restart',
		],
		['a second run that failed', { status: 'error' }, 'the second run came to its end'],
		['a second debit', { atEnd: ['1', '2', '3', '3'] }, 'every order was debited exactly once'],
		['a debit that is missing', { atEnd: ['1', '2'] }, 'every order was debited exactly once'],
		[
			'an order that is on no output',
			{ rows: fine.rows.slice(1) },
			'every order left the second run by one output, once',
		],
		[
			'an order that was paid before on Succeeded',
			{ rows: [row('1', 'Succeeded', 'succeeded'), ...fine.rows.slice(1)] },
			'Failed for what was paid before, Succeeded for the rest',
		],
	])('sees %s', (_, changes, what) => {
		expect(complaints(changes)).toEqual([what]);
	});
});
