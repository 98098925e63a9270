/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';

import type { WorkflowJson } from '../harness/engine';
import { XportcnKa } from '../../nodes/XportcnKa/XportcnKa.node';

const folder = join(process.cwd(), 'examples');
const examples = readdirSync(folder).filter((name) => name.endsWith('.json'));
const OURS = 'n8n-nodes-xportcn.xportcnKa';
const OTHERS =
	/^n8n-nodes-base\.(manualTrigger|scheduleTrigger|set|splitOut|filter|if|noOp|stickyNote)$/;

describe.each(examples)('examples/%s', (file) => {
	const { nodes, connections } = JSON.parse(
		readFileSync(join(folder, file), 'utf8'),
	) as WorkflowJson;
	const isOurs = ({ type }: INode) => type === OURS;

	it("uses this package's published node type and nodes that come with n8n", () => {
		expect(nodes.filter(isOurs).length).toBeGreaterThan(0);
		for (const { type } of nodes) expect(type === OURS || OTHERS.test(type)).toBe(true);
	});

	it('uses parameters that exist', () => {
		const known = new Set(new XportcnKa().description.properties.map(({ name }) => name));
		for (const { parameters } of nodes.filter(isOurs)) {
			expect(Object.keys(parameters).filter((name) => !known.has(name))).toEqual([]);
		}
	});

	it('leads on from both outputs of every Xportcn node that moves orders', () => {
		for (const { name } of nodes.filter(isOurs)) {
			expect(connections[name].main.map((targets) => (targets ?? []).length > 0)).toEqual([
				true,
				true,
			]);
		}
	});

	it('connects nodes that exist', () => {
		const names = nodes.map(({ name }) => name);
		const targets = Object.values(connections).flatMap(({ main }) => main.flat());
		for (const target of targets) expect(names).toContain(target?.node);
	});

	it('says on a sticky note what to change, carries no credential, and is not active', () => {
		const notes = nodes.filter(({ type }) => type.endsWith('stickyNote'));
		expect(
			notes.some(({ parameters }) => String(parameters.content).includes('Change before you')),
		).toBe(true);
		expect(nodes.filter(({ credentials }) => credentials)).toEqual([]);
	});
});
