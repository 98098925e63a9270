import { HEADINGS, USES } from './faultTable';
import type { Cells } from './faultTable';
import type { DescribedFault } from './faultTableFaults';

/** A fault and what came of it for each use; undefined where it cannot strike. */
export interface FaultSection {
	fault: DescribedFault;
	cells: Array<Cells | undefined>;
}

const INTRODUCTION = `<!-- Generated from real runs by test/chaos/faultTable.test.ts. Do not edit: UPDATE_DOCS=1 npx jest faultTable -->
<!-- prettier-ignore-start -->

# What the node makes of each fault

Every row is a real run of the node, on n8n's own engine, against the sandbox: the fault strikes each request of the operation, one order or purchase is asked for, and the sandbox's ledger says what was done. The test suite plays them all again and compares them with this page; \`UPDATE_DOCS=1 npx jest faultTable\` writes it anew.

- *Sent*: how often the request itself was sent. Payments and creations are never sent twice; looks at the order afterwards (*Verify Unknown*) do not count.
- *Done*: whether the order was debited, or created.
- *Run it again?*: *yes* = as it is (\`retryable\` is true); *only after looking* = it may have happened: look for the order, and for a debit in Xportcn's funds account, first.
`;

/** The whole page, as Markdown. */
export const renderPage = (sections: FaultSection[]): string =>
	[INTRODUCTION, ...sections.map(renderSection), '<!-- prettier-ignore-end -->\n'].join('\n');

function renderSection({ fault: { title, what }, cells }: FaultSection): string {
	const rows = grouped(cells).map(([names, row]) => line([names.join('; '), ...row]));
	return [
		`## ${title}\n`,
		`${what}\n`,
		line(['Operation', ...HEADINGS]),
		line(['Operation', ...HEADINGS].map(() => '---')),
		...rows,
		'',
	].join('\n');
}

/** Uses that fared alike share a row. */
function grouped(cells: Array<Cells | undefined>): Array<[string[], Cells]> {
	const groups = new Map<string, [string[], Cells]>();
	for (const [index, row] of cells.entries()) {
		if (!row) continue;
		const key = JSON.stringify(row);
		const [names] = groups.get(key) ?? [[]];
		groups.set(key, [[...names, USES[index].name], row]);
	}
	return [...groups.values()];
}

const line = (cells: string[]) =>
	`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
