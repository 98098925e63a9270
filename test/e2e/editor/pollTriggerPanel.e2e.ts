import { useEditor } from '../harness/editorScene';
import { node } from '../../harness/workflows';
import { useScene } from '../harness/scene';

const scene = useScene();
const opened = useEditor();

it('the poll trigger shows when it polls, what it tells of, and filters', async () => {
	const { editor } = opened;
	const trigger = {
		...node('Order Shipped', 'n8n-nodes-xportcn.xportcnKaPollTrigger', {
			events: ['shipped', 'cancelled'],
		}),
		credentials: { xportcnApi: scene.credential },
	};
	await editor.openWorkflow(
		await scene.n8n.saveWorkflow({ name: 'Purchasing', nodes: [trigger], connections: {} }),
	);
	await editor.openNode('Order Shipped');
	expect(await editor.shownParameters()).toEqual(
		expect.arrayContaining(['Trigger On', 'Simplify', 'Filters']),
	);
	await editor.picture('poll-trigger-panel');
});

it('Fetch Test Event shows the order that was created last', async () => {
	const { editor } = opened;
	scene.sandbox.orders.add(1, { outOrderId: 'PO-1001' });
	scene.sandbox.clock.advance(60_000);
	const [{ orderId }] = scene.sandbox.orders.add(1, { outOrderId: 'PO-1002' });
	await editor.executeStep();
	await editor.showOutputAs('table');
	const shown = await editor.shownOutput();
	expect(shown).toContain(orderId);
	expect(shown).not.toContain('PO-1001');
	await editor.picture('poll-trigger-fetched');
});
