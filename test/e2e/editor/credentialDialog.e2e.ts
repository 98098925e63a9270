import { credentialFor } from '../../harness/scene';
import { node, xportcnNode } from '../../harness/workflows';
import { CredentialDialog } from '../harness/credentialDialog';
import { troubles } from '../harness/credentialTroubles';
import { useEditor } from '../harness/editorScene';
import { useScene } from '../harness/scene';

const scene = useScene();
const opened = useEditor();

/** What a person types; the other fields have defaults. */
function typed(): Record<string, string> {
	const { baseUrl, userId, accessKey, accessSecret } = credentialFor(scene.sandbox.baseUrl);
	return { baseUrl, userId, accessKey, accessSecret };
}

/** The fields of the credential that was saved last, as n8n keeps them. */
async function newest(): Promise<object> {
	const all = await scene.n8n.call<Array<{ id: string; createdAt: string }>>('get', '/credentials');
	const [{ id }] = all.sort((one, other) => other.createdAt.localeCompare(one.createdAt));
	const { data } = await scene.n8n.call<{ data: object }>(
		'get',
		`/credentials/${id}?includeData=true`,
	);
	return data;
}

it('the dialog is green with good keys, and red with a message of its own for each mistake', async () => {
	const { editor } = opened;
	await editor.openWorkflow(
		await scene.n8n.saveWorkflow({
			name: 'Purchasing',
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger'),
				xportcnNode('Xportcn KA', { operation: 'pay' }, { position: [220, 0], credentials: {} }),
			],
			connections: {},
		}),
	);
	await editor.openNode('Xportcn KA');
	const dialog = await CredentialDialog.forNew(editor);
	await dialog.fill(typed());
	expect(await dialog.test()).toBe('Connection tested successfully');
	await editor.picture('credential-dialog');
	await dialog.show('amountUnit');
	await editor.picture('credential-dialog-more');
	// what is hidden stays as the package has it, also after an update
	expect(Object.keys(await newest()).sort()).toEqual(Object.keys(typed()).sort());

	for (const { name, arrange, change, message } of troubles) {
		scene.sandbox.reset();
		arrange(scene.sandbox);
		await dialog.fill(change(scene.sandbox));
		const said = await dialog.test();
		expect([name, said]).toEqual([name, expect.stringContaining(message)]);
		if (name === 'a wrong key') await editor.picture('credential-dialog-refused');
		await dialog.fill(typed());
	}
});
