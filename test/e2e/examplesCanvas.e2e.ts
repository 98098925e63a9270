import { readExamples } from '../../tools/demo/examples';
import { canvasFaults, noteSizes, zoomOf } from './harness/canvas';
import { useEditor } from './harness/editorScene';
import { draftOf } from './harness/exampleRuns';
import { useScene } from './harness/scene';

const scene = useScene();
const opened = useEditor();

/** A note's text is 14 px high; below this it would be read with difficulty. */
const SMALLEST_ZOOM = 0.6;
/** How much of a note may be empty, px; its own margin is 24. */
const EMPTY = { least: 16, most: 72 };

it('every example can be read when it is opened, and nothing on it hides anything', async () => {
	const { editor } = opened;
	for (const [name, example] of await readExamples()) {
		const draft = draftOf(scene, name, example);
		await editor.openWorkflow(await scene.n8n.saveWorkflow({ ...draft, name: example.name }));
		await editor.tidyUp();
		await editor.settle();
		await editor.picture(`example-${name}`);

		expect([name, await canvasFaults(editor.page)]).toEqual([name, []]);
		expect([name, await zoomOf(editor.page)]).toEqual([name, expect.any(Number)]);
		expect(await zoomOf(editor.page)).toBeGreaterThan(SMALLEST_ZOOM);
		for (const { title, text, box } of await noteSizes(editor.page)) {
			const fits = box - text >= EMPTY.least && box - text <= EMPTY.most;
			expect([name, title, { text, box }, fits]).toEqual([name, title, { text, box }, true]);
		}
	}
});
