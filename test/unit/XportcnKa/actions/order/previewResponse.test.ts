import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import {
	missingLines,
	previewPurchase,
	refusalIn,
	totalOfPreview,
} from '../../../../../nodes/XportcnKa/actions/order/previewResponse';
import type { Purchase } from '../../../../../nodes/XportcnKa/actions/order/purchase';
import type { HttpResult } from '../../../../../nodes/XportcnKa/transport/httpResult';
import sample from '../../../../../sandbox/samples/preview.answer.json';
import request from '../../../../../sandbox/samples/preview.request.json';
import { accepted, answer, page, unanswered } from '../../../../harness/replies';
import { scriptedClient } from '../../../../harness/scriptedClient';

const PURCHASE: Purchase = request;
const [ORDER] = sample.data as IDataObject[];
const [LINE] = sample.data[0].orderItemTOList as IDataObject[];
const HOSTILE = { toString: 1, valueOf: 1 };

const preview = async (result: HttpResult) => {
	const { client, requests } = scriptedClient(() => result);
	return { read: await previewPurchase(client, PURCHASE), requests };
};

describe('A preview', () => {
	it('is asked for with the purchase, and is a list of orders', async () => {
		const { read, requests } = await preview(accepted(sample.data));
		expect(requests).toEqual([{ path: '/alibaba/ka/order/create/preview', body: PURCHASE }]);
		expect(read).toEqual({
			ok: true,
			preview: { orders: sample.data, requestId: 'r1', httpStatus: 200, serverTime: undefined },
		});
	});

	it('brings the time along', async () => {
		const result = { ...accepted(sample.data), serverTime: 7 } as HttpResult;
		expect((await preview(result)).read).toMatchObject({ preview: { serverTime: 7 } });
	});

	it.each([null, [], {}, [null], [ORDER, 7], { data: sample.data }, 'x'])(
		'that holds no order is none: %j',
		async (data) => {
			expect((await preview(accepted(data))).read).toMatchObject({
				ok: false,
				failure: { outcome: 'unknown', errorCode: 'UNREADABLE_ANSWER' },
			});
		},
	);

	it.each([
		unanswered('timeout'),
		page(502),
		answer(400, { msg: '商品不存在' }),
		answer(200, { success: 'false', data: sample.data }),
	])('may not come: %j', async (result) => {
		expect((await preview(result)).read.ok).toBe(false);
	});
});

describe('A preview refuses an order', () => {
	it.each<[string, IDataObject]>([
		['a status', { status: false }],
		['a status as text', { status: 'FALSE' }],
		['a success', { success: false }],
		['a success as text', { success: 'false' }],
		['a success that is no yes', { success: 0 }],
		...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n): [string, IDataObject] => [
			`a code of 1688's: ${n}`,
			{ resultCode: `500_00${n}` },
		]),
		['a code of 1688’s without a line', { resultCode: '500004' }],
		['a code as number', { resultCode: 500 }],
		['a code that nobody knows', { resultCode: 'NO_STOCK' }],
		['a code that is no text', { resultCode: HOSTILE as unknown as IDataObject }],
		['a success that is no text', { success: HOSTILE as unknown as IDataObject }],
	])('by %s, its own or that of a line', (_, no) => {
		expect(refusalIn({ ...ORDER, ...no })).toBeDefined();
		expect(refusalIn({ ...ORDER, orderItemTOList: [LINE, { ...LINE, ...no }] })).toBeDefined();
		expect(refusalIn({ ...ORDER, cargoList: [{ ...LINE, ...no }] })).toBeDefined();
	});

	it.each<[string, IDataObject]>([
		['nothing of the kind', {}],
		['null', { status: null, success: null, resultCode: null, message: null }],
		['empty texts', { success: '', resultCode: '' }],
		['a yes', { status: true, success: true, resultCode: 'SUCCESS' }],
		['a yes as text', { status: 'true', success: 'TRUE', resultCode: '200' }],
		['a code of success', { resultCode: 200 }],
		['a code of success, 0', { resultCode: 0 }],
		['a status that is no no', { status: HOSTILE as unknown as IDataObject }],
		['a message alone', { message: '请尽快付款' }],
	])('not by %s', (_, fields) => {
		expect(refusalIn({ ...ORDER, ...fields })).toBeUndefined();
		expect(refusalIn({ ...ORDER, orderItemTOList: [{ ...LINE, ...fields }] })).toBeUndefined();
	});

	it('and says why in its own words and in English', () => {
		expect(refusalIn({ status: false, message: '商品库存不足' })).toEqual({
			english: 'There is too little stock. Lower the quantity, or choose another product.',
			failedReason: '商品库存不足',
		});
		expect(refusalIn({ resultCode: '500_005' })).toEqual({
			english: 'The quantity is below the minimum order. Raise it.',
			failedReason: '500_005',
		});
		expect(refusalIn({ status: false })).toEqual({
			english: "The reason in Xportcn's own words is in 'failedReason'.",
			failedReason: null,
		});
	});
});

