import Table from 'cli-table3';
import type { OrderRow } from '../demo/outcomes';
import { countsOf } from '../host/checks';
import { isTerminal } from '../host/colors';
import type { Evidence } from './judge';

/** What n8n has to say about the run that was killed. */
export interface KilledRun {
	status: string;
	/** The reason it gives. */
	message: string;
	/** Items it shows as having left the Pay node. */
	items: number;
}

/** Out: how many items left by which output as what, a line for each. */
export function itemsByOutput(rows: OrderRow[]): string {
	const counts = countsOf(rows.map(({ output, outcome }) => `${output}: ${outcome}`));
	return [...counts].map(([key, count]) => `${key} ${count}`).join('\n') || 'nothing';
}

/** In: what happened. Out: a table of it, in the order in which it happened. */
export function tableOf(evidence: Evidence, killed: KilledRun, totalCny: string): string {
	const { orderIds, atKill, landed, atEnd } = evidence;
	const table = new Table({ style: { head: [], border: isTerminal ? ['gray'] : [] } });
	const firstRun = `${killed.status}: ${killed.message}\nitems out of Pay: ${killed.items}`;
	table.push(
		['Orders to pay', orderIds.length],
		['Debits when n8n was killed', atKill.length],
		['  after that, by requests under way then', `+ ${landed.length - atKill.length}`],
		['First run, as n8n shows it afterwards', firstRun],
		['Second run', evidence.status],
		['  items by output', itemsByOutput(evidence.rows)],
		['Ledger at the end', `${atEnd.length} debits, ${totalCny} CNY`],
	);
	return table.toString();
}
