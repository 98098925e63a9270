import fc from 'fast-check';

import {
	failedLineText,
	parseCreateResponse,
} from '../../../../../nodes/XportcnKa/actions/order/createResponse';
import type { HttpResult } from '../../../../../nodes/XportcnKa/transport/httpResult';
import { accepted, answer, notSent, page, unanswered } from '../../../../harness/replies';

const [A, B] = ['3300504350583134260', '3300504350583134278'];

const parse = (data: unknown) => parseCreateResponse(accepted(data), false);
const parseResult = (result: HttpResult, isSingle = false) => parseCreateResponse(result, isSingle);
const order = (orderId: string, fields = {}, isDenied = false) => ({
	orderId,
	order: fields,
	isDenied,
});

/** 1688's own answer. */
const OF_1688 = {
	totalSuccessAmount: 6400,
	orderId: A,
	postFee: 600,
	success: true,
	code: '200',
	message: null,
	accountPeriod: null,
	failedOfferList: [],
};

describe('The orders that an answer names', () => {
	it.each<[string, unknown, ReturnType<typeof order>[]]>([
		['a number', A, [order(A)]],
		['a number of 15 digits', '123456789012345', [order('123456789012345')]],
		['a list of numbers', [A, B], [order(A), order(B)]],
		['an order', { orderId: A, payStatus: 1 }, [order(A, { orderId: A, payStatus: 1 })]],
		[
			'a list of orders',
			[{ orderId: A }, { orderId: B }],
			[A, B].map((id) => order(id, { orderId: id })),
		],
		['a list under a usual name', { list: [{ orderId: A }] }, [order(A, { orderId: A })]],
		[
			'an order in the tree of 1688',
			{ baseInfo: { idOfStr: A } },
			[order(A, { baseInfo: { idOfStr: A } })],
		],
		['numbers under orderIds', { orderIds: [A, B] }, [order(A), order(B)]],
		[
			'numbers under orderIds, none beside',
			{ orderId: null, orderIds: [A, B] },
			[order(A), order(B)],
		],
		['the same order twice', [{ orderId: A }, A], [order(A, { orderId: A })]],
	])('%s', (_, data, orders) => {
		expect(parse(data)).toEqual({
			orders,
			failedLines: [],
			failure: undefined,
			hasUnreadable: false,
			httpStatus: 200,
			requestId: 'r1',
		});
	});

	it("of 1688's answer are all in its list, with what is said of each", () => {
		const { orders, hasUnreadable } = parse({
			...OF_1688,
			orderId: null,
			totalSuccessAmount: null,
			orderList: [
				{ orderId: A, orderAmmount: 6400, success: true, resultCode: '200' },
				{ orderId: B, orderAmmount: 100, success: true },
			],
		});
		expect(orders).toMatchObject([
			{ orderId: A, order: { orderAmmount: 6400 }, isDenied: false },
			{ orderId: B, order: { orderAmmount: 100 }, isDenied: false },
		]);
		expect(hasUnreadable).toBe(false);
	});

	it('are its own and those of its list, each once', () => {
		const { orders } = parse({ ...OF_1688, orderList: [{ orderId: A, x: 1 }, { orderId: B }] });
		expect(orders).toMatchObject([
			{ orderId: A, order: { x: 1, totalSuccessAmount: 6400 } },
			{ orderId: B },
		]);
	});

	it('may be in several answers of 1688', () => {
		const { orders } = parse([
			{ ...OF_1688, orderId: null, orderList: [{ orderId: A }] },
			{ ...OF_1688, orderId: B },
		]);
		expect(orders.map(({ orderId }) => orderId)).toEqual([A, B]);
	});

	it('are found in a list wherever it stands', () => {
		fc.assert(
			fc.property(
				fc.constantFrom('orderList', 'orderIds', 'data', 'records', 'list', 'result'),
				fc.boolean(),
				fc.boolean(),
				(name, areObjects, isInList) => {
					const list = areObjects ? [{ orderId: A }, { orderId: B }] : [A, B];
					const data = { ...OF_1688, orderId: null, [name]: list };
					const { orders, hasUnreadable } = parse(isInList ? [data] : data);
					expect(orders.map(({ orderId }) => orderId)).toEqual([A, B]);
					expect(hasUnreadable).toBe(false);
				},
			),
		);
	});
});

describe('What is no order', () => {
	it.each<[string, unknown]>([
		['nothing', null],
		['an empty object', {}],
		['an empty list', []],
		['a number too short for an order', '12345678901234'],
		['a row count', 1],
		['a number with something behind it', `${A}x`],
		['true', true],
		['an object without a number', { success: true }],
		['an object with a rounded number', { orderId: Number(A) }],
		["1688's answer without a number", { ...OF_1688, orderId: null, orderList: [] }],
	])('%s', (_, data) => {
		expect(parse(data).orders).toEqual([]);
	});

	it.each<[string, unknown]>([
		['in a list', [A, {}]],
		['in a list, null', [A, null]],
		['in a list of 1688', { orderList: [{ orderId: A }, { orderId: null, message: '库存不足' }] }],
		['in a list of answers', [{ orderId: A }, { ...OF_1688, orderId: null }]],
	])('is noticed beside an order, %s', (_, data) => {
		expect(parse(data)).toMatchObject({ hasUnreadable: true, orders: [{ orderId: A }] });
	});
});

