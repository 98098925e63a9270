import Table from 'cli-table3';
import { itemsByOutput } from '../crash/report';
import { countsOf } from '../host/checks';
import { isTerminal } from '../host/colors';
import { seconds } from '../host/progress';
import type { Round } from './experiment';
import { distinct, requestsOf, unfinishedNamings } from './judge';

/** Out: how often each of them is there, a line for each. */
function tally(values: string[]): string {
	return [...countsOf(values)].map(([value, count]) => `${value}: ${count}`).join('\n') || 'none';
}

type Row = [string, string | number];

function killRows({ evidence }: Round): Row[] {
	const { kill } = evidence;
	if (!kill) return [];
	const own = requestsOf(unfinishedNamings(evidence), kill.underWay).length;
	return [
		['Killed', `${kill.worker}, after ${kill.debits} debits`],
		['  payments under way then', `${kill.underWay.length}, its own: ${own}`],
	];
}

/** What became of the executions that did not finish, and of their orders. */
function lostRows({ evidence, lost }: Round): Row[] {
	if (lost.length === 0) return [];
	const { recovery } = evidence;
	const reasons = lost.map(({ status, reason }) => `${status}, "${reason}"`);
	const times = lost.map(({ afterMs }) => afterMs);
	return [
		['Unfinished, as n8n shows them', tally(reasons)],
		['  over after', `${seconds(Math.min(...times))} to ${seconds(Math.max(...times))}`],
		['  orders named by them', distinct(unfinishedNamings(evidence)).length],
		['Recovering run', recovery?.status ?? 'none'],
		['  items by output', itemsByOutput(recovery?.rows ?? [])],
	];
}

/** In: a round. Out: a table of what happened, in the order in which it happened. */
export function tableOf(round: Round): string {
	const { title, evidence, tookMs } = round;
	const { namings, executions, requests, debits, atEnd } = evidence;
	const rows = executions.flatMap((execution) => execution.rows);
	const table = new Table({
		style: { head: [], border: isTerminal ? ['gray'] : [] },
		colWidths: [36, 80],
		wordWrap: true,
	});
	table.push(
		[{ colSpan: 2, content: title }],
		['Executions at once', namings.length],
		['  orders named', `${namings.flat().length}, different ones: ${distinct(namings).length}`],
		['  by worker', tally(executions.map(({ worker }) => worker ?? 'nobody'))],
		['  by status', tally(executions.map(({ status }) => status))],
		['  all over after', seconds(tookMs)],
		['  items by output', itemsByOutput(rows)],
		['Payment requests', requests.length],
		['Debits', debits.length],
		...killRows(round),
		...lostRows(round),
		['Ledger at the end', `${atEnd.length} debits, orders: ${new Set(atEnd).size}`],
	);
	return table.toString();
}
