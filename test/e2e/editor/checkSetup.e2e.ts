import { startSandbox } from '../../../sandbox';
import { node, xportcnNode } from '../../harness/workflows';
import { useEditor } from '../harness/editorScene';
import { useScene } from '../harness/scene';

const scene = useScene();
const opened = useEditor();

it('Check Setup reads as a list of what to do', async () => {
	const { editor } = opened;
	const sister = await startSandbox({ profile: 'sister-paths' });
	const credential = await scene.credentialFor(sister.baseUrl);
	const [{ orderId }] = sister.orders.add(1, { outOrderId: 'PO-1001', totalAmount: 6_400 });
	await editor.openWorkflow(
		await scene.n8n.saveWorkflow({
			name: 'Check my account',
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger'),
				xportcnNode(
					'Check Setup',
					{
						...{ resource: 'api', operation: 'checkSetup' },
						...{ sampleOrderId: orderId, sampleOrderTotal: '64.00' },
					},
					{ position: [220, 0], credentials: { xportcnApi: credential } },
				),
			],
			connections: { Start: { main: [[{ node: 'Check Setup', type: 'main', index: 0 }]] } },
		}),
	);
	await editor.openNode('Check Setup');
	await editor.executeStep();
	await sister.stop();

	await editor.showOutput('Succeeded Branch');
	await editor.showOutputAs('table');
	await editor.widenOutput();
	const columns = await editor.outputColumns();
	expect(columns.slice(0, 3)).toEqual(['check', 'verdict', 'whatToDo']);
	expect(await editor.shownOutput()).toContain('summary');
	await editor.picture('check-setup', { width: 1_900, height: 1_150 });
});
