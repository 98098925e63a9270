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

function killRows({ evidence, lost }: Round): Array<[string, string | number]> {
	const { kill, recovery } = evidence;
	if (!kill) return [];
	const unfinished = unfinishedNamings(evidence);
	const own = requestsOf(unfinished, kill.underWay).length;
	const times = lost.map(({ afterKillMs }) => afterKillMs);
	const when = times.length
		? `${seconds(Math.min(...times))} to ${seconds(Math.max(...times))}`
		: 'never';
	return [
		['Killed', `${kill.worker}, after ${kill.debits} debits`],
		['  payments under way then', `${kill.underWay.length}, its own: ${own}`],
		[
			'Unfinished, as n8n shows them',
			tally(lost.map(({ status, reason }) => `${status}, ${reason}`)),
		],
		['  over so long after the kill', when],
		['  orders named by them', distinct(unfinished).length],
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
		['Ledger at the end', `${atEnd.length} debits, orders: ${new Set(atEnd).size}`],
	);
	return table.toString();
}
