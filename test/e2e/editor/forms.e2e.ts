import { openNewWorkflow, useEditor } from '../harness/editorScene';
import { useScene } from '../harness/scene';

const scene = useScene();
const opened = useEditor();

const LINE = ['Offer ID', 'Spec ID', 'Quantity'];
/** In the order n8n's linter asks for. */
const RECEIVER = [
	...['Area', 'City', 'District Code', 'Full Name'],
	...['Mobile', 'Province', 'Street Address', 'Town'],
];
const PURCHASE = ['Items Input', 'Items', ...LINE, 'Address Input', 'Address', ...RECEIVER];
const INFERRED = 'could not be read';

const COMMON = ['Endpoint Path', 'Max Concurrency', 'Timeout'];
const SIMPLIFIED = ['Endpoint Path', 'Max Concurrency', 'Simplify', 'Timeout'];

interface Picture {
	name: string;
	/** Of a window that holds the whole form. */
	height?: number;
}

/** What the node shows for an operation. */
interface Form {
	operation: string;
	parameters: string[];
	notices?: string[];
	/** The options that can be added. */
	options: string[];
	picture?: Picture;
}

const FORMS: Record<string, Form[]> = {
	Order: [
		{
			operation: 'Pay',
			parameters: ['Order ID'],
			notices: ['debits the prepaid funds account'],
			options: [
				...['Already Paid Output', 'Batch Size', 'Endpoint Path', 'Max Concurrency'],
				...['Order Details Path', 'Skip if Paid', 'Timeout', 'Verify Unknown', 'Verify Wait'],
			],
			picture: { name: 'pay-form' },
		},
		{
			operation: 'Preview',
			parameters: [...PURCHASE, 'Out Order ID', 'Flow'],
			options: COMMON,
		},
		{
			operation: 'Create',
			parameters: [
				...[...PURCHASE, 'Maximum Total (CNY)', 'Preview First', 'Out Order ID', 'Flow'],
				...['Message', 'Shop Promotion ID', 'Trade Type'],
			],
			options: [...COMMON, 'Verify Unknown', 'Verify Wait'],
			picture: { name: 'create-form', height: 1_700 },
		},
		{
			operation: 'Get Many',
			parameters: ['Return All', 'Limit', 'Filters'],
			notices: [INFERRED],
			options: SIMPLIFIED,
		},
		{ operation: 'Get', parameters: ['Order ID'], notices: [INFERRED], options: SIMPLIFIED },
		{ operation: 'Get Logistics', parameters: ['Order ID'], notices: [INFERRED], options: COMMON },
	],
	Product: [
		{
			operation: 'Search',
			parameters: ['Keyword', 'Limit', 'Country', 'Filters'],
			notices: ['fields are inferred'],
			options: COMMON,
		},
		{
			operation: 'Get',
			parameters: ['Offer ID', 'Country'],
			notices: [INFERRED],
			options: COMMON,
		},
	],
	Address: [
		{
			operation: 'Create or Update',
			parameters: [
				...['Address ID', 'Name', 'Phone', 'Province', 'City', 'District', 'Street Address'],
			],
			notices: [INFERRED],
			options: COMMON,
		},
	],
	API: [
		{
			operation: 'Call Endpoint',
			parameters: ['Path', 'Body', 'Changes Something'],
			notices: ['answered with code 200'],
			options: ['Max Concurrency', 'Timeout'],
		},
	],
};

it('the form of each operation shows what belongs to it, and nothing else', async () => {
	const { editor } = opened;
	await openNewWorkflow(editor, scene);
	await editor.searchNodes('xportcn');
	await editor.addNode('Xportcn KA', 'Pay order');
	for (const [resource, forms] of Object.entries(FORMS)) {
		await editor.choose('resource', resource);
		for (const { operation, parameters, notices = [], options, picture } of forms) {
			await editor.choose('operation', operation);
			const shown = {
				parameters: await editor.shownParameters(),
				notices: await editor.shownNotices(),
			};
			if (picture) await editor.picture(picture.name, picture.height);
			expect({ resource, operation, ...shown, options: await editor.addableOptions() }).toEqual({
				resource,
				operation,
				parameters: ['Resource', 'Operation', ...parameters, 'Options'],
				notices: notices.map((text) => expect.stringContaining(text)),
				options,
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
	const purchase = ['Items Input', 'Items', 'Address Input', 'Address'];
	expect(await editor.shownParameters()).toEqual([
		...['Resource', 'Operation', ...purchase, 'Out Order ID', 'Flow', 'Options'],
	]);

	await editor.choose('operation', 'Get Many');
	await editor.part('parameter-input-returnAll').click();
	await editor.settle();
	expect(await editor.shownParameters()).toEqual([
		...['Resource', 'Operation', 'Return All', 'Filters', 'Options'],
	]);
});
