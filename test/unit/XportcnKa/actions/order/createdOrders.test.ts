import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { resultsOfCreate } from '../../../../../nodes/XportcnKa/actions/order/createdOrders';
import type { Announced } from '../../../../../nodes/XportcnKa/actions/order/createdOrders';
import { parseCreateResponse } from '../../../../../nodes/XportcnKa/actions/order/createResponse';
import type { HttpResult } from '../../../../../nodes/XportcnKa/transport/httpResult';
import { accepted, answer, unanswered } from '../../../../harness/replies';

const [A, B] = ['3300504350583134260', '3300504350583134278'];
/** The vendor's own preview sample. */
const SAMPLE: Announced = { orders: 1, total: { least: 6400, most: 6561 }, priceTolerance: 0 };
const TWO: Announced = { ...SAMPLE, orders: 2 };
const NO_PREVIEW: Announced = { orders: undefined, total: undefined, priceTolerance: 0 };

const resultsOfResponse = (response: HttpResult, announced = SAMPLE) =>
	resultsOfCreate(parseCreateResponse(response, announced.orders === 1), announced);
const resultsOf = (data: unknown, announced = SAMPLE) =>
	resultsOfResponse(accepted(data), announced);
const codes = (results: ReturnType<typeof resultsOf>) =>
	results.map((result) => ('errorCode' in result ? result.errorCode : result.outcome));

describe('An order is created as asked', () => {
	it('with its own amount', () => {
		expect(resultsOf({ orderId: A, totalAmount: 6500 })).toEqual([
			{
				outcome: 'succeeded',
				json: { orderId: A, totalAmount: 6500, totalCny: '65.00' },
				requestId: 'r1',
			},
		]);
	});

	it.each([['orderAmmount'], ['totalSuccessAmount']])("with 1688's field for it: %s", (name) => {
		expect(resultsOf({ orderId: A, [name]: 6500 })).toMatchObject([
			{ outcome: 'succeeded', json: { totalCny: '65.00' } },
		]);
	});

	it('with the amount of its preview, goods and freight, when it has none of its own', () => {
		for (const data of [A, { orderId: A }, { orderId: A, totalAmount: '6400' }]) {
			expect(resultsOf(data)).toMatchObject([
				{ outcome: 'succeeded', json: { orderId: A, totalCny: '64.00', totalSource: 'preview' } },
			]);
		}
	});

	it('with the amount of its preview when its own is so small that the unit may differ', () => {
		expect(resultsOf({ orderId: A, totalAmount: 64 })).toMatchObject([
			{ outcome: 'succeeded', json: { totalCny: '64.00', totalSource: 'preview' } },
		]);
	});

	it.each([
		['a text', { totalAmount: '99900' }],
		['a decimal', { totalAmount: 999.5 }],
		['beside another', { orderAmmount: 6400, totalSuccessAmount: '99900' }],
	])('without an amount when its own cannot be read and is not the preview’s: %s', (_, fields) => {
		const [result] = resultsOf({ orderId: A, ...fields });
		expect(result.outcome).toBe('succeeded');
		expect(result.json).not.toHaveProperty('totalCny');
	});

	it('for the larger of two amounts', () => {
		const data = { orderId: A, orderAmmount: 6400, totalSuccessAmount: 99_900 };
		expect(resultsOf(data)).toMatchObject([
			{ outcome: 'differs', errorCode: 'PRICE_CHANGED', json: { totalCny: '999.00' } },
		]);
	});

	it('as two, each with its own amount or none', () => {
		const list = [
			{ orderId: A, orderAmmount: 6000 },
			{ orderId: B, orderAmmount: 400 },
		];
		expect(resultsOf(list, TWO)).toMatchObject([
			{ outcome: 'succeeded', json: { orderId: A, totalCny: '60.00' } },
			{ outcome: 'succeeded', json: { orderId: B, totalCny: '4.00' } },
		]);
		for (const result of resultsOf([A, B], TWO)) {
			expect(result.outcome).toBe('succeeded');
			expect(result.json).not.toHaveProperty('totalCny');
		}
	});

	it('as two, whose sum is not the amount of one of them', () => {
		const results = resultsOf({ orderId: A, totalSuccessAmount: 6400, orderIds: [A, B] }, TWO);
		expect(codes(results)).toEqual(['succeeded', 'succeeded']);
		for (const { json } of results) expect(json).not.toHaveProperty('totalCny');
	});

	it('without a preview', () => {
		expect(resultsOf([A, B], NO_PREVIEW)).toMatchObject([
			{ outcome: 'succeeded', json: { orderId: A } },
			{ outcome: 'succeeded', json: { orderId: B } },
		]);
	});
});

