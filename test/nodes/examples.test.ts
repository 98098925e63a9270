/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeType } from 'n8n-workflow';

import type { WorkflowJson } from '../harness/engine';
import { messageTypes } from '../../nodes/XportcnKaTrigger/messageTypes';
import { XportcnKaPollTrigger } from '../../nodes/XportcnKaPollTrigger/XportcnKaPollTrigger.node';
import { XportcnKaTrigger } from '../../nodes/XportcnKaTrigger/XportcnKaTrigger.node';
import { XportcnKa } from '../../nodes/XportcnKa/XportcnKa.node';

const folder = join(process.cwd(), 'examples');
const examples = readdirSync(folder).filter((name) => name.endsWith('.json'));
const ORDERS = 'n8n-nodes-xportcn.xportcnKa';
const TRIGGER = 'n8n-nodes-xportcn.xportcnKaTrigger';
const OURS = new Map<string, INodeType>([
	[ORDERS, new XportcnKa()],
	[TRIGGER, new XportcnKaTrigger()],
	['n8n-nodes-xportcn.xportcnKaPollTrigger', new XportcnKaPollTrigger()],
]);
const OTHERS =
	/^n8n-nodes-base\.(manualTrigger|scheduleTrigger|set|splitOut|filter|limit|if|stopAndError|noOp|stickyNote)$/;

describe.each(examples)('examples/%s', (file) => {
	const { nodes, connections } = JSON.parse(
		readFileSync(join(folder, file), 'utf8'),
	) as WorkflowJson;
	const isOurs = ({ type }: INode) => OURS.has(type);
	const ofType = (wanted: string) => nodes.filter(({ type }) => type === wanted);

	it("uses this package's published node types and nodes that come with n8n", () => {
		expect(nodes.filter(isOurs).length).toBeGreaterThan(0);
		for (const { type } of nodes) expect(OURS.has(type) || OTHERS.test(type)).toBe(true);
	});

	it('uses versions and parameters that exist', () => {
		for (const { type, typeVersion, parameters } of nodes.filter(isOurs)) {
			const { version, properties, polling } = OURS.get(type)!.description;
			expect([version].flat()).toContain(typeVersion);
			const known = new Set(properties.map(({ name }) => name));
			// n8n's own, of every node that polls
			if (polling) known.add('pollTimes');
			expect(Object.keys(parameters).filter((name) => !known.has(name))).toEqual([]);
		}
	});

	it('leads on from both outputs of every Xportcn node that moves orders', () => {
		for (const { name } of ofType(ORDERS)) {
			expect(connections[name].main.map((targets) => (targets ?? []).length > 0)).toEqual([
				true,
				true,
			]);
		}
	});

	it('reads the order again behind a trigger: a message alone is not to be trusted', () => {
		for (const { name, parameters, webhookId } of ofType(TRIGGER)) {
			const types = messageTypes.map(({ messageType }) => messageType);
			for (const event of parameters.events as string[]) expect(types).toContain(event);
			const next = connections[name].main.flat().map((target) => target?.node);
			expect(next.length).toBeGreaterThan(0);
			for (const node of nodes.filter((each) => next.includes(each.name))) {
				expect([node.type, node.parameters.operation]).toEqual([ORDERS, 'get']);
			}
			// n8n gives it one of its own: a published one would be an address that everybody knows
			expect(webhookId).toBeUndefined();
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
