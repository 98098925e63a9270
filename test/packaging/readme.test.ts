import type { INodeProperties } from 'n8n-workflow';

import { join, process, readdirSync, readFileSync } from '../../tools/node';
import { messageTypes } from '../../nodes/XportcnKaTrigger/messageTypes';
import { REMEMBERED_MESSAGES } from '../../nodes/XportcnKaTrigger/repeats';
import { XportcnKa } from '../../nodes/XportcnKa/XportcnKa.node';
import { readPage, withoutBlocks } from './docBlocks';
import { endpointIds, endpoints } from '../../nodes/shared/endpoints';

const root = process.cwd();
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const readme = readPage('README.md');
const paths = readPage('docs/endpoints.md');
const trigger = read('docs', 'trigger.md');

/** Longer than this, nobody reads it before the first try. What is written from the code is not counted. */
const MOST_WORDS = 2000;

describe('The README', () => {
	it(`has at most ${MOST_WORDS} words that are written by hand`, () => {
		const words = withoutBlocks(readme).split(/\s+/).filter(Boolean);
		expect(words.length).toBeLessThanOrEqual(MOST_WORDS);
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
	const waiting = paths.slice(paths.indexOf('### Without an operation'));
	const rows = [...waiting.matchAll(/^\| (?!Entry|---)(.+) \| (.+) \| (.+) \|$/gm)];

	it("says of every other entry of the vendor's menu why there is no operation", () => {
		expect(rows.length + endpointIds.length).toBeGreaterThan(30);
		for (const [, , inThisNode, path] of rows) {
			expect(inThisNode).toMatch(/^(Call Endpoint: |Waiting)/);
			expect(path).toMatch(
				inThisNode.startsWith('Waiting') ? /^unknown$/ : /^(documented|inferred): `/,
			);
		}
	});

	it('has no entry there that an operation does', () => {
		const done: string[] = endpointIds.map((id) => endpoints[id].menuEntry);
		expect(rows.map(([, entry]) => entry).filter((entry) => done.includes(entry))).toEqual([]);
	});
});

describe('The guards of money', () => {
	it('are all in docs/security.md, by their names in the form', () => {
		const security = read('docs', 'security.md');
		const { properties } = new XportcnKa().description;
		const options = properties.find(({ name }) => name === 'options')?.options as INodeProperties[];
		const guards = [
			...['maximumTotal', 'maximumPerOrder', 'maximumPerRun', 'expectedTotal', 'priceTolerance'],
			...['ifExists', 'skipIfPaid', 'confirmPayment', 'dryRun'],
		];
		for (const guard of guards) {
			const field = [...properties, ...options].find(({ name }) => name === guard);
			expect(security).toContain(`| ${field?.displayName} |`);
		}
	});
});

describe('docs/trigger.md', () => {
	it('names every message type and how sure we are of it', () => {
		for (const { messageType, name, provenance } of messageTypes) {
			expect(trigger).toContain(`| ${name} | \`${messageType}\` | ${provenance} |`);
		}
	});

	it('says how many messages are remembered', () => {
		expect(trigger).toContain(`last ${REMEMBERED_MESSAGES.toLocaleString('en')} messages`);
	});
});
