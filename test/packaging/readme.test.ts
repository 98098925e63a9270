/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { resources } from '../../nodes/XportcnKa/actions/resources';
import { messageTypes } from '../../nodes/XportcnKaTrigger/messageTypes';
import { REMEMBERED_MESSAGES } from '../../nodes/XportcnKaTrigger/repeats';
import { XportcnKaTrigger } from '../../nodes/XportcnKaTrigger/XportcnKaTrigger.node';
import { XportcnKa } from '../../nodes/XportcnKa/XportcnKa.node';

const root = process.cwd();
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const readme = read('README.md');
const paths = read('docs', 'endpoints.md');
const outcomes = read('docs', 'outcomes.md');
const trigger = read('docs', 'trigger.md');

/** How the form calls a value of a dropdown. */
function labelOf(dropdown: string, value: string, resource?: string): string | undefined {
	const lists = new XportcnKa().description.properties.filter(
		({ name, displayOptions }) =>
			name === dropdown && (!resource || displayOptions?.show?.resource?.includes(resource)),
	);
	const options = lists.flatMap((list) => list.options as INodePropertyOptions[]);
	return options.find((option) => option.value === value)?.name;
}

/** Every operation by its name in the form. */
const operations = () =>
	resources.flatMap((resource) =>
		Object.entries(resource.operations).map(([value, { endpoint }]) => ({
			name: `${labelOf('resource', resource.name)} → ${labelOf('operation', value, resource.name)}`,
			endpoint,
		})),
	);

describe('The README', () => {
	it('names every operation as the form does, with its path and how sure we are of it', () => {
		const missing = operations()
			.filter(({ name, endpoint: { provenance, path } }) => {
				const row = readme.split('\n').find((line) => line.startsWith(`| ${name} |`)) ?? '';
				return provenance === 'given'
					? row === ''
					: !row.includes(`\`${path}\``) || !row.includes(provenance);
			})
			.map(({ name }) => name);
		expect(missing).toEqual([]);
	});

	it('names every option', () => {
		const { properties } = new XportcnKa().description;
		const options = properties.find(({ name }) => name === 'options')?.options as INodeProperties[];
		for (const { displayName } of options) expect(readme).toContain(`| ${displayName} |`);
	});

	it('names every field of the trigger', () => {
		for (const { displayName, type } of new XportcnKaTrigger().description.properties) {
			if (type !== 'notice') expect(readme).toContain(`| ${displayName} |`);
		}
	});

	it('links to examples that are there, all of them', () => {
		const linked = [...readme.matchAll(/\]\(examples\/([^)]+)\)/g)].map(([, name]) => name);
		expect([...new Set(linked)].sort()).toEqual(readdirSync(join(root, 'examples')).sort());
	});

	it('shows pictures that are there', () => {
		const pictures = [...readme.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => path);
		expect(pictures.length).toBeGreaterThan(0);
		for (const path of pictures) expect(() => read(path)).not.toThrow();
	});
});

describe('docs/endpoints.md', () => {
	it("accounts for every entry of the vendor's menu, and for every operation in it", () => {
		const menu = paths.slice(paths.indexOf("## Xportcn's menu"));
		const rows = [...menu.matchAll(/^\| (?!Entry|---)(.+) \| (.+) \| (.+) \|$/gm)];
		expect(rows.length).toBeGreaterThan(30);
		for (const [, , inThisNode, path] of rows) {
			const own = operations().find(({ name }) => name === inThisNode);
			expect(inThisNode).toMatch(own ? own.name : /^(Call Endpoint: |Waiting)/);
			if (own) expect(path).toContain(`${own.endpoint.provenance}: \`${own.endpoint.path}\``);
			else
				expect(path).toMatch(
					inThisNode.startsWith('Waiting') ? /^unknown$/ : /^(documented|inferred): `/,
				);
		}
		const missing = operations()
			.filter(({ endpoint }) => endpoint.provenance !== 'given')
			.filter(({ name }) => !menu.includes(`| ${name} |`))
			.map(({ name }) => name);
		expect(missing).toEqual([]);
	});
});

describe('docs/outcomes.md', () => {
	it('names every error code, and none that does not exist', () => {
		const source = read('nodes', 'XportcnKa', 'outcome', 'outcome.ts');
		const codes = [...source.matchAll(/\| '([A-Z_]+)'/g)].map(([, code]) => code);
		const table = outcomes.slice(
			outcomes.indexOf('## Error codes'),
			outcomes.indexOf("## With n8n's"),
		);
		expect(codes.length).toBeGreaterThan(10);
		expect(codes.filter((code) => !table.includes(`\`${code}\``))).toEqual([]);
		expect(
			[...table.matchAll(/`([A-Z]+(?:_[A-Z]+)*)`/g)]
				.map(([, code]) => code)
				.filter((code) => !codes.includes(code)),
		).toEqual([]);
	});
});

describe('docs/trigger.md', () => {
	it('names every message type and how sure we are of it', () => {
		for (const { messageType, name, provenance } of messageTypes) {
			expect(trigger).toContain(`| ${name} | \`${messageType}\` | ${provenance} |`);
		}
	});

	it('says how many messages are remembered, as the README does', () => {
		const count = REMEMBERED_MESSAGES.toLocaleString('en');
		expect(trigger).toContain(`last ${count} messages`);
		expect(readme).toContain(`last ${count} are remembered`);
	});
});
