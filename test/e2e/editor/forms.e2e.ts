import { resources } from '../../../nodes/XportcnKa/actions/resources';
import { everyOperation } from '../../harness/everyOperation';
import { isNotice, labelsOf, optionsFor, visibleFor } from '../../harness/forms';
import { openNewWorkflow, useEditor } from '../harness/editorScene';
import { useScene } from '../harness/scene';

const scene = useScene();
const opened = useEditor();

const DETAILS = [
	...['Out Order ID', 'Flow', 'Ali ID', 'Additional Fields (JSON)'],
	...['Items Input', 'Address Input'],
];

/** Pictures of forms, some in a window that holds the whole form. */
const PICTURES: Readonly<Record<string, { name: string; height?: number }>> = {
	'order.pay': { name: 'pay-form' },
	'order.create': { name: 'create-form', height: 2_200 },
};

/** What the editor should show of a form: test/nodes/description.test.ts says what is in it. */
const expectedOf = (id: string) => ({
	parameters: labelsOf(visibleFor(id)),
	notices: visibleFor(id)
		.filter(isNotice)
		.map(({ displayName }) => expect.stringContaining(displayName.split('.')[0]) as string),
	options: optionsFor(id).map(({ displayName }) => displayName),
});

it('the form of each operation shows what belongs to it, and nothing else', async () => {
	const { editor } = opened;
	await openNewWorkflow(editor, scene);
	await editor.searchNodes('xportcn');
	await editor.addNode('Xportcn KA', 'Pay order with real money');
	for (const { name: resource, displayName } of resources) {
		await editor.choose('resource', displayName);
		for (const { id, name } of everyOperation.filter((each) => each.resource === resource)) {
			await editor.choose('operation', name);
			const shown = {
				parameters: await editor.shownParameters(),
				notices: await editor.shownNotices(),
			};
			const picture = PICTURES[id];
			if (picture) await editor.picture(picture.name, picture);
			expect({ id, ...shown, options: await editor.addableOptions() }).toEqual({
				id,
				...expectedOf(id),
			});
		}
	}
});

it('fields give way to JSON, and Limit to Return All', async () => {
	const { editor } = opened;
	await openNewWorkflow(editor, scene);
	await editor.searchNodes('xportcn');
	await editor.addNode('Xportcn KA', 'Preview order');
	await editor.choose('itemsInput', 'Using JSON');
	await editor.choose('addressInput', 'Using JSON');
	expect(await editor.shownParameters()).toEqual([
		...['Resource', 'Operation', 'Items', 'Address', ...DETAILS, 'Simplify', 'Options'],
	]);

	await editor.choose('operation', 'Get Many');
	await editor.part('parameter-input-returnAll').click();
	await editor.settle();
	expect(await editor.shownParameters()).toEqual([
		...['Resource', 'Operation', 'Return All', 'Simplify', 'Filters', 'Options'],
	]);
});
