import { console } from '../../../tools/node';
import type { OrderRow } from '../../../tools/demo/outcomes';
import { tally } from '../../harness/counts';

const WIDTH = 42;

/** Shows what happened, in the order in which it happened. A value may have several lines. */
export function showTable(title: string, rows: Array<[string, string | number]>): void {
	const lines = rows.map(
		([name, value]) => name.padEnd(WIDTH) + String(value).replace(/\n/g, `\n${' '.repeat(WIDTH)}`),
	);
	console.log([title, ...lines].join('\n'));
}

/** How many items left by which output as what. */
export const itemsByOutput = (rows: OrderRow[]) =>
	tally(rows.map(({ output, outcome }) => `${output}: ${outcome}`));
