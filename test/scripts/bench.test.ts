import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { judge } from '../bench/faultJudge';
import { demandOneDebitEach } from '../bench/race';
import { median } from '../bench/statistics';

const row = (orderId: string, outcome?: string, says = '') => ({ orderId, outcome, says });

describe('The judge of the fault rounds', () => {
	const nothing = {
		orderIds: ['1', '2', '3', '4'],
		succeeded: [],
		failed: [],
		debited: [],
		isBadGateway: () => false,
		runError: undefined,
	};

	it('counts orders that stand on the wrong output', () => {
		const verdict = judge({
			...nothing,
			succeeded: [row('1'), row('2')],
			failed: [row('3'), row('4')],
			debited: ['1', '3'],
		});
		expect(verdict).toMatchObject({ unpaidOnSucceeded: 1, paidOnFailed: 1, nowhere: 0 });
	});

	it('does not count as wrong what is said to be unknown or paid before', () => {
		const failed = [row('1', 'unknown'), row('2', 'alreadyPaid'), row('3', 'rejected')];
		const verdict = judge({ ...nothing, failed, debited: ['1', '2', '3'] });
		expect(verdict).toMatchObject({ paidOnFailed: 1, unknown: 1, alreadyPaid: 1, nowhere: 1 });
	});

	it('counts orders that are nowhere, and debits too many', () => {
		const verdict = judge({ ...nothing, debited: ['1', '1', '1', '2'], runError: 'lost' });
		expect(verdict).toMatchObject({
			...{ nowhere: 4, debited: 2, debitedMoreThanOnce: 1, debitsTooMany: 2, says: 'lost' },
		});
	});

	it('quotes what is said about a bad gateway', () => {
		const failed = [row('1', 'rejected', 'no'), row('2', 'rejected', 'gateway')];
		expect(judge({ ...nothing, failed, isBadGateway: (id) => id === '2' }).says).toBe('gateway');
	});
});

describe('A contender is refused', () => {
	let sandbox: Sandbox;
	beforeEach(async () => {
		sandbox = await startSandbox();
	});
	afterEach(async () => await sandbox.stop());
	const debit = (orderId: string) =>
		sandbox.ledger.record({ orderId, amountFen: 1, requestId: 'r', at: 0 });

	it('when it left an order unpaid, or paid one twice', () => {
		debit('1');
		expect(() => demandOneDebitEach('it', sandbox, ['1'])).not.toThrow();
		expect(() => demandOneDebitEach('it', sandbox, ['1', '2'])).toThrow('such as 2: 0 times');
		debit('1');
		expect(() => demandOneDebitEach('it', sandbox, ['1'])).toThrow('such as 1: 2 times');
	});
});

it('the median is the value in the middle, or between the two there', () => {
	expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5]);
});
