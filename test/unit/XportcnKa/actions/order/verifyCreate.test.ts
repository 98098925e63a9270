import type { IDataObject } from 'n8n-workflow';

import { isWithin } from '../../../../../nodes/XportcnKa/actions/order/previewResponse';
import { findLostCreate, sumOf } from '../../../../../nodes/XportcnKa/actions/order/verifyCreate';
import type { LostCreate } from '../../../../../nodes/XportcnKa/actions/order/verifyCreate';
import type { HttpResult } from '../../../../../nodes/XportcnKa/transport/httpResult';
import { accepted, page } from '../../../../harness/replies';
import { scriptedClient } from '../../../../harness/scriptedClient';

const [A, B] = ['3300504350583134260', '3300504350583134278'];
const SENT_AT = Date.parse('2026-05-20T07:41:00.500Z');
/** As Xportcn writes it, in China's time. */
const AT_THE_TIME = '2026-05-20 15:41:00';
const KA = { orderStatus: 'WAITING_FOR_PAYMENT', payStatus: 1 };

const row = (fields: IDataObject = {}) => ({
	orderId: A,
	outOrderId: 'PO-1',
	tbCreateTime: AT_THE_TIME,
	...fields,
});
const LOST: LostCreate = {
	outOrderId: 'PO-1',
	sentAt: SENT_AT,
	serverTime: Date.parse('2026-05-20T07:41:00Z'),
	expected: 1,
	total: undefined,
	priceTolerance: 0,
	known: [],
	isTaken: () => false,
};

beforeEach(() => jest.useFakeTimers({ now: SENT_AT }));
afterEach(() => jest.useRealTimers());

/** Looks for a lost create over 5 s; `lists` are what the order list shows, one look after the other. */
async function find(
	lists: HttpResult[],
	changes: Partial<LostCreate> = {},
	cancelSignal?: AbortSignal,
) {
	const { client, requests } = scriptedClient((_, nth) => lists[Math.min(nth, lists.length) - 1], {
		cancelSignal,
	});
	const looking = findLostCreate(client, { ...LOST, ...changes }, 5000);
	await jest.advanceTimersByTimeAsync(5000);
	return { found: await looking, requests };
}
const idsOf = ({ found }: Awaited<ReturnType<typeof find>>) =>
	found?.orders.map(({ orderId }) => orderId);

it("The order list is asked for the buyer's own number, and what it shows was created", async () => {
	const { found, requests } = await find([accepted([row()])]);
	expect(found).toEqual({ orders: [row()], requestId: 'r1' });
	expect(requests).toEqual([
		{
			path: '/alibaba/ka/order/page',
			body: { pageNo: 1, pageSize: 50, outOrderId: 'PO-1' },
		},
	]);
});

describe('An order is another one than what was created', () => {
	it.each<[string, IDataObject]>([
		['when it has another number of the buyer’s', { outOrderId: 'PO-2' }],
		['when it has none', { outOrderId: undefined }],
		['when it has one that is no text', { outOrderId: { toString: 1 } as unknown as IDataObject }],
		['when it has no order number', { orderId: '?' }],
		['when it is older by seconds', { tbCreateTime: '2026-05-20 15:40:58' }],
		['when it is older by a minute', { tbCreateTime: '2026-05-20 15:40:00' }],
		['when it has no time', { tbCreateTime: undefined }],
		['when it has a time in another form', { tbCreateTime: SENT_AT }],
		['when it has a time that is none', { tbCreateTime: 'today' }],
		['when it is older by a second', { tbCreateTime: '2026-05-20 15:40:59' }],
		['when it is cancelled', { orderStatus: 'CANCEL', payStatus: 1 }],
	])('%s', async (_, fields) => {
		const { found, requests } = await find([accepted([row(fields)])]);
		expect(found).toBeUndefined();
		expect(requests).toHaveLength(6);
	});
});

describe("The time goes by Xportcn's own clock", () => {
	const serverTime = Date.parse('2026-05-20T06:00:10.900Z');
	const listed = (tbCreateTime: string, time?: number) =>
		({ ...accepted([row({ tbCreateTime })]), serverTime: time }) as HttpResult;

	it.each([
		['14:00:12', true],
		['14:00:10', true],
		['14:00:09', false],
		['14:00:08', false],
		['13:59:30', false],
	])('from the answer to the preview, which writes whole seconds: %s', async (time, isIt) => {
		const ids = idsOf(await find([listed(`2026-05-20 ${time}`)], { serverTime }));
		expect(ids).toEqual(isIt ? [A] : undefined);
	});

	it.each([
		['14:00:10', true],
		['14:00:09', false],
		['14:00:08', false],
		['13:59:30', false],
	])('from the answer of the list, if the preview did not say: %s', async (time, isIt) => {
		// its first look is 100 ms after the create was sent
		const ids = idsOf(
			await find([listed(`2026-05-20 ${time}`, serverTime + 100), page(502)], {
				serverTime: undefined,
			}),
		);
		expect(ids).toEqual(isIt ? [A] : undefined);
	});

	it('and is not known without one, whatever our own clock says', async () => {
		expect(idsOf(await find([listed(AT_THE_TIME)], { serverTime: undefined }))).toBeUndefined();
	});
});

