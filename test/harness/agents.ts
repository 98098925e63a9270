import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	EngineRequest,
	EngineResponse,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IRun,
} from 'n8n-workflow';

import { node, xportcnNode } from './workflows';
import type { WorkflowJson } from './engine';

/**
 * Stand-ins for n8n's AI Agent without a model: a test says what the model asks its tool for. There
 * are two, because n8n's agents up to 2.2 call a tool themselves, and agent 3 asks the engine to run it.
 */
export const AGENTS = { 'agent 2.2': 'callingAgent', 'agent 3': 'requestingAgent' } as const;

export type AgentVersion = keyof typeof AGENTS;

const description = (name: string): INodeTypeDescription => ({
	displayName: 'AI Agent',
	name,
	group: ['transform'],
	version: 1,
	description: 'Calls its tool as often as it is told to',
	defaults: { name: 'AI Agent' },
	inputs: [NodeConnectionTypes.Main, { type: NodeConnectionTypes.AiTool }],
	outputs: [NodeConnectionTypes.Main],
	properties: [
		{ displayName: 'Calls', name: 'calls', type: 'json', default: '[]' },
		{ displayName: 'Tool', name: 'tool', type: 'string', default: '' },
		{ displayName: 'At Once', name: 'atOnce', type: 'boolean', default: false },
	],
});

/** What the model asks for: the arguments of each call, call after call. */
const callsOf = (context: IExecuteFunctions) =>
	JSON.parse(context.getNodeParameter('calls', 0) as string) as IDataObject[];

/** A tool as agents up to 2.2 get it: what LangChain's `DynamicStructuredTool` offers of it. */
interface Tool {
	invoke(args: IDataObject): Promise<string>;
}

export class CallingAgent implements INodeType {
	description = description('callingAgent');

	async execute(this: IExecuteFunctions) {
		const tools = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
		const ask = async (args: IDataObject): Promise<INodeExecutionData> => {
			const heard = await tools[0].invoke(args).then(
				(text) => JSON.parse(text) as IDataObject[],
				(error: Error) => [{ thrown: error.message }],
			);
			return { json: { heard } };
		};
		const calls = callsOf(this);
		if (this.getNodeParameter('atOnce', 0) === true) return [await Promise.all(calls.map(ask))];
		const answers: INodeExecutionData[] = [];
		for (const args of calls) answers.push(await ask(args));
		return [answers];
	}
}

export class RequestingAgent implements INodeType {
	description = description('requestingAgent');

	async execute(
		this: IExecuteFunctions,
		response?: EngineResponse,
	): Promise<INodeExecutionData[][] | EngineRequest> {
		const done = (response?.actionResponses ?? []).length;
		if (response && done > 0) {
			return [response.actionResponses.map(({ data }) => ({ json: { heard: heardIn(data) } }))];
		}
		return {
			actions: callsOf(this).map((input, index) => ({
				actionType: 'ExecutionNodeAction',
				nodeName: this.getNodeParameter('tool', 0) as string,
				input,
				type: NodeConnectionTypes.AiTool,
				id: `call ${index}`,
				metadata: { itemIndex: 0 },
			})),
			metadata: {},
		};
	}
}

/** What agent 3 tells its model of a tool's run: the items of its first output, or its error. */
function heardIn(data: EngineResponse['actionResponses'][number]['data']): IDataObject[] {
	if (data.error) return [{ thrown: data.error.message }];
	return (data.data?.[NodeConnectionTypes.AiTool]?.[0] ?? []).map(({ json }) => json);
}

/**
 * A trigger -> an agent, with an Xportcn KA node as its tool.
 * @param atOnce whether an agent that calls its tool itself makes all calls side by side
 */
export function agentWorkflow(
	version: AgentVersion,
	toolParameters: IDataObject,
	calls: readonly IDataObject[],
	{ settings = {}, atOnce = false }: { settings?: Partial<INode>; atOnce?: boolean } = {},
): WorkflowJson {
	return {
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('Agent', `test.${AGENTS[version]}`, {
				calls: JSON.stringify(calls),
				tool: 'Xportcn',
				atOnce,
			}),
			{
				...xportcnNode('Xportcn', toolParameters, settings),
				type: 'n8n-nodes-xportcn.xportcnKaTool',
			},
		],
		connections: {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Xportcn: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
	};
}

/** What the model heard of each call. */
export const heardBy = (run: IRun): IDataObject[][] =>
	(run.data.resultData.runData.Agent?.at(-1)?.data?.main?.[0] ?? []).map(
		({ json }) => json.heard as IDataObject[],
	);
