import Table from 'cli-table3';
import { process } from '../node';
import { colors, isTerminal } from '../n8n/colors';
import type { LedgerCheck } from './ledger';
import type { NodeOutcome, OrderRow } from './outcomes';

const HEADINGS = ['Output', 'Order ID', 'Outcome', 'Amount CNY', 'What to do'];
/** Widths of all columns but the last, borders not counted. */
const WIDTHS = [11, 21, 13, 13];
const NARROWEST = 100;
const WIDEST = 140;

function lastColumnWidth(): number {
	const screen = Math.min(Math.max(process.stdout.columns || WIDEST, NARROWEST), WIDEST);
	const borders = HEADINGS.length + 1;
	return screen - borders - WIDTHS.reduce((sum, width) => sum + width, 0);
}

function paint(row: OrderRow): (text: string) => string {
	if (row.output === 'Succeeded') return colors.green;
	return row.outcome === 'unknown' ? colors.yellow : colors.red;
}

function countIn(rows: OrderRow[], output: OrderRow['output']): number {
	return rows.filter((row) => row.output === output).length;
}

function headingOf({ node, operation, rows }: NodeOutcome): string {
	const succeeded = countIn(rows, 'Succeeded');
	return `${node} (${operation}): ${succeeded} succeeded, ${countIn(rows, 'Failed')} failed`;
}

/**
 * In: what left the nodes. Out: one table of it, a section for each node. Orders that were created
 * and went on to be paid are left out: they are in the section of the payment.
 */
export function tableOf(outcomes: NodeOutcome[]): string {
	const table = new Table({
		head: HEADINGS.map((heading) => colors.bold(heading)),
		colWidths: [...WIDTHS, lastColumnWidth()],
		wordWrap: true,
		style: { head: [], border: isTerminal ? ['gray'] : [] },
	});
	for (const outcome of outcomes) {
		table.push([{ colSpan: HEADINGS.length, content: colors.cyan(headingOf(outcome)) }]);
		for (const row of outcome.rows) {
			if (outcome.operation !== 'pay' && row.output === 'Succeeded') continue;
			const color = paint(row);
			table.push([
				color(row.output),
				row.orderId || '-',
				color(row.outcome || '-'),
				{ hAlign: 'right', content: row.amountCny ?? '-' },
				row.message || '-',
			]);
		}
	}
	return table.toString();
}

/** In: the comparison. Out: one line, and one more for each thing that does not add up. */
export function ledgerLines(check: LedgerCheck): string {
	const answer = (problems: string[]) =>
		problems.length === 0 ? colors.green('yes') : colors.red('NO');
	const summary =
		`Ledger: ${check.debits} debits, ${check.totalCny} CNY; ` +
		`every succeeded order debited once: ${answer(check.notDebitedOnce)}; ` +
		`every debit accounted for: ${answer(check.unexplained)}`;
	const problems = [...check.notDebitedOnce, ...check.unexplained];
	return [summary, ...problems.map((problem) => colors.red(`  ${problem}`))].join('\n');
}
