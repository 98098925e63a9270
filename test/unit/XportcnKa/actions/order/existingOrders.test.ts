import type { IDataObject } from 'n8n-workflow';

import { findExisting } from '../../../../../nodes/XportcnKa/actions/order/existingOrders';
import type { HttpResult } from '../../../../../nodes/XportcnKa/transport/httpResult';
import { accepted, answer, page, unanswered } from '../../../../harness/replies';
import { scriptedClient } from '../../../../harness/scriptedClient';

const NUMBER = 'PO-1';
const [A, B, C] = ['3300504350583134260', '3300504350583134278', '3300504350583134286'];

const row = (orderId: string, outOrderId: unknown = NUMBER, fields: IDataObject = {}) =>
	({ orderId, outOrderId, orderStatus: 'WAITING_FOR_PAYMENT', ...fields }) as IDataObject;
/** Rows of the orders of others, each with a number of its own. */
const others = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) =>
		row(String(4400504350583134260n + BigInt(from + index)), `PO-other-${from + index}`),
	);

/** Looks in a list whose pages are these; what follows is empty. */
async function look(...pages: HttpResult[]) {
	const { client, requests } = scriptedClient((_, nth) => pages[nth - 1] ?? accepted([]));
	return { read: await findExisting(client, NUMBER), requests };
}
/** The numbers that exist already; what is said when that is not known. */
async function existing(...pages: HttpResult[]) {
	const { read } = await look(...pages);
	return read.ok ? read.orders.map(({ orderId }) => orderId) : read.failure.errorCode;
}

it('The order list is asked for the number, from its first page', async () => {
	const { requests } = await look(accepted([]));
	expect(requests).toEqual([
		{ path: '/alibaba/ka/order/page', body: { pageNo: 1, pageSize: 50, outOrderId: NUMBER } },
	]);
});

it('An empty list is believed', async () => {
	for (const data of [[], null, { records: [], total: 0 }])
		expect(await existing(accepted(data))).toEqual([]);
});

describe('Orders of the number', () => {
	it('are all found, whatever their state', async () => {
		expect(
			await existing(
				accepted([row(A), row(B, NUMBER, { orderStatus: 'WAITING_FOR_SENT', payStatus: 2 })]),
				accepted([row(C, NUMBER, { orderStatus: 'a new one' })]),
			),
		).toEqual([A, B, C]);
	});

	it('do not count when they are cancelled', async () => {
		expect(await existing(accepted([row(A, NUMBER, { orderStatus: 'CANCEL' }), row(B)]))).toEqual([
			B,
		]);
		expect(await existing(accepted([row(A, NUMBER, { orderStatus: 'CANCEL' })]))).toEqual([]);
	});

	it('may have a number that is one', async () => {
		const { client } = scriptedClient((_, nth) => accepted(nth === 1 ? [row(A, 1001)] : []));
		expect(await findExisting(client, '1001')).toMatchObject({
			ok: true,
			orders: [{ orderId: A }],
		});
	});

	it('are told from numbers that only begin or end alike', async () => {
		expect(await existing(accepted([row(A, 'PO-10'), row(B, ' PO-1'), row(C, 'po-1')]))).toEqual(
			[],
		);
	});
});

