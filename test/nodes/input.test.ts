import type { IDataObject } from 'n8n-workflow';

import { buying, SAMPLE_ADDRESS, SAMPLE_LINE } from '../harness/purchases';
import { linkOf, naming, orderIdsOf, useSandbox } from '../harness/scene';

const scene = useSandbox();

/** Runs an operation on one item that must not be sent, and returns the failed item's message. */
async function complaintAbout(parameters: IDataObject, input: IDataObject = {}): Promise<string> {
	const { succeeded, failed, items } = await scene.run(parameters, [input]);
	expect(scene.sandbox.requests.all()).toEqual([]);
	expect(succeeded).toEqual([]);
	expect(failed).toMatchObject([
		{ outcome: 'notSent', errorCode: 'INVALID_INPUT', retryable: false },
	]);
	expect(items[1].map(linkOf)).toEqual([0]);
	return failed[0].errorMessage as string;
}

describe.each(['pay', 'get', 'getLogistics'])('An order ID for %s', (operation) => {
	it.each([
		['missing', undefined],
		['null', null],
		['empty', ''],
		['blank', '  '],
		['an empty list', []],
		['separators only', ', ,\n'],
	])('that is %s is named in the message', async (_, orderId) => {
		const message = await complaintAbout({ operation, orderId: '={{ $json.orderId }}' }, {
			orderId,
		} as IDataObject);
		expect(message).toBe(
			"'Order ID' is empty [item 0]. Give it an order number, or drag the field that holds one here.",
		);
	});

	it.each([
		['a word', 'abc'],
		["Xportcn's own order number", 'PO202605200001'],
		['a blank inside', '330050435058 3134260'],
		['a leading zero', '03300504350583134260'],
		['a list whose bracket is missing', '[3300504350583134260, 3300504350583134278'],
		['a minus', '-3300504350583134260'],
		['a fraction', 12.5],
		['an object', { id: 1 }],
		['a full-width digit', '３300504350583134260'],
	])('that is %s is named in the message', async (_, orderId) => {
		const message = await complaintAbout({ operation, orderId: '={{ $json.orderId }}' }, {
			orderId,
		} as IDataObject);
		expect(message).toMatch(/'Order ID' has the value .*, which is not an order number \[item 0\]/);
	});
});

describe('An order ID', () => {
	const pay = { operation: 'pay', orderId: '={{ $json.orderId }}' };

	it('that came as a number and lost digits is not sent', async () => {
		const rounded = Number('3300504350583134261');
		expect(await complaintAbout(pay, { orderId: rounded })).toContain('has lost digits');
	});

	it.each([
		'={{ $json.orderId }}',
		'={{$json.orderId}}',
		'={{ $json["orderId"] }}',
		'={{ $input.item.json.orderId }}',
	])('taken from the item by %s means the same', async (orderId) => {
		const [a, b, c] = scene.sandbox.orders.add(3).map((order) => order.orderId);
		const input = [{ orderId: a }, { orderId: `${b}, ${c}` }, { orderId: [c, a] }, {}];
		const { succeeded, failed, items } = await scene.run({ operation: 'pay', orderId }, input);
		expect(orderIdsOf(succeeded)).toEqual([a, b, c, c, a]);
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'INVALID_INPUT' }]);
		expect(items.flat().map(linkOf)).toEqual([0, 1, 1, 2, 2, 3]);
		expect(scene.sandbox.ledger.entries.map((entry) => entry.orderId)).toEqual([a, b, c]);
	});

	it('that cannot be used does not keep the others from being paid', async () => {
		const orders = scene.sandbox.orders.add(2);
		const { succeeded, failed, items } = await scene.run(pay, [
			{ orderId: orders[0].orderId },
			{ orderId: 'abc' },
			{ orderId: `${orders[1].orderId}, xyz` },
		]);
		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders)));
		expect(orderIdsOf(failed)).toEqual(['abc', 'xyz']);
		expect(items[1].map(linkOf)).toEqual([1, 2]);
		expect(failed[0].errorMessage).toContain('[item 1]');
	});

	it('from an expression that does not work fails that item only', async () => {
		const [order] = scene.sandbox.orders.add(1);
		const { succeeded, failed } = await scene.run(
			{ operation: 'pay', orderId: '={{ $json.list.join(",") }}' },
			[{ list: [order.orderId] }, { list: 'not a list' }],
		);
		expect(orderIdsOf(succeeded)).toEqual([order.orderId]);
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'INVALID_INPUT' }]);
	});
});

