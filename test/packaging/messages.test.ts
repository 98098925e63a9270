/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { messageTypes } from '../../nodes/XportcnKaTrigger/messageTypes';
import { comparable, GAP, messagesIn, messagesOf } from './messages';

const read = (...path: string[]) => readFileSync(join(process.cwd(), ...path), 'utf8');
const page = read('docs', 'troubleshooting.md');
const inCode = messagesIn(['credentials', 'nodes']).filter(({ text }) => !isNoMessage(text));

/** Names in the list of *Trigger On*, and where they are from: they are in the README. Expressions. */
function isNoMessage(text: string): boolean {
	if (text.startsWith('={{')) return true;
	return messageTypes.some(({ name, source }) => text === name || text === source);
}

/** A text of the code as a pattern, to find it in a cell of the page, whatever stands in its gaps. */
function patternOf(text: string): RegExp {
	const parts = text
		.replace(new RegExp(`^[${GAP}, ]+|[${GAP} ]+$`, 'g'), '')
		.split(GAP)
		.map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(parts.join('([^|]*?)'), 'gu');
}

/** What the page quotes: the first column of its tables headed "It says". */
function quotations(markdown: string): string[] {
	return markdown
		.split('\n\n')
		.filter((block) => block.startsWith('| It says |'))
		.flatMap((table) => table.trim().split('\n').slice(2))
		.map((row) => comparable(row.split(' | ')[0].replace(/^\| /, '')));
}

describe('docs/troubleshooting.md', () => {
	const shown = comparable(page);

	it('quotes every message that the code can show', () => {
		expect(inCode.length).toBeGreaterThan(150);
		expect(inCode.filter(({ text }) => !patternOf(text).test(shown))).toEqual([]);
	});

	it('quotes nothing that the code does not say', () => {
		const longestFirst = [...new Set(inCode.map(({ text }) => text))]
			.sort((one, other) => other.length - one.length)
			.map(patternOf);
		// what stands in the gaps has to be a text of the code, too
		const leftOf = (quotation: string) =>
			longestFirst.reduce(
				(rest, pattern) =>
					rest.replace(pattern, (_, ...groups: unknown[]) =>
						[GAP, ...groups.filter((group) => typeof group === 'string').slice(0, -1)].join(' '),
					),
				quotation,
			);
		expect(quotations(page).length).toBeGreaterThan(80);
		expect(quotations(page).filter((quotation) => /\p{L}/u.test(leftOf(quotation)))).toEqual([]);
	});

	it('has a section for every error code, and for none that does not exist', () => {
		const source = read('nodes', 'XportcnKa', 'outcome', 'outcome.ts');
		const codes = [...source.matchAll(/\| ['`]([A-Z_]+)/g)].map(([, code]) => code);
		const sections = [...page.matchAll(/^### `([A-Z_]+)…?`$/gm)].map(([, code]) => code);
		expect(codes.length).toBeGreaterThan(20);
		expect(sections.sort()).toEqual(codes.sort());
	});
});

describe('The search for messages', () => {
	const found = (code: string) => messagesOf('x.ts', code).map(({ text }) => text);

	it('finds a text wherever it stands, with gaps for what varies', () => {
		expect(
			found(
				'const why = flag ? `Too many ${things}, so wait` : "Not now"; throw new Error("Try again" + `${a} two words`);',
			),
		).toEqual([`Too many${GAP}, so wait`, 'Not now', 'Try again', `${GAP}two words`]);
	});

	it('finds what an error adds, and a text within the gap of another', () => {
		expect(
			found('fail(`It is ${odd ? "very odd" : ""} now`, { description: "Change it soon." })'),
		).toEqual([`It is${GAP}now`, 'very odd', 'Change it soon.']);
	});

	it('leaves out forms, types, and what is no text', () => {
		expect(
			found(`import x from 'a b';
				type Two = 'one word' | 'two words';
				const property = { displayName: 'Base URL', description: 'Address of the API' };
				const entry = { name: 'Order Paid', value: 'x', description: 'When it is paid' };
				const sample = '{ "some field": "some value" }';
				const header = 'application/json';`),
		).toEqual([]);
	});
});
