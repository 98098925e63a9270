import { openNewWorkflow, useEditor } from '../harness/editorScene';
import { useScene } from '../harness/scene';

const scene = useScene();
const opened = useEditor();

const LINE = ['Offer ID', 'Spec ID', 'Quantity'];
/** In the order of an envelope. */
const RECEIVER = [
	...['Full Name', 'Mobile', 'Phone', 'Province', 'City', 'District', 'Town'],
	...['Street Address', 'Postal Code', 'District Code'],
];
const PURCHASE = ['Items', ...LINE, ...RECEIVER];
const DETAILS = [
	...['Out Order ID', 'Flow', 'Ali ID', 'Additional Fields (JSON)'],
	...['Items Input', 'Address Input'],
];
const COMMON = ['Max Concurrency', 'Timeout'];
const SEARCH = ['Limit', 'Language', 'Simplify', 'Filters', 'Sort'];

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
			parameters: [
				...['Order ID', 'Expected Total (CNY)', 'Price Tolerance (CNY)'],
				...['Maximum per Order (CNY)', 'Maximum per Run (CNY)'],
			],
			notices: ['takes real money from your prepaid account'],
			options: [
				...['Already Paid Output', 'Batch Size', 'Confirm Payment', 'Confirm Wait', 'Dry Run'],
				...['Max Concurrency', 'Skip if Paid', 'Timeout', 'Verify Unknown', 'Verify Wait'],
			],
			picture: { name: 'pay-form' },
		},
		{
			operation: 'Preview',
			parameters: [...PURCHASE, ...DETAILS, 'Simplify'],
			options: COMMON,
		},
		{
			operation: 'Create',
			parameters: [
				...[...PURCHASE, 'Maximum Total (CNY)', 'Price Tolerance (CNY)', 'If It Exists Already'],
				...['Preview First', ...DETAILS, 'Message', 'Shop Promotion ID', 'Trade Type'],
			],
			notices: ['One order is created for each input item'],
			options: ['Dry Run', ...COMMON, 'Verify Unknown', 'Verify Wait'],
			picture: { name: 'create-form', height: 2_200 },
		},
		{
			operation: 'Get Many',
			parameters: ['Return All', 'Limit', 'Simplify', 'Filters'],
			options: COMMON,
		},
		{ operation: 'Get', parameters: ['Order ID', 'Simplify'], options: COMMON },
		{ operation: 'Get Logistics', parameters: ['Order ID'], options: COMMON },
	],
	Product: [
		{ operation: 'Search', parameters: ['Keyword', ...SEARCH], options: COMMON },
		{ operation: 'Get', parameters: ['Offer ID', 'Language', 'Simplify'], options: COMMON },
		{
			operation: 'Search by Image',
			parameters: ['Image From', 'Image Address', ...SEARCH],
			options: COMMON,
		},
	],
	Address: [
		{
			operation: 'Create or Update',
			parameters: [
				...['Address ID', 'Full Name', 'Phone', 'Province', 'City', 'District', 'Street Address'],
			],
			options: COMMON,
		},
	],
	IM: [{ operation: 'Decrypt Open UID', parameters: ['Open UID', 'Offer ID'], options: COMMON }],
	API: [
		{
			operation: 'Call Endpoint',
			parameters: ['Path', 'Body', 'Changes Something'],
			notices: ['accepted the call'],
			options: COMMON,
		},
		{
			operation: 'Check Setup',
			parameters: ['Sample Order ID', 'Sample Order Total (CNY)'],
			options: COMMON,
		},
	],
};

it('the form of each operation shows what belongs to it, and nothing else', async () => {
	const { editor } = opened;
	await openNewWorkflow(editor, scene);
	await editor.searchNodes('xportcn');
	await editor.addNode('Xportcn KA', 'Pay order with real money');
	for (const [resource, forms] of Object.entries(FORMS)) {
		await editor.choose('resource', resource);
		for (const { operation, parameters, notices = [], options, picture } of forms) {
			await editor.choose('operation', operation);
			const shown = {
				parameters: await editor.shownParameters(),
				notices: await editor.shownNotices(),
			};
			if (picture) await editor.picture(picture.name, picture);
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
