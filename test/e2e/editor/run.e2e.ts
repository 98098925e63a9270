import { demoCredential, forDemo, readExamples } from '../../../tools/demo/examples';
import { useEditor } from '../harness/editorScene';
import type { WorkflowDraft } from '../harness/n8n';
import { useScene } from '../harness/scene';

const scene = useScene();
const opened = useEditor();

it('a run shows its orders on both outputs, and what to do about those on Failed', async () => {
	const example = (await readExamples()).get('pay-after-create')!;
	const credential = { ...demoCredential(scene.sandbox), ...scene.credential };
	const { nodes, connections } = forDemo('', example, credential) as unknown as WorkflowDraft;
	const { editor } = opened;
	const { name } = example;
	await editor.openWorkflow(await scene.n8n.saveWorkflow({ name, nodes, connections }));
	await editor.execute();
	await editor.tidyUp();
	await editor.picture('workflow-after-run');

	await editor.openNode('Pay');
	expect(await editor.shownOutput()).toContain('1 item came out of Failed.');
	await editor.showOutput('Succeeded Branch');
	for (const { orderId } of scene.sandbox.ledger.all()) {
		expect(await editor.shownOutput()).toContain(orderId);
	}
	await editor.picture('succeeded-output');
	await editor.showOutput('Failed Branch');
	expect(await editor.shownOutput()).toContain('ORDER_REFUSED');
	expect(await editor.shownOutput()).toContain('The balance of the funds account is too small');
	await editor.widenOutput();
	await editor.picture('failed-output');
});