describe('What was created differs', () => {
	const line = { offerId: 889512351602, errorMessage: '库存不足' };

	it('when lines are missing', () => {
		expect(resultsOf({ orderId: A, failedOfferList: [line] })).toMatchObject([
			{
				outcome: 'differs',
				errorCode: 'LINES_MISSING',
				errorMessage:
					'The order was created without these lines: 889512351602: 库存不足. Look at it before you pay.',
				json: { orderId: A },
				requestId: 'r1',
				httpStatus: 200,
				retryable: false,
			},
		]);
	});

	it.each<[string, unknown, Announced]>([
		['fewer orders than announced', [A], TWO],
		['more orders than announced', [A, B], SAMPLE],
		['an entry that cannot be read', [A, {}], SAMPLE],
		['an entry that cannot be read, without a preview', [A, {}], NO_PREVIEW],
	])('when there are %s, for every order', (_, data, announced) => {
		const results = resultsOf(data, announced);
		expect(new Set(codes(results))).toEqual(new Set(['ORDER_COUNT_DIFFERS']));
		expect(results[0]).toMatchObject({ outcome: 'differs', json: { orderId: A } });
	});

	it('and one of two announced orders does not have the price of both', () => {
		expect(resultsOf([A], TWO)[0].json).toEqual({ orderId: A });
	});

	it.each([
		[6561, 0, 'succeeded'],
		[6562, 0, 'PRICE_CHANGED'],
		[7061, 500, 'succeeded'],
		[7062, 500, 'PRICE_CHANGED'],
	])(
		'when it costs more than the larger total: %s fen, tolerance %s',
		(fen, priceTolerance, code) => {
			expect(
				codes(resultsOf({ orderId: A, totalAmount: fen }, { ...SAMPLE, priceTolerance })),
			).toEqual([code]);
		},
	);

	it('when all together cost more, for every order', () => {
		const list = [
			{ orderId: A, orderAmmount: 6500 },
			{ orderId: B, orderAmmount: 100 },
		];
		const results = resultsOf(list, TWO);
		expect(codes(results)).toEqual(['PRICE_CHANGED', 'PRICE_CHANGED']);
		expect(results).toMatchObject([
			{
				outcome: 'differs',
				errorMessage:
					'This was created for 66.00 CNY in all. The preview said 65.61 CNY. Check the price before you pay.',
				json: { totalCny: '65.00' },
			},
			{ json: { totalCny: '1.00' } },
		]);
	});

	it('not when it costs less', () => {
		expect(codes(resultsOf({ orderId: A, totalAmount: 5000 }))).toEqual(['succeeded']);
	});
});

describe('It is unknown', () => {
	it.each([null, {}, [], 1, true, { success: true }, { orderId: null, orderList: [] }])(
		'when an accepted answer names no order: %j',
		(data) => {
			expect(resultsOf(data)).toMatchObject([
				{ outcome: 'unknown', errorCode: 'NO_ORDER_ID', requestId: 'r1', retryable: false },
			]);
		},
	);

	it('of an order that did not succeed, and the other one differs', () => {
		const results = resultsOf([{ orderId: A, success: false }, { orderId: B }], TWO);
		expect(results).toMatchObject([
			{ outcome: 'unknown', json: { orderId: A }, retryable: false },
			{ outcome: 'differs', errorCode: 'ORDER_COUNT_DIFFERS', json: { orderId: B } },
		]);
	});

	it.each<[string, HttpResult]>([
		['a server fault', answer(500, { data: [A, B], requestId: 'r1' })],
		['a refusal', answer(400, { msg: '库存不足', data: { orderIds: [A, B] }, requestId: 'r1' })],
		['no success', accepted({ success: 'false', orderIds: [A, B] })],
	])('for every number that an answer names that is %s', (_, response) => {
		expect(resultsOfResponse(response)).toMatchObject(
			[A, B].map((orderId) => ({
				outcome: 'unknown',
				json: { orderId },
				retryable: false,
				requestId: 'r1',
			})),
		);
	});

	it('without an answer', () => {
		expect(resultsOfResponse(unanswered('timeout'))).toMatchObject([
			{ outcome: 'unknown', errorCode: 'TIMEOUT' },
		]);
	});
});

it('A refusal of a purchase that was previewed as one order is rejected', () => {
	const refused = answer(400, { msg: '库存不足', requestId: 'r1' });
	expect(resultsOfResponse(refused)).toMatchObject([{ outcome: 'rejected', requestId: 'r1' }]);
	expect(resultsOfResponse(refused, TWO)).toMatchObject([{ outcome: 'unknown' }]);
	expect(resultsOfResponse(refused, NO_PREVIEW)).toMatchObject([{ outcome: 'unknown' }]);
});

it('Nothing succeeds that did not turn out as announced, and no number that is named is lost', () => {
	const entry = fc.record(
		{
			orderId: fc.constantFrom<unknown>(A, B, null, 'x'),
			totalAmount: fc.constantFrom<unknown>(100, 6400, 6561, 6562, 7000, '1', null),
			success: fc.constantFrom<unknown>(true, false, 'false', null),
			failedOfferList: fc.constantFrom<unknown>(null, [], [{ offerId: 1 }]),
		},
		{ requiredKeys: ['orderId'] },
	);
	const data = fc.oneof(
		entry,
		fc.array(entry, { maxLength: 3 }),
		fc.record({ orderId: fc.constant(null), orderList: fc.array(entry, { maxLength: 3 }) }),
		fc.record({ success: fc.constantFrom(false, true), list: fc.array(entry, { maxLength: 3 }) }),
	);
	fc.assert(
		fc.property(
			data,
			fc.constantFrom(SAMPLE, TWO),
			fc.constantFrom(200, 400, 500),
			(shown, announced, code) => {
				const results = resultsOfResponse(answer(code, { data: shown }), announced);
				const text = JSON.stringify(shown);
				const named = [A, B].filter((id) => text.includes(id));
				const ids = results.map(({ json }) => json?.orderId).filter((id) => id !== undefined);
				expect([...ids].sort()).toEqual([...named].sort());
				if (results.every(({ outcome }) => outcome !== 'succeeded')) return;
				expect(code).toBe(200);
				expect(text).not.toMatch(/false|offerId|"x"/);
				expect(ids).toHaveLength(announced.orders as number);
				const amounts = results.map(({ json }) => (json as IDataObject).totalAmount);
				if (amounts.every((amount) => typeof amount === 'number')) {
					const sum = (amounts as number[]).reduce((soFar, amount) => soFar + amount, 0);
					expect(sum).toBeLessThanOrEqual(6561);
				}
			},
		),
		{ numRuns: 1000 },
	);
});
