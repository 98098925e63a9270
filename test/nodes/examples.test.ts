import { join, process, readFileSync, readdirSync } from '../../tools/node';
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
	[`${ORDERS}Tool`, new XportcnKa()],
	[TRIGGER, new XportcnKaTrigger()],
	['n8n-nodes-xportcn.xportcnKaPollTrigger', new XportcnKaPollTrigger()],
]);
const OTHERS =
	/^(n8n-nodes-base\.(manualTrigger|scheduleTrigger|set|splitOut|filter|limit|if|merge|dataTable|stopAndError|aggregate|wait|webhook|noOp|stickyNote)|@n8n\/n8n-nodes-langchain\.(agent|chat|chatHitlTool|chatTrigger|lmChatOpenAi))$/;

const isStop = ({ type }: INode) => type === 'n8n-nodes-base.stopAndError';

/** The editor's sizes, px: a node, and the name below it. */
const NODE = { width: 96, height: 96 };
const NAME_HEIGHT = 44;

/** What a node or a note covers on the canvas. */
function boxOf({ name, type, position: [left, top], parameters }: INode) {
	const { width, height } = type.endsWith('stickyNote')
		? { width: Number(parameters.width), height: Number(parameters.height) }
		: { width: NODE.width, height: NODE.height + NAME_HEIGHT };
	return { name, left, top, right: left + width, bottom: top + height };
}

describe.each(examples)('examples/%s', (file) => {
	const { nodes, connections } = JSON.parse(
		readFileSync(join(folder, file), 'utf8'),
	) as WorkflowJson;
	const isOurs = ({ type }: INode) => OURS.has(type);
	const ofType = (wanted: string) => nodes.filter(({ type }) => type === wanted);

	const nextOf = (name: string, output: number): INode[] =>
		(connections[name]?.main[output] ?? []).flatMap((target) =>
			nodes.filter((node) => node.name === target.node),
		);

	/** The nodes behind an output, and those behind them. */
	function reachedFrom(name: string, output: number): INode[] {
		const reached = new Set<INode>();
		const open = nextOf(name, output);
		for (let node = open.pop(); node; node = open.pop()) {
			if (reached.has(node)) continue;
			reached.add(node);
			for (const index of (connections[node.name]?.main ?? []).keys()) {
				open.push(...nextOf(node.name, index));
			}
		}
		return [...reached];
	}

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

	it('ends every Failed in a Stop and Error, so that n8n shows the run as failed', () => {
		for (const { name } of ofType(ORDERS)) {
			expect([name, reachedFrom(name, 1).some(isStop)]).toEqual([name, true]);
		}
	});

	it('puts what stops a run lower than the good branch, which n8n runs first', () => {
		for (const { name } of ofType(ORDERS)) {
			const [good] = nextOf(name, 0);
			for (const bad of nextOf(name, 1)) expect(bad.position[1]).toBeGreaterThan(good.position[1]);
		}
	});

	it('connects nodes that exist, and names none in an expression that does not', () => {
		const names = nodes.map(({ name }) => name);
		const targets = Object.values(connections).flatMap((byType) => Object.values(byType).flat(2));
		for (const target of targets) expect(names).toContain(target?.node);
		const named = [...JSON.stringify(nodes).matchAll(/\$\('([^']+)'\)/g)].map(([, name]) => name);
		for (const name of named) expect(names).toContain(name);
	});

	it('keeps nodes and notes apart', () => {
		const boxes = nodes.map(boxOf);
		for (const [index, one] of boxes.entries()) {
			for (const other of boxes.slice(index + 1)) {
				const apart =
					one.right <= other.left ||
					other.right <= one.left ||
					one.bottom <= other.top ||
					other.bottom <= one.top;
				expect([one.name, other.name, apart]).toEqual([one.name, other.name, true]);
			}
		}
	});

	it('refers to a data table by its id, which n8n gives when it makes or finds it', () => {
		for (const { name, parameters } of ofType('n8n-nodes-base.dataTable')) {
			if (parameters.resource === 'table') continue;
			// by name n8n would take any table that has the name in its own
			expect([name, parameters.dataTableId]).toEqual([
				name,
				{
					__rl: true,
					mode: 'id',
					value: expect.stringMatching(/^=\{\{ \$\('[^']+'\)\.first\(\)\.json\.id \}\}$/) as string,
				},
			]);
		}
	});

	it('says on a sticky note what to change, carries no credential, and is not active', () => {
		const notes = nodes.filter(({ type }) => type.endsWith('stickyNote'));
		expect(
			notes.some(({ parameters }) =>
				/\*\*(Change before you|How to use it)/.test(String(parameters.content)),
			),
		).toBe(true);
		expect(nodes.filter(({ credentials }) => credentials)).toEqual([]);
	});
});
