import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { judge } from '../../bench/rounds/judge';
import { goalsOf } from '../../bench/goals';
import { demandOneDebitEach } from '../../bench/arena';
import type { Results } from '../../bench/results';
import { median } from '../../bench/statistics';

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

describe('The goals', () => {
	const MACHINE = {
		...{ processor: 'p', cores: 2, memoryGb: 1, system: 's', node: '20', n8n: '2', date: 'd' },
		command: 'c',
	};
	const cost = { wallMs: 100, cpuMs: 1, peakBytes: 300, idleBytes: 100 };
	const result = { cost, requests: 10, atOnce: 1, connections: 1 };
	const byHand = { ...result, cost: { ...cost, wallMs: 400 }, requests: 100 };
	const cell = { orders: 100, batchSize: 10, maxConcurrency: 4 };
	const duel = (latencyMs: number, ...wallRatios: number[]) => ({
		...{ cell: { ...cell, latencyMs }, engine: result, raw: result, wallRatios },
	});
	const results: Results = {
		machine: MACHINE,
		n8n: [
			{ orders: 100, latencyMs: 30, node: result, byHand },
			{ orders: 900, latencyMs: 30, node: result, byHand: 'did not end' },
		],
		engine: [duel(0, 1.9), duel(30, 1, 1.05, 3), duel(200, 1.2)],
		weights: [{ orders: 10, live: { peakBytes: 70_000, resultBytes: 20_000 } }],
		faults: [],
		far: [],
		microsecondsToSign: 5,
		msToLoad: 31,
	};
	it('are held against the case that is furthest from each', () => {
		const goals = goalsOf(results);
		expect(goals.map(({ worst }) => worst.value)).toEqual([0.25, 1, 0.1, 1.2, 1.9, 5000, 5, 31]);
		expect(goals.map(({ kept }) => kept)).toEqual([1, 0, 1, 1, 1, 0, 1, 0]);
		expect(goals.map(({ measured }) => measured)).toEqual([1, 1, 1, 2, 1, 1, 1, 1]);
	});

	it('at a distance are held against what this node did there', () => {
		const fates = {
			...{ title: '', orders: 1000, succeeded: 1000, unpaidOnSucceeded: 0, paidOnFailed: 0 },
			...{ unknown: 0, alreadyPaid: 0, nowhere: 0, debited: 1000, debitedMoreThanOnce: 0 },
			...{ debitsTooMany: 0, says: '', requests: 100, atOnce: 16, connections: 100 },
		};
		const byHand = { ...fates, payer: 'byHand' as const, wallMs: 4000, atOnce: 1000 };
		const node = { ...fates, payer: 'node' as const };
		const goals = goalsOf({
			...results,
			...{ n8n: [], engine: [], weights: [] },
			far: [
				{ ...byHand, far: 'far' },
				{ ...node, far: 'far', wallMs: 5000 },
				{ ...node, far: 'lost', wallMs: 7000 },
				{ ...node, far: 'badGateway', wallMs: 9000 },
				{ ...node, far: 'limited', wallMs: 1, succeeded: 998, debitedMoreThanOnce: 1, atOnce: 17 },
			],
		}).slice(0, 4);
		expect(goals.map(({ worst }) => worst.value)).toEqual([1.25, 17, 9, 3]);
		expect(goals.map(({ kept, measured }) => [kept, measured])).toEqual([
			...[
				[1, 1],
				[3, 4],
				[1, 2],
			],
			[0, 1],
		]);
	});

	it('of which nothing was measured are left out', () => {
		expect(goalsOf({ ...results, n8n: [] })).toHaveLength(5);
	});
});

it('the median is the value in the middle, or between the two there', () => {
	expect([median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([2, 2.5]);
});