describe('Lines that a preview does not list', () => {
	const [OFFER, OTHER] = [889512351602, 682340157729];
	const asking = (...lines: Array<[offerId: number | bigint, specId?: string]>) => ({
		...PURCHASE,
		cargoParamList: lines.map(([offerId, specId]) => ({ offerId, specId, quantity: 1 })),
	});
	const listing = (...lines: Array<[offerId: unknown, specId?: unknown]>) => ({
		orders: lines.map(
			([offerId, specId]) => ({ orderItemTOList: [{ offerId, specId }] }) as IDataObject,
		),
	});
	const missing = (purchase: Purchase, shown: { orders: IDataObject[] }) =>
		missingLines(purchase, shown).map(({ offerId, specId }) => [offerId, specId]);

	it("are none in the vendor's own sample", () => {
		expect(missingLines(PURCHASE, { orders: sample.data })).toEqual([]);
	});

	it('are those of another product', () => {
		expect(missing(asking([OFFER, 'a'], [OTHER, 'b']), listing([OFFER, 'a']))).toEqual([
			[OTHER, 'b'],
		]);
		expect(missing(asking([OFFER, 'a']), { orders: [{}] })).toEqual([[OFFER, 'a']]);
		expect(missing(asking([OFFER, 'a']), { orders: [] })).toEqual([[OFFER, 'a']]);
	});

	it('are those of another variant', () => {
		expect(missing(asking([OFFER, 'a']), listing([OFFER, 'b']))).toEqual([[OFFER, 'a']]);
	});

	it('may be in any order of the preview, and under the name of 1688', () => {
		expect(missing(asking([OFFER, 'a'], [OTHER]), listing([OTHER, 'x'], [OFFER, 'a']))).toEqual([]);
		const named = { orders: [{ cargoList: [{ offerId: OFFER, specId: 'a' }] }] };
		expect(missing(asking([OFFER, 'a']), named)).toEqual([]);
	});

	it('are told by their number, however it is written', () => {
		for (const offerId of [OFFER, String(OFFER), ` ${OFFER} `])
			expect(missing(asking([OFFER, 'a']), listing([offerId, 'a']))).toEqual([]);
		const large = 3300504350583134260n;
		expect(missing(asking([large]), listing([String(large)]))).toEqual([]);
		expect(missing(asking([large]), listing([Number(large)]))).toEqual([[large, undefined]]);
	});

	it('do not have to name a variant that was not asked for', () => {
		expect(missing(asking([OFFER]), listing([OFFER, 'a']))).toEqual([]);
		expect(missing(asking([OFFER]), listing([OFFER]))).toEqual([]);
	});

	it.each([null, undefined, ''])('may name no variant at all: %j', (specId) => {
		expect(missing(asking([OFFER, 'a']), listing([OFFER, specId]))).toEqual([]);
		// but one line is not two
		expect(missing(asking([OFFER, 'a'], [OFFER, 'b']), listing([OFFER, specId]))).toEqual([
			[OFFER, 'b'],
		]);
		expect(
			missing(asking([OFFER, 'a'], [OFFER, 'b']), listing([OFFER, specId], [OFFER, specId])),
		).toEqual([]);
	});

	it('may be merged into one when they are the same', () => {
		expect(missing(asking([OFFER, 'a'], [OFFER, 'a']), listing([OFFER, 'a']))).toEqual([]);
	});
});

