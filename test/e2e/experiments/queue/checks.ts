import type { OrderRow } from '../../../../tools/demo/outcomes';
import { expectEachOnce, expectTrue } from '../checks';
import type { Checks } from '../checks';

/** One debit in the ledger. */
export interface Debit {
	orderId: string;
	/** Xportcn's id of the answer to the request that caused it. */
	requestId: string;
}

/** One execution as n8n shows it afterwards. */
export interface ExecutionRecord {
	id: string;
	status: string;
	/** The worker that ran it; undefined when none did. */
	worker: string | undefined;
	/** Which of the namings it had; undefined when n8n no longer knows. */
	naming: number | undefined;
	/** What left its Pay node. */
	rows: OrderRow[];
}

/** What there was when a worker was killed. */
export interface Kill {
	worker: string;
	debits: number;
	/** The payment requests under way: the orders of each. */
	underWay: string[][];
}

/** What there is to judge by. */
export interface Evidence {
	/** The orders named, one list for each execution. */
	namings: string[][];
	executions: ExecutionRecord[];
	/** The payment requests of those executions: the orders of each. */
	requests: string[][];
	/** The debits by then. */
	debits: Debit[];
	/** None when all were left alive. */
	kill?: Kill;
	/** The run afterwards with the orders of executions that did not finish; none when all did. */
	recovery?: { status: string; rows: OrderRow[] };
	/** The orders debited at the end, one entry per debit. */
	atEnd: string[];
}

const hasFinished = ({ status }: ExecutionRecord) => status === 'success';

/** Out: the namings no finished execution had. */
export function unfinishedNamings({ namings, executions }: Evidence): string[][] {
	const finished = new Set(executions.filter(hasFinished).map(({ naming }) => naming));
	return namings.filter((_, index) => !finished.has(index));
}

/** Out: of payment requests, those of executions that did not finish. */
export function requestsOf(namings: string[][], requests: string[][]): string[][] {
	return requests.filter((orderIds) =>
		namings.some((naming) => orderIds.every((orderId) => naming.includes(orderId))),
	);
}

/** Out: each id once. */
export const distinct = (lists: string[][]): string[] => [...new Set(lists.flat())];

/** In: what left an execution; whether its own request debited the order, and whether any did. */
function isTrue({ output, outcome }: OrderRow, own: boolean, any: boolean): boolean {
	if (output === 'Succeeded') return outcome === 'succeeded' && own;
	return outcome === 'unknown' || (outcome === 'alreadyPaid' && any && !own);
}

function misreported({ id, rows }: ExecutionRecord, debits: Debit[]): string[] {
	const requestIds = new Map<string, string[]>();
	for (const { orderId, requestId } of debits) {
		requestIds.set(orderId, [...(requestIds.get(orderId) ?? []), requestId]);
	}
	return rows.flatMap((row) => {
		const all = requestIds.get(row.orderId) ?? [];
		const own = all.includes(row.requestId);
		if (isTrue(row, own, all.length > 0)) return [];
		const truth = own ? 'debited by it' : `debits by others: ${all.length}`;
		return [
			`${row.orderId}: ${truth}, but execution ${id} has it on ${row.output} as ${row.outcome}`,
		];
	});
}

const orderIdsOf = (rows: OrderRow[]) => rows.map(({ orderId }) => orderId);

/** Expects every text to be there once. */
const expectDistinct = (texts: string[]) => expect(texts).toEqual([...new Set(texts)]);

/** Everything that has to be so when both workers lived. */
const ALIVE: Checks<Evidence> = {
	'every execution came to its end': ({ executions }) =>
		expect(executions.filter((execution) => !hasFinished(execution))).toEqual([]),
};

/** What has to be so instead when one was killed. */
const KILLED: Checks<Evidence> = {
	'a worker was killed in the middle of its payments': (evidence) => {
		const { kill, namings } = evidence;
		expect(kill!.debits).toBeGreaterThan(0);
		expect(kill!.debits).toBeLessThan(distinct(namings).length);
		expect(requestsOf(unfinishedNamings(evidence), kill!.underWay)).not.toEqual([]);
	},
	'all executions came to their end but some of the killed worker': ({ executions, kill }) => {
		const unfinished = executions.filter((execution) => !hasFinished(execution));
		expect(unfinished).not.toEqual([]);
		expect(unfinished.filter(({ worker }) => worker !== kill!.worker)).toEqual([]);
	},
};

/** What has to be so of the run with the orders of executions that did not finish, if there is one. */
const RECOVERED: Checks<Evidence> = {
	'the recovering run came to its end': (evidence) => {
		if (unfinishedNamings(evidence).length === 0) return;
		expect(evidence.recovery?.status).toBe('success');
	},
	'every order of an unfinished execution left the recovering run by one output, once': (
		evidence,
	) =>
		expectEachOnce(
			orderIdsOf(evidence.recovery?.rows ?? []),
			distinct(unfinishedNamings(evidence)),
		),
	'there, Failed for what was paid before, Succeeded for the rest': ({ recovery, debits }) =>
		expectTrue(recovery?.rows ?? [], new Set(debits.map(({ orderId }) => orderId))),
};

/** What has to be so in any round. */
const ALWAYS: Checks<Evidence> = {
	'one execution for each list of orders': ({ executions, namings }) => {
		expect(executions).toHaveLength(namings.length);
		expectDistinct(executions.filter(hasFinished).map(({ naming }) => `list ${naming}`));
	},
	'both workers took part': ({ executions }) =>
		expect(new Set(executions.flatMap(({ worker }) => worker ?? [])).size).toBe(2),
	'no payment request was sent twice': ({ requests }) =>
		expectDistinct(requests.map((orderIds) => orderIds.join(' '))),
	'no order was debited twice': ({ debits }) =>
		expectDistinct(debits.map(({ orderId }) => orderId)),
	'every order of a finished execution left it by one output, once': ({ executions, namings }) => {
		for (const { naming, rows } of executions.filter(hasFinished)) {
			expectEachOnce(orderIdsOf(rows), namings[naming ?? -1] ?? []);
		}
	},
	'Succeeded in the one execution whose request was debited, already paid in the others': ({
		executions,
		debits,
	}) =>
		expect(
			executions.filter(hasFinished).flatMap((execution) => misreported(execution, debits)),
		).toEqual([]),
	'at the end every order was debited exactly once': ({ atEnd, namings }) =>
		expectEachOnce(atEnd, distinct(namings)),
};

/** Everything that has to be so in a round, by whether a worker is killed in it. */
export const checksOf = (withKill: boolean): Checks<Evidence> => ({
	...ALWAYS,
	...(withKill ? KILLED : ALIVE),
	...RECOVERED,
});