describe('All orders have to be there, and no other', () => {
	const one = accepted([row(), row()]);
	const both = accepted([row(), row({ orderId: B })]);

	it.each<[string, Partial<LostCreate>]>([
		['the preview announced two', { expected: 2 }],
		['the answer named another', { expected: 2, known: [B] }],
	])('one is not enough when %s', async (_, changes) => {
		const { found, requests } = await find([one], changes);
		expect(found).toBeUndefined();
		expect(requests).toHaveLength(6);
		expect(idsOf(await find([one, both], changes))).toEqual([A, B]);
	});

	it('one more than announced is not certain either', async () => {
		expect(idsOf(await find([both]))).toBeUndefined();
	});

	it('an order that the answer named counts at any time, but has to be of this number', async () => {
		const old = { tbCreateTime: '2026-05-20 10:00:00' };
		expect(idsOf(await find([accepted([row(old)])], { known: [A] }))).toEqual([A]);
		expect(
			idsOf(await find([accepted([row({ ...old, outOrderId: 'PO-2' })])], { known: [A] })),
		).toBeUndefined();
		expect(idsOf(await find([accepted([row()])], { known: [B] }))).toBeUndefined();
	});
});

describe('The price has to be that of the preview, where both are known', () => {
	const total = { least: 6400, most: 6561 };
	const priced = (totalAmount: unknown, fields: IDataObject = KA) =>
		accepted([row({ ...fields, totalAmount } as IDataObject)]);

	it.each([
		[6400, 0, true],
		[6561, 0, true],
		[6399, 0, false],
		[6562, 0, false],
		[7000, 0, false],
		[6562, 1, true],
		[6399, 1, true],
	])('%s fen, with a tolerance of %s: %s', async (amount, priceTolerance, isIt) => {
		const ids = idsOf(await find([priced(amount)], { total, priceTolerance }));
		expect(ids).toEqual(isIt ? [A] : undefined);
	});

	it('of all orders together', async () => {
		const both = accepted([
			row({ ...KA, totalAmount: 6000 }),
			row({ ...KA, orderId: B, totalAmount: 400 }),
		]);
		expect(idsOf(await find([both], { total, expected: 2 }))).toEqual([A, B]);
		const dearer = accepted([
			row({ ...KA, totalAmount: 6400 }),
			row({ ...KA, orderId: B, totalAmount: 400 }),
		]);
		expect(idsOf(await find([dearer], { total, expected: 2 }))).toBeUndefined();
	});

	it('and is no reason against it where one is not known', async () => {
		expect(idsOf(await find([priced(7000)]))).toEqual([A]);
		expect(idsOf(await find([priced(7000, {})], { total }))).toEqual([A]);
		expect(idsOf(await find([priced('7000')], { total }))).toEqual([A]);
	});
});

describe('Looking', () => {
	it('goes on while the list shows nothing, or nothing that is a list', async () => {
		expect(idsOf(await find([accepted([]), accepted(null), accepted([row()])]))).toEqual([A]);
		const { found, requests } = await find([accepted([row(), null])]);
		expect(found).toBeUndefined();
		expect(requests).toHaveLength(6);
	});

	it('ends when the list does not answer', async () => {
		const { found, requests } = await find([page(502), accepted([row()])]);
		expect(found).toBeUndefined();
		expect(requests).toHaveLength(1);
	});

	it('does not begin when the execution was cancelled', async () => {
		const { found, requests } = await find([accepted([row()])], {}, AbortSignal.abort());
		expect(found).toBeUndefined();
		expect(requests).toEqual([]);
	});
});

describe('What orders cost together', () => {
	it('is known only if each says so', () => {
		expect(sumOf([], 'fen')).toBe(0);
		expect(
			sumOf(
				[
					{ ...KA, totalAmount: 1 },
					{ ...KA, totalAmount: 2 },
				],
				'fen',
			),
		).toBe(3);
		expect(sumOf([{ ...KA, totalAmount: 1.5 }], 'yuan')).toBe(150);
		expect(sumOf([{ ...KA, totalAmount: 1 }, KA], 'fen')).toBeUndefined();
		expect(sumOf([{ totalAmount: 1 }], 'fen')).toBeUndefined();
	});

	it.each([
		[100, true],
		[200, true],
		[99, false],
		[201, false],
	])('is within 1.00 and 2.00 CNY at %s fen: %s', (fen, isIt) => {
		expect(isWithin(fen, { least: 100, most: 200 }, 0)).toBe(isIt);
		expect(isWithin(fen, { least: 100, most: 200 }, 1)).toBe(true);
	});
});
