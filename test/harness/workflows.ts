import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import type { Rounds } from './agentNode';
import type { WorkflowJson } from './engine';

/** The three settings of a node's "On Error". Undefined is "Stop Workflow". */
export const ON_ERROR = {
	'Stop Workflow': undefined,
	Continue: 'continueRegularOutput',
	'Continue (using error output)': 'continueErrorOutput',
} as const;

export type OnError = (typeof ON_ERROR)[keyof typeof ON_ERROR];

/** A node of a workflow, by its full type name. */
export const node = (
	name: string,
	type: string,
	parameters: INode['parameters'] = {},
	typeVersion = 1,
): INode => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
});

/** An Xportcn KA node with a credential. */
export const xportcnNode = (
	name: string,
	parameters: IDataObject,
	settings: Partial<INode> = {},
): INode => ({
	...node(name, 'n8n-nodes-xportcn.xportcnKa', {
		resource: 'order',
		...parameters,
	} as INode['parameters']),
	credentials: { xportcnApi: { id: '1', name: 'test' } },
	...settings,
});

/** Trigger -> the node under test ("Xportcn") -> a node behind each output, the error one included. */
export function singleNodeWorkflow(
	parameters: IDataObject,
	settings: Partial<INode> = {},
): WorkflowJson {
	return {
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			xportcnNode('Xportcn', parameters, settings),
			...['Behind Succeeded', 'Behind Failed', 'Behind Error'].map((name) =>
				node(name, 'n8n-nodes-base.noOp'),
			),
		],
		connections: {
			Start: { main: [[{ node: 'Xportcn', type: 'main', index: 0 }]] },
			Xportcn: {
				main: ['Behind Succeeded', 'Behind Failed', 'Behind Error'].map((name) => [
					{ node: name, type: 'main', index: 0 },
				]),
			},
		},
	};
}

/** Trigger -> Create -> Pay -> a node behind each output of Pay, as users chain them. */
export function payAfterCreateWorkflow(createParameters: IDataObject): WorkflowJson {
	return {
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			xportcnNode('Create', { operation: 'create', ...createParameters }),
			xportcnNode('Pay', { operation: 'pay' }),
			...['Paid', 'Needs Attention'].map((name) => node(name, 'n8n-nodes-base.noOp')),
		],
		connections: {
			Start: { main: [[{ node: 'Create', type: 'main', index: 0 }]] },
			Create: { main: [[{ node: 'Pay', type: 'main', index: 0 }]] },
			Pay: {
				main: ['Paid', 'Needs Attention'].map((name) => [{ node: name, type: 'main', index: 0 }]),
			},
		},
	};
}

/** Trigger -> Loop Over Items -> the node under test ("Xportcn"), both outputs of which go back -> "Done". */
export function loopWorkflow(
	parameters: IDataObject,
	{ batchSize = 1, settings = {} }: { batchSize?: number; settings?: Partial<INode> } = {},
): WorkflowJson {
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	return {
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('Loop', 'n8n-nodes-base.splitInBatches', { batchSize }, 3),
			xportcnNode('Xportcn', parameters, settings),
			node('Done', 'n8n-nodes-base.noOp'),
		],
		connections: {
			Start: { main: [to('Loop')] },
			Loop: { main: [to('Done'), to('Xportcn')] },
			Xportcn: { main: [to('Loop'), to('Loop')] },
		},
	};
}

/** The versions of n8n's AI Agent that differ in how they call a tool: see `AgentStub`. */
export const AGENT_VERSIONS = [2.2, 3] as const;
export type AgentVersion = (typeof AGENT_VERSIONS)[number];

/**
 * Trigger -> AI Agent, with the node under test ("Xportcn") as its tool.
 * @param rounds what the agent calls the tool with, one after the other
 */
export function agentWorkflow(
	parameters: IDataObject,
	rounds: Rounds,
	{ version = 3, settings = {} }: { version?: AgentVersion; settings?: Partial<INode> } = {},
): WorkflowJson {
	const toAgent = (type: 'main' | 'ai_tool') => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });
	return {
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('Agent', '@n8n/n8n-nodes-langchain.agent', { rounds: JSON.stringify(rounds) }, version),
			{
				...xportcnNode('Xportcn', parameters, settings),
				type: 'n8n-nodes-xportcn.xportcnKaTool',
			},
		],
		connections: { Start: toAgent('main'), Xportcn: toAgent('ai_tool') },
	};
}

/** Input items from their json. */
export const itemsFrom = (...jsons: IDataObject[]): INodeExecutionData[] =>
	jsons.map((json) => ({ json }));
