import type { IDataObject } from 'n8n-workflow';

import { ADDRESS_PARAMETERS, buying, SAMPLE_ADDRESS, SAMPLE_LINE } from '../harness/purchases';
import { linkOf, useSandbox } from '../harness/scene';

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

/** n8n itself refuses a required field that is left empty in the form: it is an expression that gives nothing. */
const EMPTY = '={{ $json.nothing }}';
/** The address fields of the form, all empty. */
const NO_ADDRESS = Object.fromEntries(Object.keys(ADDRESS_PARAMETERS).map((name) => [name, EMPTY]));
const line = (changes: IDataObject) => ({ items: { item: [{ ...SAMPLE_LINE, ...changes }] } });

describe.each(['preview', 'create'])('The input of %s', (operation) => {
	it.each<[string, string, IDataObject]>([
		['no items', 'These are missing: Items', { items: {} }],
		['an empty list of items', 'missing: Items', { itemsInput: 'json', items: '[]' }],
		['empty JSON', 'missing: Items', { itemsInput: 'json', items: '' }],
		['broken JSON', "'Items' is not valid JSON", { itemsInput: 'json', items: '[{"offerId":' }],
		[
			'a line that is a number',
			"'Items' line 1: not an object",
			{ itemsInput: 'json', items: '[7]' },
		],
		['no offer ID', 'missing: Offer ID of line 1', line({ offerId: EMPTY })],
		['a blank offer ID', 'missing: Offer ID of line 1', line({ offerId: ' ' })],
		[
			'an offer ID with letters',
			'\'Offer ID\' "88x" is not a product number',
			line({ offerId: '88x' }),
		],
		[
			'the address of another site',
			'is not a product number',
			line({ offerId: 'https://example.com/offer/889512351602.html' }),
		],
		['quantity 0', "'Quantity' 0", line({ quantity: 0 })],
		['a negative quantity', "'Quantity' -2", line({ quantity: -2 })],
		['a fractional quantity', "'Quantity' 1.5", line({ quantity: 1.5 })],
		[
			'a quantity that is a word',
			"line 2: 'Quantity'",
			{
				itemsInput: 'json',
				items: JSON.stringify([SAMPLE_LINE, { ...SAMPLE_LINE, quantity: 'two' }]),
			},
		],
		['a number for items', 'missing: Items', { itemsInput: 'json', items: '7' }],
		['no list in the items', 'missing: Items', { itemsInput: 'json', items: '{"lines":1}' }],
		['an empty line', 'missing: Offer ID of line 1', { itemsInput: 'json', items: '[{}]' }],
		[
			'a line that says no quantity',
			"'Items' line 1: 'Quantity' \"\"",
			{ itemsInput: 'json', items: '{"offerId":1}' },
		],
		['a blank quantity', '\'Quantity\' " "', line({ quantity: ' ' })],
		['no address', 'missing: Full Name (fullName), Mobile (mobile) or Phone (phone)', NO_ADDRESS],
		['no address in JSON', 'Street Address (address)', { addressInput: 'json', address: '' }],
		['an address without a name', 'missing: Full Name (fullName)', { fullName: EMPTY }],
		[
			'an address without any phone',
			'missing: Mobile (mobile) or Phone (phone)',
			{ mobile: '', phone: '' },
		],
		[
			'no province and no city, and no district code',
			'missing: Province (provinceText), City (cityText)',
			{ provinceText: EMPTY, cityText: EMPTY, districtCode: '' },
		],
		['no street', 'missing: Street Address (address)', { streetAddress: EMPTY }],
		...['fullName', 'mobile', 'provinceText', 'streetAddress', 'outOrderId'].map(
			(name): [string, string, IDataObject] => [
				`an object for ${name}`,
				'must be a text, and it is {"line1":"x"} [item 0]. Drag the single field',
				{ [name]: '={{ { line1: "x" } }}' },
			],
		),
		['a list for a text', 'must be a text, and it is ["x"]', { fullName: '={{ ["x"] }}' }],
		['true for a text', "'Mobile' must be a text, and it is true", { mobile: '={{ true }}' }],
		[
			'nothing at all',
			'missing: Offer ID of line 1, Full Name (fullName), Mobile (mobile) or Phone (phone), Province (provinceText), City (cityText), Street Address (address)',
			{ ...NO_ADDRESS, ...line({ offerId: EMPTY }) },
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
		[
			'further fields that do not parse',
			"'Additional Fields (JSON)' is not valid JSON",
			{ additionalFields: '{"a"' },
		],
		[
			'further fields that are a list',
			"'Additional Fields (JSON)' must be a JSON object",
			{ additionalFields: '[]' },
		],
		[
			'further fields that the form has itself',
			"has 'cargoParamList', which has a field of its own",
			{ additionalFields: '{"cargoParamList":[]}' },
		],
	])('with %s is named in the message', async (_, message, changes) => {
		const complaint = await complaintAbout({ operation, ...buying(changes) });
		expect(complaint).toContain(message);
		expect(complaint).toContain('[item 0]');
	});

	it('needs no province and no city where there is a district code', async () => {
		scene.sandbox.faults.add({ kind: 'html', times: 0 });
		await scene.run({ operation, ...buying({ provinceText: EMPTY, cityText: EMPTY }) });
		expect(scene.sandbox.requests.all().length).toBeGreaterThan(0);
	});

	it.each([
		['the address of the page', 'https://detail.1688.com/offer/889512351602.html?spm=a1'],
		['the address on a phone', 'https://m.1688.com/page/offerdetail.htm?offerId=889512351602'],
		['blanks around it', ' 889512351602 '],
		['a number', 889512351602],
	])('takes an offer ID given as %s', async (_, offerId) => {
		await scene.run({ operation, ...buying(line({ offerId })) });
		expect(scene.sandbox.requests.all()[0].body).toMatchObject({
			cargoParamList: [{ offerId: 889512351602 }],
		});
	});

	it('sends what the form does not have, with the rest', async () => {
		await scene.run({
			operation,
			...buying({ additionalFields: '{"invoice":{"type":1}}', aliId: '7' }),
		});
		expect(scene.sandbox.requests.all()[0].body).toMatchObject({
			...{ invoice: { type: 1 }, aliId: '7', flow: 'fenxiaonew' },
			addressParam: { fullName: SAMPLE_ADDRESS.fullName, address: SAMPLE_ADDRESS.address },
		});
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

/** One more than a JavaScript number can tell from its neighbours. */
const LOST = '={{ 9007199254740993 }}';
const WITHIN = (field: string) => `={{ { "${field}": 9007199254740993 } }}`;
const DEEP_WITHIN = '={{ { "a": [ { "b": 3300504350583134300 } ] } }}';

describe('A number that has lost digits is refused, not sent', () => {
	it.each<[string, IDataObject]>([
		['Order ID', { operation: 'pay', orderId: LOST }],
		['Order ID in a list', { operation: 'pay', orderId: '={{ [3300504350583134261] }}' }],
		['Order ID of Get', { operation: 'get', orderId: LOST }],
		['Offer ID of Product Get', { resource: 'product', operation: 'get', offerId: LOST }],
		['Offer ID of a line', { operation: 'create', ...buying(line({ offerId: LOST })) }],
		[
			'Offer ID of a line in JSON',
			{
				operation: 'preview',
				...buying({
					itemsInput: 'json',
					items: '={{ [{ "offerId": 9007199254740993, "quantity": 1 }] }}',
				}),
			},
		],
		['Quantity', { operation: 'preview', ...buying(line({ quantity: LOST })) }],
		['Spec ID', { operation: 'preview', ...buying(line({ specId: LOST })) }],
		['Out Order ID', { operation: 'create', ...buying({ outOrderId: LOST }) }],
		['Ali ID', { operation: 'create', ...buying({ aliId: LOST }) }],
		['Message', { operation: 'create', ...buying({ message: LOST }) }],
		['Mobile', { operation: 'preview', ...buying({ mobile: LOST }) }],
		[
			'Address in JSON',
			{
				operation: 'preview',
				...buying({
					addressInput: 'json',
					address:
						'={{ { "fullName": "x", "address": "x", "mobile": "1", "addressId": 9007199254740993 } }}',
				}),
			},
		],
		['Additional Fields', { operation: 'create', ...buying({ additionalFields: DEEP_WITHIN }) }],
		['a filter', { operation: 'getMany', filters: { outOrderId: LOST } }],
		['Order ID as a filter', { operation: 'getMany', filters: { orderId: LOST } }],
		['More Filters', { operation: 'getMany', filters: { more: WITHIN('shopId') } }],
		[
			'a filter of Search',
			{
				resource: 'product',
				operation: 'search',
				keyword: 'x',
				searchFilters: { categoryId: LOST },
			},
		],
		[
			'More Fields of Search',
			{
				...{ resource: 'product', operation: 'search', keyword: 'x' },
				searchFilters: { more: WITHIN('memberId') },
			},
		],
		[
			'Address ID',
			{
				...{ resource: 'address', operation: 'upsert', addressId: LOST, receiverName: 'x' },
				...{ phone: '1', province: 'x', city: 'x', streetAddress: 'x' },
			},
		],
		[
			'Body of Call Endpoint',
			{ resource: 'api', operation: 'callEndpoint', path: '/open/x', body: WITHIN('orderId') },
		],
		[
			'Body of Call Endpoint, deep within',
			{ resource: 'api', operation: 'callEndpoint', path: '/open/x', body: DEEP_WITHIN },
		],
		[
			'Body of Call Endpoint, as Infinity',
			{
				...{ resource: 'api', operation: 'callEndpoint', path: '/open/x' },
				body: '={{ { "a": 1e400 } }}',
			},
		],
	])('%s', async (_, parameters) => {
		const { succeeded, failed, stoppedBy } = await scene.run(parameters, [{}]);
		expect(stoppedBy).toBeUndefined();
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'INVALID_INPUT' }]);
		expect(scene.sandbox.requests.all()).toEqual([]);
	});
});

describe('A number with all its digits', () => {
	it('in JSON text is sent with all of them, however long', async () => {
		const body = '{"orderId":3300504350583134267}';
		await scene.run({ resource: 'api', operation: 'callEndpoint', path: '/open/x', body });
		expect(scene.sandbox.requests.all()[0].rawBody).toBe(body);

		scene.sandbox.requests.clear();
		await scene.run({
			operation: 'preview',
			...buying({ additionalFields: '{"thirdId":3300504350583134267}' }),
		});
		expect(scene.sandbox.requests.all()[0].rawBody).toContain('3300504350583134267');

		scene.sandbox.requests.clear();
		await scene.run({
			operation: 'preview',
			...buying({ itemsInput: 'json', items: '[{"offerId":3300504350583134267,"quantity":1}]' }),
		});
		expect(scene.sandbox.requests.all()[0].rawBody).toContain('"offerId":3300504350583134267');
	});
});
