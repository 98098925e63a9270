import { openNewWorkflow, useEditor } from '../harness/editorScene';
import { useScene } from '../harness/scene';

const scene = useScene();
const opened = useEditor();

const ABOVE = ['Resource', 'Operation'];
const LINE = ['Offer ID', 'Spec ID', 'Quantity'];
/** In the order n8n's linter asks for. */
const RECEIVER = [
	...['Area', 'City', 'District Code', 'Full Name'],
	...['Mobile', 'Province', 'Street Address', 'Town'],
];
const PURCHASE = ['Items Input', 'Items', ...LINE, 'Address Input', 'Address', ...RECEIVER];
const INFERRED = 'could not be read';

interface Picture {
	name: string;
	/** Of a window that holds the whole form. */
	height?: number;
}

/** What the form shows for each operation: its parameters, its notice, the options to add. A picture. */
const FORMS: Array<[string, string[], string[], string[], Picture?]> = [
	[
		'Pay',
		['Order ID'],
		['debits the prepaid funds account'],
		[
			...['Already Paid Output', 'Batch Size', 'Endpoint Path', 'Max Concurrency'],
			...['Order Details Path', 'Skip if Paid', 'Timeout', 'Verify Unknown', 'Verify Wait'],
		],
		{ name: 'pay-form' },
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
		{ name: 'create-form', height: 1_700 },
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
	const { editor } = opened;
	await openNewWorkflow(editor, scene);
	await editor.searchNodes('xportcn');
	await editor.addNode('Xportcn KA', 'Pay order');
	for (const [operation, parameters, notices, options, picture] of FORMS) {
		if (operation !== 'Pay') await editor.choose('operation', operation);
		expect([operation, await editor.shownParameters()]).toEqual([
			operation,
			[...ABOVE, ...parameters, 'Options'],
		]);
		expect(await editor.shownNotices()).toEqual(
			notices.map((text) => expect.stringContaining(text)),
		);
		if (picture) await editor.picture(picture.name, picture.height);
		expect([operation, await editor.addableOptions()]).toEqual([operation, options]);
	}
});

/** The same for the operations of the other resources, which are opened by their actions. */
const MORE_FORMS: Array<[string, string[], string[], string[]]> = [
	[
		'Search products',
		['Keyword', 'Limit', 'Country', 'Filters'],
		['fields are inferred'],
		['Endpoint Path', 'Max Concurrency', 'Timeout'],
	],
	[
		'Get product',
		['Offer ID', 'Country'],
		[INFERRED],
		['Endpoint Path', 'Max Concurrency', 'Timeout'],
	],
	[
		'Create or update address',
		['Address ID', 'Name', 'Phone', 'Province', 'City', 'District', 'Street Address'],
		[INFERRED],
		['Endpoint Path', 'Max Concurrency', 'Timeout'],
	],
	[
		'Call endpoint of API',
		['Path', 'Body', 'Changes Something'],
		['answered with code 200'],
		['Max Concurrency', 'Timeout'],
	],
];

it.each(MORE_FORMS)(
	'the form of "%s" shows its own',
	async (action, parameters, notices, options) => {
		const { editor } = opened;
		await openNewWorkflow(editor, scene);
		await editor.searchNodes('xportcn');
		await editor.addNode('Xportcn KA', action);
		expect(await editor.shownParameters()).toEqual([...ABOVE, ...parameters, 'Options']);
		expect(await editor.shownNotices()).toEqual(
			notices.map((text) => expect.stringContaining(text)),
		);
		expect(await editor.addableOptions()).toEqual(options);
	},
);

it('fields give way to JSON, and Limit to Return All', async () => {
	const { editor } = opened;
	await openNewWorkflow(editor, scene);
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