describe('An order that did not succeed', () => {
	it.each([false, 'false', 'FALSE', 0, '0', 'no'])('says so by "success": %j', (success) => {
		const [denied, other] = parse({ orderList: [{ orderId: A, success }, { orderId: B }] }).orders;
		expect([denied.isDenied, other.isDenied]).toEqual([true, false]);
	});

	it('says so in one of two entries', () => {
		for (const list of [
			[{ orderId: A, success: false }, { orderId: A }],
			[{ orderId: A }, { orderId: A, success: 'false' }],
			[{ orderId: A, success: false }, A],
		])
			expect(parse(list).orders).toMatchObject([{ orderId: A, isDenied: true }]);
	});

	it('may say so for all that stand below', () => {
		const of1688 = { ...OF_1688, success: false, orderId: null, orderList: [{ orderId: A }] };
		expect(parse([of1688, { orderId: B }]).orders).toMatchObject([
			{ orderId: A, isDenied: true },
			{ orderId: B, isDenied: false },
		]);
		expect(parse([{ success: 'false', orderIds: [A] }]).orders).toMatchObject([{ isDenied: true }]);
	});
});

describe('Lines that were not bought', () => {
	const line = {
		offerId: 889512351602,
		specId: 'a',
		errorCode: '500_004',
		errorMessage: '库存不足',
	};

	it.each<[string, unknown]>([
		['of an order', { ...OF_1688, failedOfferList: [line] }],
		['as an object', { ...OF_1688, failedOfferList: line }],
		[
			'beside a list of orders',
			{ ...OF_1688, orderId: null, orderIds: [A], failedOfferList: [line] },
		],
		['of an order in a list', [{ ...OF_1688, failedOfferList: [line] }]],
		['of an order in a list of 1688', { orderList: [{ orderId: A, failedOfferList: [line] }] }],
	])('are found %s', (_, data) => {
		const { failedLines, orders } = parse(data);
		expect(failedLines).toEqual([line]);
		expect(orders).toMatchObject([{ orderId: A }]);
		expect(orders[0].order).not.toHaveProperty('failedOfferList');
	});

	it.each([null, undefined, [], '', {}])('are none when the list is %j', (failedOfferList) => {
		expect(parse({ ...OF_1688, failedOfferList }).failedLines).toEqual([]);
	});

	it('are named with what is said of them', () => {
		expect(failedLineText(line)).toBe('889512351602 (a): 库存不足');
		expect(failedLineText({ offerId: '1', errorCode: '500_004' })).toBe('1: 500_004');
		expect(failedLineText({ offerId: 7 })).toBe('7');
		expect(failedLineText({ entry: 'x' })).toBe('a line without a number');
		expect(parse({ ...OF_1688, failedOfferList: ['x'] }).failedLines).toEqual([{ entry: 'x' }]);
	});
});

describe('An answer that is no success', () => {
	it.each<[string, HttpResult, string]>([
		['no connection', notSent('notConnected', 'ECONNREFUSED'), 'notSent'],
		['no answer', unanswered('timeout'), 'unknown'],
		['a page', page(502), 'unknown'],
		["a gateway's 429", page(429), 'rejected'],
		['a server fault in words of a refusal', answer(500, { msg: '库存不足' }), 'unknown'],
		['a refusal', answer(400, { msg: '库存不足' }), 'unknown'],
		['a success that is none', accepted({ success: 'false', message: '?' }), 'unknown'],
	])('%s, of a purchase that may become several orders: %s', (_, result, outcome) => {
		expect(parseResult(result)).toMatchObject({ orders: [], failure: { outcome } });
		const { failure } = parseResult(result);
		if (outcome === 'unknown')
			expect(failure?.errorMessage).toContain('An order may have been created.');
	});

	it('can be a plain no for a purchase that was previewed as one order', () => {
		expect(parseResult(answer(400, { msg: '库存不足' }), true).failure?.outcome).toBe('rejected');
		expect(parseResult(answer(400, { msg: '?' }), true).failure?.outcome).toBe('unknown');
		expect(parseResult(answer(500, { msg: '库存不足' }), true).failure?.outcome).toBe('unknown');
	});

	it.each<[string, HttpResult]>([
		['a server fault', answer(500, { data: { orderId: A } })],
		['a refusal', answer(400, { msg: '库存不足', data: [A] })],
		['a success that is none', accepted({ success: false, orderId: A })],
		['a success that is none, beside', answer(200, { success: 'false', data: { orderIds: [A] } })],
		['another HTTP status', answer(200, { httpStatus: 500, data: A })],
	])('keeps the numbers that it names, and is unknown: %s', (_, result) => {
		for (const isSingle of [true, false]) {
			expect(parseResult(result, isSingle)).toMatchObject({
				orders: [{ orderId: A }],
				failure: { outcome: 'unknown', retryable: false },
			});
		}
	});
});
