import type { IDataObject } from 'n8n-workflow';

import { ONE_OF_THE_VENDORS, usePaying } from '../harness/paying';
import { linkOf, naming, orderIdsOf } from '../harness/scene';

const scene = usePaying();
const { pay } = scene;

/** Runs an operation on one item that must not be sent, and returns the failed item. */
async function refusalOf(operation: string, orderId: unknown): Promise<IDataObject> {
	const { succeeded, failed, items } = await scene.run(
		{ operation, orderId: '={{ $json.orderId }}' },
		[{ orderId } as IDataObject],
	);
	expect(scene.sandbox.requests.all()).toEqual([]);
	expect(succeeded).toEqual([]);
	expect(failed).toMatchObject([
		{ outcome: 'notSent', errorCode: 'INVALID_INPUT', retryable: false },
	]);
	expect(items[1].map(linkOf)).toEqual([0]);
	return failed[0];
}

describe.each(['pay', 'get', 'getLogistics'])('An order number for %s', (operation) => {
	it.each([
		['missing', undefined],
		['null', null],
		['empty', ''],
		['blank', '  '],
		['an empty list', []],
		['separators only', ', ,\n'],
	])('that is %s is said to be empty', async (_, orderId) => {
		const { errorMessage, ...item } = await refusalOf(operation, orderId);
		expect(errorMessage).toBe(
			"'Order ID' is empty [item 0]. Drag the field that holds the order number here.",
		);
		expect(item).not.toHaveProperty('orderId');
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
		['too few digits', '33005043505831'],
		['a small number', 7],
		['too many digits', '3'.repeat(33)],
		['zero', '0'],
		// as spreadsheets and other programs write large numbers
		['commas between thousands', '3,300,504,350,583,134,261'],
		['Chinese commas between thousands', '3，300，504，350，583，134，261'],
		['points between thousands', '3.300.504.350.583.134.261'],
		['blanks between thousands', '3 300 504 350 583 134 261'],
		[
			'no-break blanks between thousands',
			'3\u00A0300\u00A0504\u00A0350\u00A0583\u00A0134\u00A0261',
		],
		['apostrophes between thousands', "3'300'504'350'583'134'261"],
		['scientific writing', '3.30050435058313E+18'],
		['a decimal point', '3300504350583134260.0'],
	])('that is or has %s is named in the message, and nothing is sent', async (_, orderId) => {
		const { errorMessage, ...item } = await refusalOf(operation, orderId);
		expect(errorMessage).toMatch(
			/^'Order ID' has the value .*, which cannot be used \[item 0\]\. An order number has 19 digits/,
		);
		expect(item.orderId).toBe(typeof orderId === 'string' ? orderId : JSON.stringify(orderId));
	});

	it('that came as a number and lost digits is refused as such', async () => {
		const { errorMessage } = await refusalOf(operation, Number('3300504350583134261'));
		expect(errorMessage).toContain('which has lost digits');
		expect(errorMessage).toContain('keep order numbers as text');
	});

	it('with separators between thousands spoils the list it is in: nobody guesses where it ends', async () => {
		await refusalOf(operation, `3,300,504,350,583,134,261, ${ONE_OF_THE_VENDORS}`);
	});
});

describe('An order number', () => {
	it.each([
		['commas', (ids: string[]) => ids.join(', ')],
		['line breaks', (ids: string[]) => `${ids.join('\n')}\n`],
		['Chinese commas', (ids: string[]) => ids.join('，')],
		['semicolons', (ids: string[]) => ids.join('; ')],
		['tabs, as from a spreadsheet', (ids: string[]) => ids.join('\t')],
		['a tab behind each, as in Chinese exports', (ids: string[]) => ids.join('\t\n')],
		['an array', (ids: string[]) => ids],
		['a JSON array as text', (ids: string[]) => JSON.stringify(ids)],
		['a JSON array of bare numbers', (ids: string[]) => `[${ids.join(',')}]`],
	])('in a list given with %s is paid', async (_, list) => {
		const orders = scene.sandbox.orders.add(3);
		const { succeeded, items } = await pay([
			{ orderId: list(orders.map(({ orderId }) => orderId)) },
		]);
		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders)));
		expect(items[0].map(linkOf)).toEqual([0, 0, 0]);
	});

	it.each([
		'={{ $json.orderId }}',
		'={{$json.orderId}}',
		'={{ $json["orderId"] }}',
		'={{ $input.item.json.orderId }}',
	])('taken from the item by %s means the same', async (orderId) => {
		const [a, b, c] = scene.sandbox.orders.add(3).map((order) => order.orderId);
		const input = [{ orderId: a }, { orderId: `${b}, ${c}` }, { orderId: [c, a] }, {}];
		const { succeeded, failed, items } = await pay(input, { orderId });
		expect(orderIdsOf(succeeded)).toEqual([a, b, c, c, a]);
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'INVALID_INPUT' }]);
		expect(items.flat().map(linkOf)).toEqual([0, 1, 1, 2, 2, 3]);
		expect(scene.sandbox.ledger.entries.map((entry) => entry.orderId)).toEqual([a, b, c]);
	});

	it('that cannot be used does not keep the others from being paid', async () => {
		const orders = scene.sandbox.orders.add(2);
		const { succeeded, failed, items } = await pay([
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
		const { succeeded, failed } = await pay([{ list: [order.orderId] }, { list: 'not a list' }], {
			orderId: '={{ $json.list.join(",") }}',
		});
		expect(orderIdsOf(succeeded)).toEqual([order.orderId]);
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'INVALID_INPUT' }]);
	});

	it('chosen from a list for another operation is refused by Pay', async () => {
		const [order] = scene.sandbox.orders.add(1);
		const { failed } = await pay([{}], {
			orderId: { __rl: true, mode: 'list', value: order.orderId },
		});
		expect(scene.sandbox.requests.all()).toEqual([]);
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'INVALID_INPUT' }]);
		expect(failed[0].errorMessage).toContain('Choose the order number again');
	});

	it.each<[string, (orderId: string) => unknown]>([
		['From List', (orderId) => ({ __rl: true, mode: 'list', value: orderId })],
		['By ID', (orderId) => ({ __rl: true, mode: 'id', value: orderId })],
		[
			'By ID, with an expression',
			() => ({ __rl: true, mode: 'id', value: '={{ $json.orderId }}' }),
		],
		['a plain text', (orderId) => orderId],
	])('of Get may be given %s', async (_, given) => {
		const [order] = scene.sandbox.orders.add(1);
		const { succeeded } = await scene.run(
			{ operation: 'get', orderId: given(order.orderId) } as IDataObject,
			naming([order]),
		);
		expect(orderIdsOf(succeeded)).toEqual([order.orderId]);
	});
});
