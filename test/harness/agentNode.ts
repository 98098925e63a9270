import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	EngineResponse,
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
	NodeOutput,
} from 'n8n-workflow';

/** A model's calls of the tool: those of one round are made at once. */
export type Rounds = IDataObject[][];

interface Tool {
	invoke(input: IDataObject): Promise<string>;
	metadata: { sourceNodeName: string };
}

/** What the agent keeps while the engine runs the tool for it. */
interface Memory {
	round: number;
	heard: string[];
}

/**
 * A stand-in for n8n's AI Agent, without a model: its parameter says what a model would call the tool
 * with. Version 2.2 calls the tool itself, version 3 has the engine run it, as those of n8n do. Its
 * item tells what it heard, in JSON.
 */
// eslint-disable-next-line @n8n/community-nodes/node-usable-as-tool -- the node this stands for is none
export class AgentStub implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AI Agent',
		name: 'agent',
		group: ['transform'],
		version: [2.2, 3],
		description: 'Calls a tool',
		defaults: { name: 'AI Agent' },
		inputs: [
			NodeConnectionTypes.Main,
			{ type: NodeConnectionTypes.AiTool, displayName: 'Tool', required: true },
		],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'Rounds', name: 'rounds', type: 'json', default: '[]' }],
	};

	async execute(this: IExecuteFunctions, response?: EngineResponse): Promise<NodeOutput> {
		const rounds = JSON.parse(this.getNodeParameter('rounds', 0) as string) as Rounds;
		const [tool] = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
		return this.getNode().typeVersion < 3
			? await callTool(tool, rounds)
			: requestTool(tool, rounds, response);
	}
}

async function callTool(tool: Tool, rounds: Rounds): Promise<NodeOutput> {
	const heard: string[] = [];
	for (const calls of rounds) {
		heard.push(...(await Promise.all(calls.map(async (input) => await tool.invoke(input)))));
	}
	return [[{ json: { heard }, pairedItem: 0 }]];
}

function requestTool(tool: Tool, rounds: Rounds, response: EngineResponse | undefined): NodeOutput {
	const { round = 0, heard: before = [] } = (response?.metadata ?? {}) as Partial<Memory>;
	const heard = [...before, ...(response?.actionResponses ?? []).map(observationIn)];
	if (round === rounds.length) return [[{ json: { heard }, pairedItem: 0 }]];
	return {
		actions: rounds[round].map((input, index) => ({
			actionType: 'ExecutionNodeAction' as const,
			nodeName: tool.metadata.sourceNodeName,
			input,
			type: NodeConnectionTypes.AiTool,
			id: `call ${round}.${index}`,
			metadata: { itemIndex: 0 },
		})),
		metadata: { round: round + 1, heard } satisfies Memory,
	};
}

/** `buildObservation` of n8n's agent. */
function observationIn({ data }: EngineResponse['actionResponses'][number]): string {
	const items = data.data?.ai_tool?.[0]?.map(({ json }) => json);
	if (items?.length) return JSON.stringify(items);
	const { error } = data;
	return JSON.stringify(error ? { error: error.message, errorType: error.name } : '');
}

/** The clone of a node that n8n makes for AI agents: `convertNodeToAiTool` of its server. */
export function toolOf(type: INodeType): INodeType {
	const { usableAsTool, ...description } = type.description;
	if (!usableAsTool) throw new Error(`${description.name} is not usable as a tool`);
	return Object.assign(Object.create(type) as INodeType, {
		description: {
			...description,
			name: `${description.name}Tool`,
			displayName: `${description.displayName} Tool`,
			inputs: [],
			outputs: [NodeConnectionTypes.AiTool],
			properties: [...descriptionProperties(type), ...description.properties],
		},
	});
}

function descriptionProperties({ description }: INodeType): INodeProperties[] {
	if (description.properties.some(({ name }) => name === 'toolDescription')) return [];
	return [
		{
			displayName: 'Tool Description',
			name: 'descriptionType',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Set Automatically', value: 'auto' },
				{ name: 'Set Manually', value: 'manual' },
			],
			default: 'auto',
		},
		{
			displayName: 'Description',
			name: 'toolDescription',
			type: 'string',
			default: description.description,
			required: true,
			typeOptions: { rows: 2 },
			displayOptions: { show: { descriptionType: ['manual'] } },
		},
	];
}
