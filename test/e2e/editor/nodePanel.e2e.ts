import { openNewWorkflow, useEditor } from '../harness/editorScene';
import { useScene } from '../harness/scene';

const scene = useScene();

describe.each([
	['light', 'node-panel'],
	['dark', 'node-panel-dark'],
] as const)('with the %s theme', (theme, picture) => {
	const opened = useEditor(theme);

	it('the node is found by its name and by the site people buy on', async () => {
		const { editor } = opened;
		await openNewWorkflow(editor, scene);
		for (const text of ['1688', 'purchase order', 'sourcing', 'xportcn']) {
			await editor.searchNodes(text);
			const [first, ...others] = await editor.foundNodes();
			expect(first).toMatch(/^Xportcn KA(\n|$)/);
			for (const other of others) expect(other).toMatch(/^Xportcn KA Poll(\n|$)/);
		}
		await editor.picture(picture);
	});
});
