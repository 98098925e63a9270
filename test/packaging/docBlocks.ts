import { join, process, readdirSync, readFileSync } from '../../tools/node';
import { endpointIds, endpoints } from '../../nodes/shared/endpoints';
import { orderStatuses, payStatuses, taobaoStatuses } from '../../nodes/shared/orderStatus';
import type { StatusCode } from '../../nodes/shared/orderStatus';
import { resources } from '../../nodes/XportcnKa/actions/resources';
import { errorCodes } from '../../nodes/XportcnKa/outcome/errorCodes';

/** Parts of pages that repeat code, by page and name: they are written from the code. */

const table = (headings: string[], rows: string[][]): string =>
	[headings, headings.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
		.join('\n');

/** Every operation, as the form names it, with its endpoint. */
export const operations = () =>
	resources.flatMap(({ displayName, operations: own, choices }) =>
		Object.entries(own).map(([operation, { endpoint }]) => ({
			name: `${displayName} → ${choices[operation].name}`,
			description: choices[operation].description,
			endpoint: endpoint && endpoints[endpoint],
		})),
	);

/** `a, b and c` */
const listed = (names: string[]): string =>
	new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);

const writeSentences = () => {
	const writes = operations().filter(({ endpoint }) => endpoint?.effect === 'write');
	const names = listed(writes.map(({ name }) => `*${name}*`));
	return `The writes are ${names}: they may move money, or change something in Xportcn. A *Call Endpoint* with *Changes Something* on counts as a write, too. Everything else only reads.`;
};

/** A source that is a page, as a link. */
const linked = (source: string) => (source.startsWith('http') ? `[page](${source})` : source);

const endpointTable = () =>
	table(
		['In this node', "Entry in Xportcn's menu", 'Its path is', 'Source'],
		operations().flatMap(({ name, endpoint }) =>
			endpoint
				? [
						[
							name,
							endpoint.menuEntry,
							`${endpoint.provenance}: \`${endpoint.path}\``,
							linked(endpoint.source),
						],
					]
				: [],
		),
	);

const endpointNames = () =>
	`The names are \`resource.operation\`: ${endpointIds.map((id) => `\`${id}\``).join(', ')}.`;

const operationTable = () =>
	table(
		['Resource → Operation', 'What it does', 'Its path is'],
		operations().map(({ name, description, endpoint }) => [
			name,
			description,
			endpoint?.provenance ?? '',
		]),
	);

/** The examples; docs/recipes.md says what each is for. */
const exampleList = (): string =>
	readdirSync(join(process.cwd(), 'examples'))
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((name) => `- [${name.replace('.json', '')}](examples/${name})`)
		.join('\n');

function statusTables(): string {
	const rows = (codes: readonly StatusCode[]) =>
		codes.map(({ code, text, provenance, source }) => [
			`\`${code}\``,
			text,
			provenance,
			linked(source),
		]);
	const headings = ['Code', 'In words', 'It is', 'Source'];
	return [
		'## `orderStatus`',
		table(headings, rows(orderStatuses)),
		'## `payStatus`',
		table(headings, rows(payStatuses)),
		'## Status of an order on Taobao',
		table(headings, rows(taobaoStatuses)),
	].join('\n\n');
}

const errorCodeSections = () =>
	Object.entries(errorCodes)
		.map(
			([code, { means, whatToDo }]) => `### \`${code}\`\n\n${means}\n\n**What to do:** ${whatToDo}`,
		)
		.join('\n\n');

/** A block of a page that is written from the code. */
export interface DocBlock {
	page: string;
	name: string;
	render(): string;
}

export const docBlocks: readonly DocBlock[] = [
	{ page: 'README.md', name: 'operations', render: operationTable },
	{ page: 'README.md', name: 'examples', render: exampleList },
	{ page: 'docs/endpoints.md', name: 'names', render: endpointNames },
	{ page: 'docs/endpoints.md', name: 'menu', render: endpointTable },
	...['docs/outcomes.md', 'docs/troubleshooting.md', 'docs/first-hour.md'].map((page) => ({
		...{ page, name: 'writes', render: writeSentences },
	})),
	{ page: 'docs/order-status.md', name: 'statuses', render: statusTables },
	{ page: 'docs/troubleshooting.md', name: 'error-codes', render: errorCodeSections },
];

/** Where a block is: what begins and what ends it are groups. */
const placeOf = (name: string) => new RegExp(`(<!-- ${name}: [^>]*-->\n)[^]*?(<!-- /${name} -->)`);

/** The text with a block as the code says it. @throws when the page has no place for it */
export function withBlock(text: string, { page, name, render }: DocBlock): string {
	const place = placeOf(name);
	if (!place.test(text)) throw new Error(`${page} has no block "${name}"`);
	return text.replace(place, (_, start: string, end: string) => `${start}\n${render()}\n\n${end}`);
}

/** What is written by hand: the text without its blocks. */
export const withoutBlocks = (text: string): string =>
	text.replace(/<!-- ([\w-]+): [^>]*-->\n[^]*?<!-- \/\1 -->/g, '');

/**
 * A page for another test to look at. When the blocks are being written anew, it is the page as it will
 * be: the test that writes them runs at the same time.
 */
export function readPage(page: string): string {
	const text = readFileSync(join(process.cwd(), page), 'utf8');
	if (process.env.UPDATE_DOCS !== '1') return text;
	return docBlocks.filter((block) => block.page === page).reduce(withBlock, text);
}
