import type { IDataObject, INode } from 'n8n-workflow';

import { useEditor } from '../harness/editorScene';
import { node } from '../../harness/workflows';
import { useScene } from '../harness/scene';

const scene = useScene();
const opened = useEditor();

const WEBHOOK_ID = '0c5f7a86-4f0e-4f3f-8f4e-5f1d1b2a1688';

/** Opens a workflow of nothing but the trigger. */
async function openTrigger(parameters: IDataObject): Promise<void> {
	const trigger = {
		...node(
			'Xportcn',
			'n8n-nodes-xportcn.xportcnKaTrigger',
			{ events: ['ORDER_PAY_SUCCESS'], ...parameters } as INode['parameters'],
			2,
		),
		webhookId: WEBHOOK_ID,
	};
	await opened.editor.openWorkflow(
		await scene.n8n.saveWorkflow({ name: 'Purchasing', nodes: [trigger], connections: {} }),
	);
}

it('the trigger says how to register it, step by step, with the whole address to paste', async () => {
	const { editor } = opened;
	await openTrigger({ secretInUrl: 'opensesame1688' });
	expect(await editor.part('canvas-node').innerText()).toContain('Order Paid');
	await editor.openNode('Xportcn');
	expect(await editor.shownParameters()).toEqual([
		...['Trigger On', 'Platform', 'Secret in URL', 'Drop Repeats'],
	]);
	const [registration] = await editor.shownNotices();
	expect(registration.split('\n')).toHaveLength(5);
	expect(registration).toContain('message service');
	await editor.showProductionUrl();
	expect(await editor.part('ndv').innerText()).toContain(
		`/webhook/${WEBHOOK_ID}/webhook/opensesame1688`,
	);
	await editor.picture('trigger-panel');
});

it('without a secret the address has none', async () => {
	const { editor } = opened;
	await openTrigger({});
	await editor.openNode('Xportcn');
	await editor.showProductionUrl();
	expect(await editor.part('ndv').innerText()).toMatch(`/webhook/${WEBHOOK_ID}/webhook\n`);
});

it('a secret that could change in a URL is refused when the workflow is published', async () => {
	const { editor } = opened;
	await openTrigger({ secretInUrl: 'my secret&1' });
	await editor.part('workflow-open-publish-modal-button').locator('visible=true').click();
	await editor.part('workflow-publish-button').locator('visible=true').click();
	await editor.page.getByText("'Secret in URL' takes letters and digits only").first().waitFor();
	await editor.picture('trigger-refused');
	const { status } = await scene.n8n.http.post(`/webhook/${WEBHOOK_ID}/webhook`, {});
	expect(status).toBe(404);
});