describe('A list that ignores the filter', () => {
	it('is read to its end', async () => {
		expect(
			await existing(
				accepted(others(50)),
				accepted(others(50, 50)),
				accepted([...others(3, 100), row(A)]),
			),
		).toEqual([A]);
		expect(await existing(accepted(others(50)), accepted(others(7, 50)))).toEqual([]);
	});

	it('may say itself where its end is', async () => {
		const { read, requests } = await look(
			accepted({ list: others(2), total: 3 }),
			accepted({ list: [row(A)], total: 3 }),
		);
		expect(read).toMatchObject({ ok: true, orders: [{ orderId: A }] });
		expect(requests).toHaveLength(2);
	});

	it('tells nothing when it ends before its stated end', async () => {
		expect(await existing(accepted({ list: others(2), total: 3 }))).toBe('CANNOT_LOOK');
		expect(
			await existing(
				accepted({ list: others(50), total: 120 }),
				accepted({ list: others(50), total: 120 }),
			),
		).toBe('CANNOT_LOOK');
	});

	it('tells nothing when it ignores the number of the page, too', async () => {
		expect(await existing(accepted(others(50)), accepted(others(50)))).toBe('CANNOT_LOOK');
		expect(await existing(accepted([...others(49), row(A)]), accepted(others(49)))).toBe(
			'CANNOT_LOOK',
		);
	});

	it('tells nothing when its only page, again and again, has nothing but cancelled orders', async () => {
		const cancelled = accepted([{ ...row(A), orderStatus: 'CANCEL' }]);
		expect(await existing(cancelled, cancelled)).toBe('CANNOT_LOOK');
		expect(await existing(cancelled, accepted([]))).toEqual([]);
		// what it shows is there all the same
		expect(await existing(accepted([row(A)]), accepted([row(A)]))).toEqual([A]);
	});

	it('tells nothing when a page of it cannot be read', async () => {
		expect(await existing(accepted([row(A)]), page(502))).toBe('CANNOT_LOOK');
		expect(await existing(accepted(others(50)), unanswered('timeout'))).toBe('CANNOT_LOOK');
		expect(await existing(accepted(others(50)), accepted({ a: 1 }))).toBe('CANNOT_LOOK');
	});
});

describe('A list tells nothing', () => {
	it.each<[string, HttpResult]>([
		['when it does not answer', unanswered('timeout')],
		['when a page answers', page(404)],
		['when it is refused', answer(403)],
		['when it is no success', answer(200, { success: 'false', data: [row(A)] })],
		['when it is none', accepted({ a: 1 })],
		['when its rows are none', accepted([row(A), null])],
		['when its rows do not have the field', accepted([{ orderId: A }])],
		['when one of its rows does not have the field', accepted([row(B, 'PO-2'), { orderId: A }])],
		['when no row has anything in it', accepted([row(A, null), row(B, '')])],
		['when an order of the number has no number itself', accepted([row('?')])],
	])('%s', async (_, result) => {
		const { read } = await look(result);
		expect(read).toMatchObject({
			ok: false,
			failure: { outcome: 'notSent', errorCode: 'CANNOT_LOOK' },
		});
		expect(!read.ok && read.failure.errorMessage).toContain('No order was created.');
	});

	it('and it is kept why, and whether it may go better', async () => {
		const { read } = await look(answer(503, { msg: '系统繁忙', requestId: 'r2', httpStatus: 503 }));
		expect(read).toMatchObject({
			failure: { failedReason: '系统繁忙', httpStatus: 503, requestId: 'r2', retryable: true },
		});
		expect((await look(answer(401, { msg: '签名错误' }))).read).toMatchObject({
			failure: { isAboutCredential: true, retryable: false },
		});
	});
});

it('A list that states fewer orders on a later page is not taken for read to its end', async () => {
	const first = accepted({ records: others(1), total: 3 });
	expect(await existing(first, accepted({ records: [], total: 1 }))).toBe('CANNOT_LOOK');
});

it('Neither is one whose page shows only what an earlier one has shown: it may have moved on', async () => {
	const [one, two] = [others(1), others(1, 1)];
	expect(await existing(accepted(one), accepted(two), accepted(two))).toBe('CANNOT_LOOK');
});

describe('A total that the rows exceed is no count of them, and the list is read on', () => {
	it.each([
		['the number of pages', 2, 2],
		['true', true, true],
		['the number of rows on the page', 50, 2],
	])('such as %s', async (_, first, second) => {
		const pages = [
			accepted({ records: others(50), total: first }),
			accepted({ records: [...others(1, 50), row(A)], total: second }),
		];
		expect(await existing(...pages)).toEqual([A]);
	});
});

it('A number with a hidden secret in it may be the one', async () => {
	const { read } = await look(accepted([row(A, 'PO-[masked]'), row(B, 'PO-2')]));
	expect(read).toMatchObject({ failure: { outcome: 'notSent', errorCode: 'CANNOT_LOOK' } });
	expect(!read.ok && read.failure.errorMessage).toContain('This node hides both');
});

it('An empty list beside another one is not believed', async () => {
	expect(await existing(accepted({ list: [], result: [row(A)] }))).toEqual([A]);
});
