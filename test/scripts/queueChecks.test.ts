import type { OrderRow } from '../../tools/demo/outcomes';
import { complaintsOf } from '../e2e/experiments/checks';
import { checksOf } from '../e2e/experiments/queue/checks';
import type { Evidence, ExecutionRecord } from '../e2e/experiments/queue/checks';
import { EXECUTIONS, namingsOf, ORDERS, ORDERS_EACH } from '../e2e/experiments/queue/namings';

const row = (orderId: string, output: 'Succeeded' | 'Failed', outcome: string, requestId: string) =>
	({ orderId, output, outcome, requestId }) as OrderRow;
const paid = (orderId: string, requestId: string) =>
	row(orderId, 'Succeeded', 'succeeded', requestId);
const paidBefore = (orderId: string, requestId: string) =>
	row(orderId, 'Failed', 'alreadyPaid', requestId);

const execution = (naming: number, rows: OrderRow[]): ExecutionRecord => ({
	id: String(naming + 1),
	status: 'success',
	worker: `worker ${naming + 1}`,
	naming,
	rows,
});

/** Two executions that share order 2; the first of them paid it. */
const alive: Evidence = {
	namings: [
		['1', '2'],
		['2', '3'],
	],
	executions: [
		execution(0, [paid('1', 'a'), paid('2', 'a')]),
		execution(1, [paidBefore('2', 'b'), paid('3', 'b')]),
	],
	requests: [
		['1', '2'],
		['2', '3'],
	],
	debits: [
		{ orderId: '1', requestId: 'a' },
		{ orderId: '2', requestId: 'a' },
		{ orderId: '3', requestId: 'b' },
	],
	atEnd: ['1', '2', '3'],
};

const [first, second] = alive.executions;
/** The same with the second killed before its request was answered, and a third order unpaid. */
const killed: Evidence = {
	...alive,
	executions: [first, { ...second, status: 'error', naming: undefined, rows: [] }],
	debits: alive.debits.slice(0, 2),
	kill: { worker: 'worker 2', debits: 1, underWay: [['2', '3']] },
	recovery: { status: 'success', rows: [paidBefore('2', 'c'), paid('3', 'c')] },
};

/** The checks that complain. */
const complaints = (evidence: Evidence) =>
	complaintsOf(checksOf(evidence.kill !== undefined), evidence);

const TWICE = 'no order was debited twice';
const AT_END = 'at the end every order was debited exactly once';
const TRUTH =
	'Succeeded in the one execution whose request was debited, already paid in the others';
const LEFT = 'every order of a finished execution left it by one output, once';
const ENDED = 'every execution came to its end';
const KILLED_ENDED = 'all executions came to their end but some of the killed worker';
const IN_THE_MIDDLE = 'a worker was killed in the middle of its payments';
const RECOVERED =
	'every order of an unfinished execution left the recovering run by one output, once';
const RECOVERED_TRUTH = 'there, Failed for what was paid before, Succeeded for the rest';

