import { credentialFor } from '../../harness/scene';
import { node } from '../../harness/workflows';
import { startScriptedModel } from '../harness/chatModel';
import { useEditor } from '../harness/editorScene';
import { useScene } from '../harness/scene';

const scene = useScene();
const opened = useEditor();

/** Trigger -> AI Agent with a chat model, and no tool yet. */
async function agentWithoutTool(modelUrl: string): Promise<string> {
	const openAiApi = await scene.n8n.createCredential(
		{ apiKey: 'scripted', url: modelUrl },
		'openAiApi',
		'Scripted model',
	);
	const prompt = { promptType: 'define', text: 'Pay this order', options: {} };
	const at = (x: number, y: number) => ({ position: [x, y] as [number, number] });
	return await scene.n8n.saveWorkflow({
		name: 'Purchasing',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			{ ...node('Agent', '@n8n/n8n-nodes-langchain.agent', prompt, 3), ...at(220, 0) },
			{
				...node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', { model: 'scripted' }),
				...at(160, 220),
				credentials: { openAiApi },
			},
		],
		connections: {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
		},
	});
}

it('Pay as a tool asks the model for the order and its amount, and a person for a limit', async () => {
	const { editor } = opened;
	const [order] = scene.sandbox.orders.add(1, { totalAmount: 6_400 });
	const model = await startScriptedModel({ orderId: order.orderId, expectedTotal: '64.00' });
	const credential = `Xportcn for agents ${Date.now()}`;
	await scene.n8n.createCredential(credentialFor(scene.sandbox.baseUrl), 'xportcnApi', credential);
	await editor.openWorkflow(await agentWithoutTool(model.url));
	await editor.searchTools('Agent', 'xportcn');
	await editor.picture('tools-panel');
	await editor.addTool('Xportcn KA Tool');
	await editor.chooseCredential(credential);
	await editor.choose('resource', 'Order');
	await editor.choose('operation', 'Pay');

	await editor.picture('pay-tool-form', { height: 1_100 });
	const shown = await editor.shownParameters();
	// below a field that is left to the model stands what the model is told about it
	const parameters = [
		...['Order ID', 'Description', 'Expected Total (CNY)', 'Description'],
		...['Price Tolerance (CNY)', 'Maximum per Order (CNY)', 'Maximum per Run (CNY)', 'Options'],
	];
	expect(shown.slice(-parameters.length)).toEqual(parameters);
	expect(await editor.shownNotices()).toEqual([
		expect.stringContaining('can pay without asking a person'),
	]);
	expect(await editor.leftToModel()).toBe(2);

	await editor.fill('maximumPerOrder', '100');
	await editor.closeNode();
	await editor.execute();
	await model.stop();
	expect(model.heard.join()).toContain('succeeded');
	expect(scene.sandbox.ledger.debitsOf(order.orderId)).toBe(1);
	await editor.tidyUp();
	await editor.picture('agent-after-run');
});
