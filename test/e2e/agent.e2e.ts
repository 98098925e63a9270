import type { INode } from 'n8n-workflow';

import { node } from '../harness/workflows';
import { startScriptedModel } from './harness/chatModel';
import type { WorkflowDraft } from './harness/n8n';
import { jsonOf, useScene } from './harness/scene';

const scene = useScene();

/** Trigger -> AI agent, with a chat model and our node as its tool. */
async function agentWorkflow(agentVersion: number, modelUrl: string): Promise<WorkflowDraft> {
	const openAiApi = await scene.n8n.createCredential(
		{ apiKey: 'scripted', url: modelUrl },
		'openAiApi',
		'Scripted model',
	);
	const prompt = { promptType: 'define', text: 'Pay these orders', options: {} };
	const nodes: INode[] = [
		node('Start', 'n8n-nodes-base.manualTrigger'),
		node('Agent', '@n8n/n8n-nodes-langchain.agent', prompt, agentVersion),
		{
			...node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', { model: 'scripted', options: {} }),
			credentials: { openAiApi },
		},
		{
			...node('Pay', 'n8n-nodes-xportcn.xportcnKaTool', {
				resource: 'order',
				operation: 'pay',
				orderId: "={{ $fromAI('orderId', 'Order numbers, separated by commas', 'string') }}",
			}),
			credentials: { xportcnApi: scene.credential },
		},
	];
	const toAgent = (type: 'main' | 'ai_languageModel' | 'ai_tool') => ({
		[type]: [[{ node: 'Agent', type, index: 0 }]],
	});
	return {
		nodes,
		connections: {
			Start: toAgent('main'),
			Model: toAgent('ai_languageModel'),
			Pay: toAgent('ai_tool'),
		},
	};
}

describe.each([2.2, 3])('as a tool of an AI agent (version %d)', (agentVersion) => {
	it('tells the agent of what succeeded and of what failed', async () => {
		const [paid] = scene.sandbox.orders.add(1);
		const [refused] = scene.sandbox.orders.add(1, { refusal: '资金账户余额不足' });
		const model = await startScriptedModel({
			orderId: `${paid.orderId},${refused.orderId}`,
		});
		const { status, run } = await scene.n8n.run(await agentWorkflow(agentVersion, model.url));
		await model.stop();

		expect([status, run.data.resultData.error?.message]).toEqual(['success', undefined]);
		expect(jsonOf(run, 'Agent', 0)).toMatchObject([{ output: 'Done' }]);
		const [heard] = model.heard;
		expect(heard).toContain(paid.orderId);
		expect(heard).toContain('succeeded');
		expect(heard).toContain(refused.orderId);
		expect(heard).toContain('rejected');
		expect(heard).toContain('balance of the funds account is too small');
		expect(scene.sandbox.ledger.all()).toMatchObject([{ orderId: paid.orderId }]);
	});
});