describe('The total of a preview', () => {
	const totalOf = (...orders: IDataObject[]) => totalOfPreview({ orders });

	it("of the vendor's own sample is goods and freight at least, and the fee at most", () => {
		expect(totalOf(ORDER)).toEqual({ least: 6400, most: 6561 });
	});

	it('is the larger of the two totals, whichever it is', () => {
		expect(totalOf({ sumPayment: 6561, sumTotalPayment: 6400 })).toEqual({
			least: 6400,
			most: 6561,
		});
		expect(totalOf({ sumPayment: 0, sumTotalPayment: 6400 })).toEqual({ least: 0, most: 6400 });
	});

	it('is that of all orders together', () => {
		expect(totalOf(ORDER, ORDER, { sumPayment: 100 })).toEqual({ least: 12_900, most: 13_222 });
	});

	it('may do without the total with the fee', () => {
		for (const sumTotalPayment of [undefined, null, ''])
			expect(totalOf({ ...ORDER, sumTotalPayment })).toEqual({ least: 6400, most: 6400 });
	});

	it.each<[string, IDataObject]>([
		['no amount', {}],
		['no sumPayment', { sumTotalPayment: 6400 }],
		['null', { sumPayment: null }],
		['text', { sumPayment: '6400' }],
		['decimals', { sumPayment: 64.5 }],
		['less than nothing', { sumPayment: -6400 }],
		['more than a number holds', { sumPayment: 2 ** 53 }],
		['a second total in yuan', { sumPayment: 64, sumTotalPayment: 65.61 }],
		['a second total as text', { sumPayment: 6400, sumTotalPayment: '6561' }],
		['goods that cost more', { sumPayment: 0, sumPaymentNoCarriage: 500_000 }],
		['goods in another unit', { sumPayment: 64, sumPaymentNoCarriage: 5800 }],
		['freight that costs more', { sumPayment: 100, sumCarriage: 600 }],
		['goods with decimals', { sumPayment: 6400, sumPaymentNoCarriage: 58.5 }],
		['freight as text', { sumPayment: 6400, sumCarriage: '6' }],
	])('is unreadable with %s, in one order or in one of several', (_, order) => {
		expect(totalOf(order)).toBeUndefined();
		expect(totalOf(ORDER, order)).toBeUndefined();
	});

	it('is never less than any amount that the preview states', () => {
		const amount = fc.oneof(fc.integer({ min: -1, max: 10_000 }), fc.constantFrom(null, 1.5, '7'));
		const names = ['sumPayment', 'sumTotalPayment', 'sumPaymentNoCarriage', 'sumCarriage'] as const;
		const order = fc.record(Object.fromEntries(names.map((name) => [name, amount])), {
			requiredKeys: [],
		}) as fc.Arbitrary<IDataObject>;
		fc.assert(
			fc.property(fc.array(order, { minLength: 1, maxLength: 4 }), (orders) => {
				const total = totalOf(...orders);
				if (!total) return;
				const largest = orders.map((each) =>
					Math.max(...names.map((name) => Number(each[name] ?? 0))),
				);
				expect(total.most).toBeGreaterThanOrEqual(largest.reduce((sum, each) => sum + each, 0));
				expect(total.least).toBeLessThanOrEqual(total.most);
			}),
		);
	});
});
