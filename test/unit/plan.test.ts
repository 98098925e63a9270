import { isUnusable } from '../../nodes/XportcnKa/actions/operation';
import type { Ask, Prepared } from '../../nodes/XportcnKa/actions/operation';
import { distinctAsks, notSent } from '../../nodes/XportcnKa/actions/plan';
import { failed } from '../../nodes/XportcnKa/outcome/outcome';

describe('An exception from before the first request', () => {
	it.each<[unknown, string]>([
		[new Error("'Limit' is 0"), "'Limit' is 0."],
		[new Error('Really?'), 'Really?'],
		[new Error('No!'), 'No!'],
		[new Error('Version 2.0 is needed'), 'Version 2.0 is needed.'],
		[{ message: 'It is 0', description: 'Change it' }, 'It is 0. Change it.'],
		[{ message: 'It is 0.', description: 'Change it.' }, 'It is 0. Change it.'],
		[{ message: 'It is 0', description: '' }, 'It is 0.'],
		[{ message: 'It is 0', description: null }, 'It is 0.'],
		[{ message: '', description: 'Change it' }, 'Change it.'],
	])('%j becomes sentences', (error, errorMessage) => {
		expect(notSent('INVALID_INPUT', error)).toEqual(
			failed('notSent', 'INVALID_INPUT', errorMessage),
		);
	});
});

it('Each ask is carried out once, in the order of the items, and what is unusable is not', () => {
	const ask = (key: string): Ask => ({ key, identity: { orderId: key } });
	const unusable: Prepared<Ask> = { identity: {}, failure: notSent('INVALID_INPUT', new Error()) };
	const plans = [[ask('2'), unusable], [], [ask('1'), ask('2')]].map((entries) => ({
		entries,
		simplify: undefined,
		alreadyPaidSucceeds: false,
	}));
	expect(isUnusable(unusable)).toBe(true);
	expect(distinctAsks(plans)).toEqual([ask('2'), ask('1')]);
});
