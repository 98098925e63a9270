import { node } from '../../harness/workflows';
import { Editor } from './editor';
import type { useScene } from './scene';

/** An editor for the tests of a file or a describe block. */
export function useEditor(theme: 'light' | 'dark' = 'light') {
	let editor: Editor | undefined;
	beforeAll(async () => {
		editor = await Editor.start(theme);
	});
	afterAll(async () => await editor?.close());
	return {
		get editor(): Editor {
			if (!editor) throw new Error('The editor is there once the tests have begun');
			return editor;
		},
	};
}

/** Opens a workflow that has nothing but a trigger. */
export async function openNewWorkflow(
	editor: Editor,
	{ n8n }: ReturnType<typeof useScene>,
): Promise<void> {
	const start = node('Start', 'n8n-nodes-base.manualTrigger');
	await editor.openWorkflow(
		await n8n.saveWorkflow({ name: 'Purchasing', nodes: [start], connections: {} }),
	);
}
