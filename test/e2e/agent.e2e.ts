import type { IDataObject, INode } from 'n8n-workflow';

import { node } from '../harness/workflows';
import { startScriptedModel } from './harness/chatModel';
import type { WorkflowDraft } from './harness/n8n';
import { jsonOf, useScene } from './harness/scene';

const scene = useScene();

/**
 * Trigger -> AI agent, with a chat model and our node as its tool. What the model may fill in is
 * what the tool's form gives it by default: nothing of that is said here.
 */
async function agentWorkflow(
	agentVersion: number,
	modelUrl: string,
	limits: IDataObject = { maximumPerOrder: '1000' },
): Promise<WorkflowDraft> {
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
				...limits,
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
		const [paid] = scene.sandbox.orders.add(1, { totalAmount: 5_000 });
		const [refused] = scene.sandbox.orders.add(1, {
			totalAmount: 5_000,
			refusal: '资金账户余额不足',
		});
		const model = await startScriptedModel({
			orderId: `${paid.orderId},${refused.orderId}`,
			expectedTotal: '50.00',
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

	it('asks the model for the order and what it should cost, and for nothing else', async () => {
		const [order] = scene.sandbox.orders.add(1, { totalAmount: 5_000 });
		const model = await startScriptedModel({ orderId: order.orderId, expectedTotal: '49.99' });
		await scene.n8n.run(await agentWorkflow(agentVersion, model.url));
		await model.stop();
		expect(model.offered()?.description).toContain('ask first');
		expect(model.offered()?.parameters.properties).toMatchObject({
			orderId: { type: 'string', description: expect.stringContaining('19 digits') },
			expectedTotal: { type: 'string', description: expect.stringContaining('in CNY') },
		});
		expect(Object.keys(model.offered()!.parameters.properties)).toHaveLength(2);
		expect(model.heard.join()).toContain('PRICE_CHANGED');
		expect(scene.sandbox.ledger.all()).toEqual([]);
	});

	it('pays nothing without a limit, and hears why', async () => {
		const [order] = scene.sandbox.orders.add(1, { totalAmount: 5_000 });
		const model = await startScriptedModel({ orderId: order.orderId, expectedTotal: '50.00' });
		const { status } = await scene.n8n.run(await agentWorkflow(agentVersion, model.url, {}));
		await model.stop();
		expect(status).toBe('success');
		expect(model.heard.join()).toContain("Pay needs 'Maximum per Order (CNY)'");
		expect(scene.sandbox.ledger.all()).toEqual([]);
	});

	it('pays nothing above the limit, which the model cannot raise', async () => {
		const [order] = scene.sandbox.orders.add(1, { totalAmount: 5_000 });
		const raised = "={{ $fromAI('limit', 'The most it may cost', 'string') }}";
		for (const maximumPerOrder of ['49.99', raised]) {
			const model = await startScriptedModel({
				orderId: order.orderId,
				expectedTotal: '50.00',
				limit: '99999',
			});
			await scene.n8n.run(await agentWorkflow(agentVersion, model.url, { maximumPerOrder }));
			await model.stop();
			expect(model.heard.join()).toMatch(/above 'Maximum per Order|must be a fixed value/);
		}
		expect(scene.sandbox.ledger.all()).toEqual([]);
	});
});
