import { untrue } from '../crash/judge';
import type { OrderRow } from '../demo/outcomes';
import type { Check } from '../host/checks';
import { countsOf, notOnce } from '../host/checks';

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

function endingsOf(evidence: Evidence): Check {
	const { executions, kill } = evidence;
	const unfinished = executions.filter((execution) => !hasFinished(execution));
	if (!kill) {
		return {
			what: 'every execution came to its end',
			problems: unfinished.map(({ id, status }) => `${id}: its status is "${status}"`),
		};
	}
	return {
		what: 'all executions came to their end but some of the killed worker',
		problems: unfinished.length
			? unfinished
					.filter(({ worker }) => worker !== kill.worker)
					.map(({ id, status, worker }) => `${id}: "${status}", run by ${worker ?? 'nobody'}`)
			: ['all of them did'],
	};
}

function killChecks(evidence: Evidence): Check[] {
	const { kill, namings } = evidence;
	if (!kill) return [];
	const own = requestsOf(unfinishedNamings(evidence), kill.underWay);
	const inTheMiddle = own.length > 0 && kill.debits > 0 && kill.debits < distinct(namings).length;
	return [
		{
			what: 'a worker was killed in the middle of its payments',
			problems: inTheMiddle
				? []
				: [`${kill.debits} debits then, ${own.length} of its requests under way`],
		},
	];
}

function recoveryChecks(evidence: Evidence): Check[] {
	const orderIds = distinct(unfinishedNamings(evidence));
	const { recovery, debits } = evidence;
	if (orderIds.length === 0) return [];
	const rows = recovery?.rows ?? [];
	const paidBefore = new Set(debits.map(({ orderId }) => orderId));
	return [
		{
			what: 'the recovering run came to its end',
			problems: recovery?.status === 'success' ? [] : [`its status is "${recovery?.status}"`],
		},
		{
			what: 'every order of an unfinished execution left the recovering run by one output, once',
			problems: notOnce(
				rows.map(({ orderId }) => orderId),
				orderIds,
				'items',
			),
		},
		{
			what: 'there, Failed for what was paid before, Succeeded for the rest',
			problems: untrue(rows, paidBefore),
		},
	];
}

/** In: what happened. Out: everything that has to be so, and whether it is. */
export function judge(evidence: Evidence): Check[] {
	const { namings, executions, requests, debits, atEnd } = evidence;
	const finished = executions.filter(hasFinished);
	const workers = new Set(executions.map(({ worker }) => worker).filter(Boolean));
	const started = executions.length === namings.length;
	const debitsOf = countsOf(debits.map(({ orderId }) => orderId));
	return [
		{
			what: 'one execution for each list of orders',
			problems: [
				...(started ? [] : [`${executions.length} executions, ${namings.length} lists`]),
				...[...countsOf(finished.map(({ naming }) => String(naming)))]
					.filter(([, count]) => count > 1)
					.map(([naming, count]) => `list ${naming}: executions: ${count}`),
			],
		},
		{
			what: 'both workers took part',
			problems: workers.size === 2 ? [] : [`workers: ${[...workers].join(', ') || 'none'}`],
		},
		...killChecks(evidence),
		endingsOf(evidence),
		{
			what: 'no payment request was sent twice',
			problems: [...countsOf(requests.map((orderIds) => orderIds.join(' ')))]
				.filter(([, count]) => count > 1)
				.map(([orderIds, count]) => `${orderIds}: sent ${count} times`),
		},
		{
			what: 'no order was debited twice',
			problems: [...debitsOf]
				.filter(([, count]) => count > 1)
				.map(([orderId, count]) => `${orderId}: debits: ${count}`),
		},
		{
			what: 'every order of a finished execution left it by one output, once',
			problems: finished.flatMap(({ id, naming, rows }) =>
				notOnce(
					rows.map(({ orderId }) => orderId),
					namings[naming ?? -1] ?? [],
					`items out of execution ${id}`,
				),
			),
		},
		{
			what: 'Succeeded in the one execution whose request was debited, already paid in the others',
			problems: finished.flatMap((execution) => misreported(execution, debits)),
		},
		...recoveryChecks(evidence),
		{
			what: 'at the end every order was debited exactly once',
			problems: notOnce(atEnd, distinct(namings), 'debits'),
		},
	];
}
