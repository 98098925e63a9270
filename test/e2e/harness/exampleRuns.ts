import type { IDataObject, INode } from 'n8n-workflow';

import { demoCredential, forDemo, readExamples } from '../../../tools/demo/examples';
import type { WorkflowContent } from '../../../tools/n8n/instance';
import type { NodeRun, WorkflowRun } from '../../../tools/n8n/run';
import type { WorkflowDraft } from './n8n';
import type { useScene } from './scene';

/** An example, ready to be saved in the n8n of this run. */
export type ExampleDraft = WorkflowDraft & { name: string };

/** Where n8n notes what a node was given. */
interface Source {
	previousNode: string;
	previousNodeOutput?: number;
	previousNodeRun?: number;
}

/** What n8n notes besides about a run of a node. */
type Traced = NodeRun & {
	source?: Array<Source | null>;
	inputOverride?: Record<string, Array<Array<{ json: object }> | null>>;
};

/** A use of a field in an expression: who names which field, and of whose items. */
export interface FieldUse {
	node: string;
	/** The node whose items are meant; undefined for the input. */
	of: string | undefined;
	/** The first one that is there counts: `a || b` is one use. */
	fields: string[];
}

/** An example with the credential of this run. */
export function draftOf(
	scene: ReturnType<typeof useScene>,
	name: string,
	example: WorkflowContent,
): ExampleDraft {
	const credential = { ...demoCredential(scene.sandbox), ...scene.credential };
	const { nodes, connections } = forDemo(name, example, credential) as unknown as WorkflowDraft;
	return { name, nodes, connections };
}

/** The draft of the example with this name. Throws when there is none. */
export async function exampleDraft(
	scene: ReturnType<typeof useScene>,
	name: string,
): Promise<ExampleDraft> {
	const example = (await readExamples()).get(name);
	if (!example) throw new Error(`There is no example ${name}`);
	return draftOf(scene, name, example);
}

/** The draft with other values in some parameters of one node. Throws when a parameter is not there. */
export function changed<T extends WorkflowDraft>(
	draft: T,
	name: string,
	parameters: IDataObject,
): T {
	const old = draft.nodes.find((node) => node.name === name);
	for (const key of Object.keys(parameters)) {
		if (!old || !(key in old.parameters)) throw new Error(`"${name}" has no ${key} to change`);
	}
	const nodes = draft.nodes.map((node) =>
		node.name === name
			? { ...node, parameters: { ...node.parameters, ...parameters } as INode['parameters'] }
			: node,
	);
	return { ...draft, nodes };
}

/** The draft with another text in its expressions. Throws when the old one is not there. */
export function rewritten<T extends WorkflowDraft>(draft: T, old: string, text: string): T {
	const json = JSON.stringify(draft);
	if (!json.includes(old)) throw new Error(`Nothing in the workflow says ${old}`);
	return JSON.parse(json.replaceAll(old, text)) as T;
}

const OF_NODE = /\$\('([^']+)'\)[^$]*?\.json\.([A-Za-z]\w*)/g;
const OF_INPUT =
	/(?:\$json|\b\w+\.json)\.([A-Za-z]\w*)(?:\s*(?:\|\||\?\?)\s*(?:\$json|\b\w+\.json)\.[A-Za-z]\w*)*/g;
const FIELD = /json\.([A-Za-z]\w*)/g;

/** The fields that the expressions of a node name. */
export function fieldsUsedBy(node: INode): FieldUse[] {
	const uses = expressionsIn(node.parameters).flatMap((text): FieldUse[] => {
		const ofNodes = [...text.matchAll(OF_NODE)].map(([, of, field]) => ({
			node: node.name,
			of,
			fields: [field],
		}));
		const ofInput = [...text.replace(OF_NODE, '').matchAll(OF_INPUT)].map(([named]) => ({
			node: node.name,
			of: undefined,
			fields: [...named.matchAll(FIELD)].map(([, field]) => field),
		}));
		return [...ofNodes, ...ofInput];
	});
	return [...new Map(uses.map((use) => [JSON.stringify(use), use])).values()];
}

function expressionsIn(value: unknown): string[] {
	if (typeof value === 'string') return value.startsWith('=') ? [value] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(expressionsIn);
}

/** What a run of an example shows of its nodes and of the fields they name. */
export class Coverage {
	private readonly open = new Set<string>();

	constructor(examples: Map<string, WorkflowContent>) {
		for (const [example, { nodes }] of examples) {
			for (const node of nodes as unknown as INode[]) {
				if (node.type.endsWith('stickyNote')) continue;
				this.open.add(ranKey(example, node.name));
				for (const use of fieldsUsedBy(node)) this.open.add(fieldKey(example, use));
			}
		}
	}

	/** Takes a run into account. */
	note({ name: example, nodes }: ExampleDraft, { data: { resultData } }: WorkflowRun): void {
		const { runData } = resultData;
		for (const node of nodes) {
			const runs = runData[node.name] ?? [];
			if (runs.length === 0) continue;
			this.open.delete(ranKey(example, node.name));
			for (const use of fieldsUsedBy(node)) {
				const items = use.of === undefined ? inputOf(runs, runData) : outputOf(runData[use.of]);
				if (items.some((json) => use.fields.some((field) => field in json)))
					this.open.delete(fieldKey(example, use));
			}
		}
	}

	/** What no run has shown so far, in words. */
	missing(): string[] {
		return [...this.open].sort();
	}
}

const ranKey = (example: string, node: string) => `${example}: "${node}" did not run`;
const fieldKey = (example: string, { node, of = 'its input', fields }: FieldUse) =>
	`${example}: "${node}" names ${fields.join(' or ')}, which no item of ${of} had`;

function inputOf(runs: NodeRun[], runData: Record<string, NodeRun[]>): IDataObject[] {
	// what an agent calls a tool with comes from no node
	const given = runs.flatMap((run) => outputsOf((run as Traced).inputOverride));
	const sources = runs.flatMap((run) => (run as Traced).source ?? []);
	const received = sources.flatMap((source) => {
		if (!source) return [];
		const { previousNode, previousNodeOutput = 0, previousNodeRun = 0 } = source;
		return jsonIn(runData[previousNode]?.[previousNodeRun]?.data?.main?.[previousNodeOutput]);
	});
	return [...given, ...received];
}

const outputsOf = (byType: Traced['inputOverride'] = {}): IDataObject[] =>
	Object.values(byType).flatMap((outputs) => outputs.flatMap(jsonIn));

const outputOf = (runs: NodeRun[] = []): IDataObject[] =>
	runs.flatMap(({ data }) => (data?.main ?? []).flatMap(jsonIn));

const jsonIn = (items: Array<{ json: object }> | null | undefined): IDataObject[] =>
	(items ?? []).map(({ json }) => json as IDataObject);
