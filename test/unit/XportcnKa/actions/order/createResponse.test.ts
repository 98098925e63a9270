import { resultsOfCreate } from '../../nodes/XportcnKa/actions/order/createAnswer';
import { failed, succeeded } from '../../nodes/XportcnKa/outcome/outcome';

const [A, B] = ['3300504350583134260', '3300504350583134278'];
const EVIDENCE = { httpStatus: 201, requestId: 'r1' };

const resultsOf = (data: unknown, expected?: number) =>
	resultsOfCreate(
		{ httpStatus: 201, envelope: { code: 200, msg: '成功', requestId: 'r1', data } },
		expected,
	);

const created = (orderId: string, fields = {}) => succeeded({ orderId, ...fields }, 'r1');
const without = (found: string, more = {}) => ({
	...failed(
		'unknown',
		'NO_ORDER_ID',
		`Xportcn accepted the purchase, but this node finds ${found} in its answer, so an order may have been created. Look for it in Xportcn before you create it again.`,
		EVIDENCE,
	),
	...more,
});
const NO_NUMBER = without('no order number');
const NO_SUCCESS = 'that something did not succeed';

describe('An order was created', () => {
	it.each<[string, unknown, unknown[]]>([
		['an order', { orderId: A, payStatus: 1 }, [created(A, { payStatus: 1 })]],
		['a number', A, [created(A)]],
		['a list of numbers', [A, B], [created(A), created(B)]],
		['a list of orders', [{ orderId: A }, { orderId: B }], [created(A), created(B)]],
		['a list under a name', { list: [{ orderId: A }] }, [created(A)]],
		[
			'an order that says it succeeded',
			{ orderId: A, success: true },
			[created(A, { success: true })],
		],
		['the shortest number', '123456789012345', [created('123456789012345')]],
		['the same order twice', [{ orderId: A }, A], [created(A)]],
	])('when the answer is %s', (_, data, results) => {
		expect(resultsOf(data)).toEqual(results);
	});
});

describe('Nobody knows whether an order was created', () => {
	it.each<[string, unknown]>([
		['nothing', null],
		['a number too short for an order', '12345678901234'],
		['a number with something behind it', `${A}x`],
		['true', true],
		['an object without a number', { success: true }],
		['an empty object', {}],
	])('when the answer is %s', (_, data) => {
		expect(resultsOf(data)).toEqual([NO_NUMBER]);
	});

	it('when one of several entries is no order', () => {
		expect(resultsOf([A, {}, null])).toEqual([created(A), NO_NUMBER, NO_NUMBER]);
	});

	it('when it did not succeed in words nobody knows', () => {
		expect(resultsOf({ success: false, message: '?' })).toEqual([
			without(NO_SUCCESS, { failedReason: '?' }),
		]);
	});

	it.each(['系统繁忙', '资金账户已经扣款,不可重复支付'])(
		'when it did not succeed in words that are no refusal: %s',
		(message) => {
			expect(resultsOf({ success: false, message })).toMatchObject([{ outcome: 'unknown' }]);
		},
	);

	it.each<[string, unknown]>([
		['that names the order', { success: false, message: '库存不足', orderId: A }],
		[
			'of the whole answer',
			{ success: false, message: '?', list: [{ orderId: A, message: '库存不足' }] },
		],
	])('when there is a refusal %s', (_, data) => {
		expect(resultsOf(data)).toEqual([
			without(NO_SUCCESS, { failedReason: '库存不足', orderId: A }),
		]);
	});

	it('when an answer that says no as a whole lists bare numbers', () => {
		expect(resultsOf({ success: false, list: [A] })).toEqual([without(NO_SUCCESS, { orderId: A })]);
	});

	it.each([
		['first', [{ orderId: A, success: false }, { orderId: A }]],
		['last', [{ orderId: A }, { orderId: A, success: false }]],
	])('when one of two entries about it did not succeed, the %s', (_, data) => {
		expect(resultsOf(data)).toEqual([without(NO_SUCCESS, { orderId: A })]);
	});
});

it('An order was refused when it did not succeed, for a known reason', () => {
	expect(resultsOf({ success: false, message: '库存不足' })).toEqual([
		failed(
			'rejected',
			'ORDER_REFUSED',
			'Xportcn refused to create this order. Too little stock for the quantity asked for. Lower it, or choose another product.',
			{ ...EVIDENCE, failedReason: '库存不足' },
		),
	]);
	expect(resultsOf([{ success: false, message: '库存不足' }, A])).toMatchObject([
		{ outcome: 'rejected' },
		created(A),
	]);
});

describe('Orders that the preview announced', () => {
	it('are missing when the answer has fewer', () => {
		expect(resultsOf([A], 3)).toEqual([
			created(A),
			without('fewer order numbers (1) than the preview announced orders (3)'),
		]);
		expect(resultsOf([], 1)).toEqual([
			without('fewer order numbers (0) than the preview announced orders (1)'),
		]);
	});

	it('are not missing when it has as many, or more', () => {
		expect(resultsOf([A, B], 2)).toEqual([created(A), created(B)]);
		expect(resultsOf([A, B], 1)).toEqual([created(A), created(B)]);
	});
});
