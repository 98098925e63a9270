import type { IDataObject } from 'n8n-workflow';

import { sleep } from '../../tools/node';
import { endOfExecution, readExecution, startExecution } from '../harness/executions';
import { node } from '../harness/workflows';
import { startScriptedModel } from './harness/chatModel';
import { startMessenger } from './harness/messenger';
import type { Messenger } from './harness/messenger';
import type { WorkflowDraft } from './harness/n8n';
import { useScene } from './harness/scene';

const scene = useScene();

const DEADLINE_MS = 60_000;
const POLL_MS = 200;
/** What docs/security.md says to write. */
const MESSAGE =
	'=Pay order {{ $tool.parameters.orderId }} for {{ $tool.parameters.expectedTotal }} CNY?';

/** Trigger -> AI Agent, whose tool Pay is behind a human review by Telegram. */
async function reviewedWorkflow(
	modelUrl: string,
	messenger: Messenger,
	message: IDataObject,
): Promise<WorkflowDraft> {
	const { n8n, credential } = scene;
	const openAiApi = await n8n.createCredential(
		{ apiKey: 'scripted', url: modelUrl },
		'openAiApi',
		'Scripted model',
	);
	const telegramApi = await n8n.createCredential(
		{ accessToken: '1:scripted', baseUrl: messenger.url },
		'telegramApi',
		'Messenger',
	);
	const to = (name: string, type: 'main' | 'ai_languageModel' | 'ai_tool') => ({
		[type]: [[{ node: name, type, index: 0 }]],
	});
	const prompt = { promptType: 'define', text: 'Pay this order', options: {} };
	const review = {
		chatId: '1',
		approvalOptions: { values: { approvalType: 'double' } },
		...message,
	};
	return {
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('Agent', '@n8n/n8n-nodes-langchain.agent', prompt, 3),
			{
				...node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', { model: 'scripted' }),
				credentials: { openAiApi },
			},
			{
				...node('Review', 'n8n-nodes-base.telegramHitlTool', review, 1.2),
				webhookId: `review-${Date.now()}`,
				credentials: { telegramApi },
			},
			{
				...node('Pay', 'n8n-nodes-xportcn.xportcnKaTool', {
					resource: 'order',
					operation: 'pay',
					maximumPerOrder: '1000',
				}),
				credentials: { xportcnApi: credential },
			},
		],
		connections: {
			Start: to('Agent', 'main'),
			Model: to('Agent', 'ai_languageModel'),
			Review: to('Agent', 'ai_tool'),
			Pay: to('Review', 'ai_tool'),
		},
	};
}

/** Lets the agent ask for one order to be paid, and a person answer. */
async function review(isApproved: boolean, message: IDataObject = {}) {
	const [order] = scene.sandbox.orders.add(1, { totalAmount: 6_400 });
	const messenger = await startMessenger();
	const model = await startScriptedModel({
		toolParameters: { orderId: order.orderId, expectedTotal: '64.00' },
		hitlParameters: {},
	});
	const { http } = scene.n8n;
	const workflowId = await scene.n8n.saveWorkflow(
		await reviewedWorkflow(model.url, messenger, message),
	);
	const executionId = await startExecution(http, workflowId, 'Start');
	const { text } = await messenger.asked;
	while ((await readExecution(http, executionId)).status !== 'waiting') await sleep(POLL_MS);
	const paidBefore = scene.sandbox.ledger.debitsOf(order.orderId);
	await messenger.answer(isApproved);
	const { status } = await endOfExecution(http, executionId, DEADLINE_MS);
	await Promise.all([model.stop(), messenger.stop()]);
	const paidAfter = scene.sandbox.ledger.debitsOf(order.orderId);
	return { order, text, status, heard: model.heard.join(), paidBefore, paidAfter };
}

describe('a person reviews each call of the tool Pay', () => {
	it('sees the order and what it should cost, and it is paid once approved', async () => {
		const reviewed = await review(true, { message: MESSAGE });
		expect(reviewed.text).toContain(`Pay order ${reviewed.order.orderId} for 64.00 CNY?`);
		expect(reviewed).toMatchObject({ status: 'success', paidBefore: 0, paidAfter: 1 });
		expect(reviewed.heard).toContain('succeeded');
	});

	it('and nothing is paid when the person says no', async () => {
		const reviewed = await review(false, { message: MESSAGE });
		expect(reviewed).toMatchObject({ paidBefore: 0, paidAfter: 0 });
	});

	it("does not see the order in n8n's own message: one has to be written", async () => {
		const { text, order } = await review(false);
		expect(text).toContain('Pay');
		expect(text).not.toContain(order.orderId);
	});
});
