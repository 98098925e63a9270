import { useEditor } from '../harness/editorScene';
import { node } from '../../harness/workflows';
import { useScene } from '../harness/scene';

const scene = useScene();
const opened = useEditor();

it('the trigger says how to register it, with the address to paste', async () => {
	const { editor } = opened;
	const webhookId = '0c5f7a86-4f0e-4f3f-8f4e-5f1d1b2a1688';
	const trigger = {
		...node(
			'Order Paid',
			'n8n-nodes-xportcn.xportcnKaTrigger',
			{ events: ['ORDER_PAY_SUCCESS'] },
			2,
		),
		webhookId,
	};
	await editor.openWorkflow(
		await scene.n8n.saveWorkflow({ name: 'Purchasing', nodes: [trigger], connections: {} }),
	);
	await editor.openNode('Order Paid');
	expect(await editor.shownParameters()).toEqual([
		...['Trigger On', 'Platform', 'Secret in URL', 'Drop Repeats'],
	]);
	const [registration] = await editor.shownNotices();
	expect(registration).toContain('message service');
	await editor.showProductionUrl();
	expect(await editor.part('ndv').innerText()).toContain(`/webhook/${webhookId}/webhook`);
	await editor.picture('trigger-panel');
});
