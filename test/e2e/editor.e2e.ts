import { forDemo, demoCredential, readExamples } from '../../scripts/demo/examples';
import { node } from '../harness/workflows';
import { Editor } from './harness/editor';
import type { WorkflowDraft } from './harness/n8n';
import { useScene } from './harness/scene';

const scene = useScene();
let editor: Editor;
afterEach(async () => await editor?.close());

/** A workflow with nothing but its trigger. */
async function openNewWorkflow(): Promise<void> {
	const start = node('Start', 'n8n-nodes-base.manualTrigger');
	await editor.openWorkflow(await scene.n8n.saveWorkflow({ nodes: [start], connections: {} }));
}

describe.each([
	['light', 'node-panel'],
	['dark', 'node-panel-dark'],
] as const)('with the %s theme', (theme, picture) => {
	it('the node is found by its name and by the site people buy on', async () => {
		editor = await Editor.start(theme);
		await openNewWorkflow();
		for (const text of ['xportcn', '1688']) {
			await editor.searchNodes(text);
			expect(await editor.foundNodes()).toEqual([expect.stringContaining('Xportcn KA')]);
			await editor.picture(picture);
		}
	});
});

const ABOVE = ['Resource', 'Operation'];
const LINE = ['Offer ID', 'Spec ID', 'Quantity'];
/** In the order n8n's linter asks for. */
const RECEIVER = [
	...['Area', 'City', 'District Code', 'Full Name'],
	...['Mobile', 'Province', 'Street Address', 'Town'],
];
const PURCHASE = ['Items Input', 'Items', ...LINE, 'Address Input', 'Address', ...RECEIVER];
const INFERRED = 'could not be read';

/** What the form shows for each operation: its parameters, its notice, the options to add. */
const FORMS: Array<[string, string[], string[], string[]]> = [
	[
		'Pay',
		['Order ID'],
		['debits the prepaid funds account'],
		[
			...['Already Paid Output', 'Batch Size', 'Endpoint Path', 'Max Concurrency'],
			...['Order Details Path', 'Skip if Paid', 'Timeout', 'Verify Unknown', 'Verify Wait'],
		],
	],
	[
		'Preview',
		[...PURCHASE, 'Out Order ID', 'Flow'],
		[],
		['Endpoint Path', 'Max Concurrency', 'Timeout'],
	],
	[
		'Create',
		[
			...[...PURCHASE, 'Maximum Total (CNY)', 'Preview First', 'Out Order ID', 'Flow'],
			...['Message', 'Shop Promotion ID', 'Trade Type'],
		],
		[],
		['Endpoint Path', 'Max Concurrency', 'Timeout', 'Verify Unknown', 'Verify Wait'],
	],
	[
		'Get Many',
		['Return All', 'Limit', 'Filters'],
		[INFERRED],
		['Endpoint Path', 'Max Concurrency', 'Simplify', 'Timeout'],
	],
	['Get', ['Order ID'], [INFERRED], ['Endpoint Path', 'Max Concurrency', 'Simplify', 'Timeout']],
	['Get Logistics', ['Order ID'], [INFERRED], ['Endpoint Path', 'Max Concurrency', 'Timeout']],
];

it('the form of each operation shows what belongs to it, and nothing else', async () => {
	editor = await Editor.start();
	await openNewWorkflow();
	await editor.searchNodes('xportcn');
	await editor.addNode('Xportcn KA', 'Pay order');
	for (const [operation, parameters, notices, options] of FORMS) {
		if (operation !== 'Pay') await editor.choose('operation', operation);
		expect([operation, await editor.shownParameters()]).toEqual([
			operation,
			[...ABOVE, ...parameters, 'Options'],
		]);
		expect(await editor.shownNotices()).toEqual(
			notices.map((text) => expect.stringContaining(text)),
		);
		await editor.picture(`${operation.toLowerCase().replace(' ', '-')}-form`);
		expect([operation, await editor.addableOptions()]).toEqual([operation, options]);
	}
});

it('fields give way to JSON, and Limit to Return All', async () => {
	editor = await Editor.start();
	await openNewWorkflow();
	await editor.searchNodes('xportcn');
	await editor.addNode('Xportcn KA', 'Preview order');
	await editor.choose('itemsInput', 'Using JSON');
	await editor.choose('addressInput', 'Using JSON');
	const purchase = ['Items Input', 'Items', 'Address Input', 'Address'];
	expect(await editor.shownParameters()).toEqual([
		...[...ABOVE, ...purchase, 'Out Order ID', 'Flow', 'Options'],
	]);

	await editor.choose('operation', 'Get Many');
	await editor.part('parameter-input-returnAll').click();
	await editor.settle();
	expect(await editor.shownParameters()).toEqual([...ABOVE, 'Return All', 'Filters', 'Options']);
});

it('a run shows its orders on both outputs, and what to do about those on Failed', async () => {
	const example = (await readExamples()).get('pay-after-create')!;
	const credential = { ...demoCredential(scene.sandbox), ...scene.credential };
	const { nodes, connections } = forDemo('', example, credential) as unknown as WorkflowDraft;
	editor = await Editor.start();
	const { name } = example;
	await editor.openWorkflow(await scene.n8n.saveWorkflow({ name, nodes, connections }));
	await editor.execute();
	await editor.tidyUp();
	await editor.picture('workflow-after-run');

	await editor.openNode('Pay');
	expect(await editor.shownOutput()).toContain("On Failed: 1 rejected ('errorMessage' says why).");
	await editor.showOutput('Succeeded Branch');
	for (const { orderId } of scene.sandbox.ledger.all()) {
		expect(await editor.shownOutput()).toContain(orderId);
	}
	await editor.picture('succeeded-output');
	await editor.showOutput('Failed Branch');
	expect(await editor.shownOutput()).toContain('ORDER_REFUSED');
	expect(await editor.shownOutput()).toContain('The balance of the funds account is too small');
	await editor.picture('failed-output');
});
