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