describe('The checks of queue mode', () => {
	it('is content when all went well', () => {
		expect(complaints(alive)).toEqual([]);
		expect(complaints(killed)).toEqual([]);
	});

	it('takes an unclear payment for no lie', () => {
		const unclear = execution(1, [row('2', 'Failed', 'unknown', ''), paid('3', 'b')]);
		expect(complaints({ ...alive, executions: [first, unclear] })).toEqual([]);
	});

	it.each<[string, Partial<Evidence>, string[]]>([
		[
			'a vendor that debits again, and says so to both',
			{
				executions: [first, execution(1, [paid('2', 'b'), paid('3', 'b')])],
				debits: [...alive.debits, { orderId: '2', requestId: 'b' }],
				atEnd: [...alive.atEnd, '2'],
			},
			[TWICE, AT_END],
		],
		[
			'an order on Succeeded in two executions',
			{ executions: [first, execution(1, [paid('2', 'b'), paid('3', 'b')])] },
			[TRUTH],
		],
		[
			'an order on Succeeded in none',
			{ executions: [execution(0, [paid('1', 'a'), paidBefore('2', 'a')]), second] },
			[TRUTH],
		],
		[
			'an order called already paid that was not',
			{ debits: alive.debits.filter(({ orderId }) => orderId !== '2'), atEnd: ['1', '3'] },
			[TRUTH, AT_END],
		],
		[
			'a refusal for no reason',
			{ executions: [first, execution(1, [row('2', 'Failed', 'rejected', 'b'), paid('3', 'b')])] },
			[TRUTH],
		],
		['an order on no output', { executions: [first, execution(1, [paid('3', 'b')])] }, [LEFT]],
		[
			'an order on both outputs',
			{ executions: [first, execution(1, [...second.rows, paidBefore('2', 'b')])] },
			[LEFT],
		],
		[
			'an order nobody named',
			{ executions: [first, execution(1, [...second.rows, row('4', 'Failed', 'unknown', '')])] },
			[LEFT],
		],
		[
			'a request that was sent again',
			{ requests: [...alive.requests, ['2', '3']] },
			['no payment request was sent twice'],
		],
		[
			'a worker that did nothing',
			{ executions: [first, { ...second, worker: first.worker }] },
			['both workers took part'],
		],
		[
			'an execution that never came about',
			{ executions: [...alive.executions, execution(0, first.rows)] },
			['one execution for each list of orders'],
		],
	])('sees %s', (_, changes, expected) => {
		const found = complaints({ ...alive, ...changes });
		expect(found).toEqual(expect.arrayContaining(expected));
		expect(found).toHaveLength(expected.length);
	});

	it('sees an execution that did not finish though all workers lived', () => {
		expect(complaints({ ...killed, kill: undefined })).toEqual([ENDED]);
	});

	it.each<[string, Partial<Evidence>, string[]]>([
		['a kill before anything was paid', { kill: { ...killed.kill!, debits: 0 } }, [IN_THE_MIDDLE]],
		[
			'a kill with nothing of its own under way',
			{ kill: { ...killed.kill!, underWay: [['1', '2']] } },
			[IN_THE_MIDDLE],
		],
		[
			'an unfinished execution of the worker that lived',
			{ kill: { ...killed.kill!, worker: 'worker 1' } },
			[KILLED_ENDED],
		],
		[
			'a recovering run that failed',
			{ recovery: { ...killed.recovery!, status: 'error' } },
			['the recovering run came to its end'],
		],
		[
			'an order the recovering run lost',
			{ recovery: { status: 'success', rows: [paid('3', 'c')] } },
			[RECOVERED],
		],
		[
			'a recovering run that calls a payment of before its own',
			{ recovery: { status: 'success', rows: [paid('2', 'c'), paid('3', 'c')] } },
			[RECOVERED_TRUTH],
		],
	])('sees %s', (_, changes, expected) => {
		expect(complaints({ ...killed, ...changes })).toEqual(expected);
	});

	it('sees that no recovering run was made', () => {
		expect(complaints({ ...killed, recovery: undefined })).toEqual([
			'the recovering run came to its end',
			RECOVERED,
		]);
	});
});

describe('The orders of the executions', () => {
	const orderIds = Array.from({ length: ORDERS }, (_, index) => String(index));
	const namings = namingsOf(orderIds);

	it('are 50 different ones each, all orders taken together', () => {
		expect(namings).toHaveLength(EXECUTIONS);
		for (const naming of namings) expect(new Set(naming).size).toBe(ORDERS_EACH);
		expect(new Set(namings.flat())).toEqual(new Set(orderIds));
	});

	it('are half shared, by two or three executions each', () => {
		const sharers = orderIds.map((id) => namings.filter((naming) => naming.includes(id)).length);
		expect(sharers.filter((count) => count > 1)).toHaveLength(200);
		expect(Math.max(...sharers)).toBe(3);
	});
});
