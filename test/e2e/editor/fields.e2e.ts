import { node, xportcnNode } from '../../harness/workflows';
import { useEditor } from '../harness/editorScene';
import { useScene } from '../harness/scene';

const scene = useScene();
const opened = useEditor();

it('the fields of Create and Pay can be dragged before anything was run', async () => {
	const { editor } = opened;
	const order = (name: string, operation: string, x: number) =>
		xportcnNode(
			name,
			{ operation },
			{ position: [x, 0], credentials: { xportcnApi: scene.credential } },
		);
	const main = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	await editor.openWorkflow(
		await scene.n8n.saveWorkflow({
			name: 'Purchasing',
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger'),
				order('Create', 'create', 220),
				order('Pay', 'pay', 440),
				{
					...node('Tell', 'n8n-nodes-base.stopAndError', { errorMessage: '' }),
					position: [660, 0] as [number, number],
				},
			],
			connections: { Start: main('Create'), Create: main('Pay'), Pay: main('Tell') },
		}),
	);

	await editor.openNode('Pay');
	await editor.dragField('totalCny', 'expectedTotal');
	await editor.picture('drag-before-run');
	expect(await editor.expressionOf('expectedTotal')).toBe('{{ $json.totalCny }}');
	await editor.closeNode();

	await editor.openNode('Tell');
	for (const field of ['orderId', 'outOrderId', 'outcome', 'errorMessage', 'totalCny']) {
		expect(await editor.offeredFields()).toContain(field);
	}
	await editor.dragField('errorMessage', 'errorMessage');
	expect(await editor.expressionOf('errorMessage')).toBe('{{ $json.errorMessage }}');
	expect(scene.sandbox.requests.all()).toEqual([]);
});
