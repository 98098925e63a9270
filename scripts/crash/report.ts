import Table from 'cli-table3';
import { colors, isTerminal } from '../host/colors';
import type { Check, Evidence } from './judge';

const SHOWN_PROBLEMS = 5;

/** What n8n has to say about the run that was killed. */
export interface KilledRun {
	status: string;
	/** The reason it gives. */
	message: string;
	/** Items it shows as having left the Pay node. */
	items: number;
}

function split({ rows }: Evidence): string {
	const counts = new Map<string, number>();
	for (const { output, outcome } of rows) {
		const key = `${output}: ${outcome}`;
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
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
		['  items by output', split(evidence)],
		['Ledger at the end', `${atEnd.length} debits, ${totalCny} CNY`],
	);
	return table.toString();
}

/** In: the checks. Out: a line for each, with the first problems below it. */
export function checkLines(checks: Check[]): string {
	return checks
		.flatMap(({ what, problems }) => {
			if (problems.length === 0) return [`${colors.green('yes')}  ${what}`];
			const shown = problems.slice(0, SHOWN_PROBLEMS).map((problem) => `     ${problem}`);
			const more = problems.length - shown.length;
			const rest = more > 0 ? [`     and ${more} more`] : [];
			return [colors.red(`NO   ${what}`), ...shown, ...rest];
		})
		.join('\n');
}
