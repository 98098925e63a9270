import type { INodePropertyOptions } from 'n8n-workflow';

import { join, process, readdirSync } from '../../tools/node';
import { endpoints } from '../../nodes/shared/endpoints';
import { orderStatuses, payStatuses, taobaoStatuses } from '../../nodes/shared/orderStatus';
import type { StatusCode } from '../../nodes/shared/orderStatus';
import { resources } from '../../nodes/XportcnKa/actions/resources';
import { errorCodes } from '../../nodes/XportcnKa/outcome/errorCodes';
import { XportcnKa } from '../../nodes/XportcnKa/XportcnKa.node';

/** Parts of pages that repeat code, by page and name: they are written from the code. */

const table = (headings: string[], rows: string[][]): string =>
	[headings, headings.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
		.join('\n');

/** How the form offers an operation. */
function choiceOf(resource: string, operation: string): INodePropertyOptions {
	const lists = new XportcnKa().description.properties.filter(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.includes(resource),
	);
	const choices = lists.flatMap(({ options }) => options as INodePropertyOptions[]);
	return choices.find(({ value }) => value === operation) as INodePropertyOptions;
}

/** Every operation, as the form names it, with its endpoint. */
export const operations = () =>
	resources.flatMap(({ name: resource, displayName, operations: own }) =>
		Object.entries(own).map(([operation, { endpoint }]) => {
			const { name, description = '' } = choiceOf(resource, operation);
			return {
				name: `${displayName} → ${name}`,
				description: description.replace(/\.? Its path is inferred.*$/, ''),
				endpoint: endpoint && endpoints[endpoint],
			};
		}),
	);

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
			source.startsWith('http') ? `[page](${source})` : source,
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
	{ page: 'docs/order-status.md', name: 'statuses', render: statusTables },
	{ page: 'docs/troubleshooting.md', name: 'error-codes', render: errorCodeSections },
];