describe.each(['preview', 'create'])('The input of %s', (operation) => {
	it.each<[string, string, IDataObject]>([
		['no items', "'Items' is empty", { items: {} }],
		['an empty list of items', "'Items' is empty", { itemsInput: 'json', items: '[]' }],
		['empty JSON', "'Items' is empty", { itemsInput: 'json', items: '' }],
		['broken JSON', "'Items' is not valid JSON", { itemsInput: 'json', items: '[{"offerId":' }],
		[
			'a line that is a number',
			"'Items' line 1: not an object",
			{ itemsInput: 'json', items: '[7]' },
		],
		[
			'no offer ID',
			"'Items' line 1: 'Offer ID'",
			{ items: { item: [{ ...SAMPLE_LINE, offerId: '' }] } },
		],
		[
			'an offer ID with letters',
			"'Offer ID'",
			{ items: { item: [{ ...SAMPLE_LINE, offerId: '88x' }] } },
		],
		['quantity 0', "'Quantity' 0", { items: { item: [{ ...SAMPLE_LINE, quantity: 0 }] } }],
		[
			'a negative quantity',
			"'Quantity' -2",
			{ items: { item: [{ ...SAMPLE_LINE, quantity: -2 }] } },
		],
		[
			'a fractional quantity',
			"'Quantity' 1.5",
			{ items: { item: [{ ...SAMPLE_LINE, quantity: 1.5 }] } },
		],
		[
			'a quantity that is a word',
			"line 2: 'Quantity'",
			{
				itemsInput: 'json',
				items: JSON.stringify([SAMPLE_LINE, { ...SAMPLE_LINE, quantity: 'two' }]),
			},
		],
		['a number for items', "'Items' is empty", { itemsInput: 'json', items: '7' }],
		['no list in the items', "'Items' is empty", { itemsInput: 'json', items: '{"lines":1}' }],
		['an empty line', "'Items' line 1: 'Offer ID' \"\"", { itemsInput: 'json', items: '[{}]' }],
		[
			'a line that says no quantity',
			"'Items' line 1: 'Quantity' \"\"",
			{ itemsInput: 'json', items: '{"offerId":1}' },
		],
		[
			'a blank quantity',
			'\'Quantity\' " "',
			{ items: { item: [{ ...SAMPLE_LINE, quantity: ' ' }] } },
		],
		['no address', "'Address' is incomplete", { address: {} }],
		['no address in JSON', "'Address' is incomplete", { addressInput: 'json', address: '' }],
		[
			'an address without a name',
			'Full Name (fullName)',
			{ address: { ...SAMPLE_ADDRESS, fullName: '' } },
		],
		[
			'an address without any phone',
			'Mobile (mobile) or Phone (phone)',
			{ address: { ...SAMPLE_ADDRESS, mobile: '' } },
		],
		[
			'an address that does not parse',
			"'Address' is not valid JSON",
			{ addressInput: 'json', address: '{' },
		],
		[
			'an address that is a list',
			"'Address' must be a JSON object",
			{ addressInput: 'json', address: '[]' },
		],
	])('with %s is named in the message', async (_, message, changes) => {
		const complaint = await complaintAbout({ operation, ...buying(changes) });
		expect(complaint).toContain(message);
		expect(complaint).toContain('[item 0]');
	});
});

describe('Get Many', () => {
	it.each([0, -1, 2.5])('with a limit of %s names the limit', async (limit) => {
		const complaint = await complaintAbout({ operation: 'getMany', returnAll: false, limit });
		expect(complaint).toContain("'Limit'");
	});

	it('with filters that do not parse names them', async () => {
		const complaint = await complaintAbout({
			operation: 'getMany',
			returnAll: true,
			filters: { more: '{"a"' },
		});
		expect(complaint).toContain("'More Filters (JSON)' is not valid JSON");
	});
});
