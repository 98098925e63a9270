import fastify from 'fastify';

/** What the model is told: who says what. */
interface Message {
	role: string;
	content: unknown;
}

interface ChatRequest {
	model: string;
	messages: Message[];
	tools?: Array<{ function: OfferedTool }>;
}

/** A tool as the model is told of it. */
interface OfferedTool {
	name: string;
	description: string;
	parameters: { properties: Record<string, { type: string; description?: string }> };
}

/** A language model that follows a script: it calls a tool, then says "Done". */
export interface ScriptedModel {
	/** For the URL of an OpenAI credential. */
	readonly url: string;
	/** What the tool answered, in the words that reached the model. */
	readonly heard: string[];
	/** The tool that it was offered last. */
	readonly offered: () => OfferedTool | undefined;
	stop(): Promise<void>;
}

/**
 * Starts it on 127.0.0.1 behind the interface of OpenAI's chat completions.
 * @param toolArguments what it calls the tool with
 * @param toolName the tool it calls; the first one if not given
 */
export async function startScriptedModel(
	toolArguments: object,
	toolName?: string,
): Promise<ScriptedModel> {
	const heard: string[] = [];
	let tool: OfferedTool | undefined;
	const server = fastify({ forceCloseConnections: true });
	server.get('/v1/models', () => ({ data: [{ id: 'scripted', object: 'model' }] }));
	server.post<{ Body: ChatRequest }>('/v1/chat/completions', ({ body }) => {
		tool = body.tools?.[0]?.function;
		const answers = body.messages.filter(({ role }) => role === 'tool');
		heard.push(...answers.map(({ content }) => textOf(content)));
		const message =
			answers.length > 0 ? { content: 'Done' } : { content: null, tool_calls: [callOf(body)] };
		return completion(body.model, message, answers.length > 0 ? 'stop' : 'tool_calls');
	});
	const callOf = ({ tools = [] }: ChatRequest) => ({
		id: 'call_1',
		type: 'function',
		function: {
			name: toolName ?? tools[0]?.function.name,
			arguments: JSON.stringify(toolArguments),
		},
	});
	const address = await server.listen({ host: '127.0.0.1', port: 0 });
	return {
		url: `${address}/v1`,
		heard,
		offered: () => tool,
		stop: async () => await server.close(),
	};
}

const textOf = (content: unknown) =>
	typeof content === 'string' ? content : JSON.stringify(content);

const completion = (model: string, message: object, finishReason: string) => ({
	id: 'completion',
	object: 'chat.completion',
	created: 0,
	model,
	choices: [{ index: 0, finish_reason: finishReason, message: { role: 'assistant', ...message } }],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});
