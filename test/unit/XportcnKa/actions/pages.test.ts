import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { parseId } from '../../../../nodes/shared/ids';
import { readLimit, readPages } from '../../../../nodes/XportcnKa/actions/pages';
import type { Listing } from '../../../../nodes/XportcnKa/actions/pages';
import type { HttpResult } from '../../../../nodes/XportcnKa/transport/httpResult';
import { executeContext } from '../../../harness/executeContext';
import { accepted, answer, page, unanswered } from '../../../harness/replies';
import { scriptedClient } from '../../../harness/scriptedClient';

const NO_LIST = 'This is no list.';
const rows = (...ids: unknown[]): IDataObject[] => ids.map((id) => ({ id }) as IDataObject);
const upTo = (count: number, from = 1) =>
	Array.from({ length: count }, (_, index) => String(from + index));

/** Reads a list whose pages are these, in order; the last one is repeated. */
async function read(
	pages: Array<HttpResult | ((body: IDataObject) => HttpResult)>,
	{
		limit = Infinity,
		pageSize = 50,
		fields = {} as IDataObject,
		most = 50,
		mayCountPage = undefined as boolean | undefined,
	} = {},
) {
	const { client, requests } = scriptedClient((body, nth) => {
		if (nth > most) throw new Error('it does not end');
		const shown = pages[Math.min(nth, pages.length) - 1];
		return typeof shown === 'function' ? shown(body) : shown;
	});
	const listing: Listing = {
		endpoint: client.endpoints['order.getMany'],
		pageField: 'pageNo',
		pageSize,
		idOf: ({ id }) => parseId(id),
		noList: NO_LIST,
	};
	const ids: unknown[] = [];
	const failures = [];
	for await (const each of readPages(client, listing, fields, limit, mayCountPage)) {
		if (each.ok) ids.push(...each.page.entries.map(({ id }) => id));
		else failures.push(each.failure);
	}
	return { ids, failures, requests, bodies: requests.map(({ body }) => body) };
}

describe('A request for a page', () => {
	it('has its number from 1, its size, and the fields of the request', async () => {
		const { requests } = await read([accepted(rows(1)), accepted([])], {
			fields: { outOrderId: 'PO-1' },
		});
		expect(requests).toEqual(
			[1, 2].map((pageNo) => ({
				path: '/alibaba/ka/order/page',
				body: { pageNo, pageSize: 50, outOrderId: 'PO-1' },
			})),
		);
	});

	it('has its own number, also where the fields name another one', async () => {
		const { ids, bodies } = await read([accepted(rows(1)), accepted(rows(2)), accepted([])], {
			fields: { pageNo: 1, pageSize: 20 },
		});
		expect(ids).toEqual([1, 2]);
		expect(bodies).toEqual([1, 2, 3].map((pageNo) => ({ pageNo, pageSize: 20 })));
	});

	it('asks for no more than is wanted', async () => {
		const { bodies } = await read([accepted(rows(...upTo(3)))], { limit: 3 });
		expect(bodies).toEqual([{ pageNo: 1, pageSize: 3 }]);
	});
});

describe('A list ends', () => {
	it('with an empty page', async () => {
		for (const empty of [[], null, { data: [] }, { records: [], total: 0 }]) {
			const { ids, failures, requests } = await read([accepted(rows(1, 2)), accepted(empty)]);
			expect([ids, failures, requests.length]).toEqual([[1, 2], [], 2]);
		}
	});

	it('with a page that has nothing new', async () => {
		const { ids, requests } = await read([accepted(rows(1, 2)), accepted(rows(2, 1))]);
		expect([ids, requests.length]).toEqual([[1, 2], 2]);
	});

	it.each(['totalRecords', 'totalRecord', 'total'])('with a stated %s reached', async (name) => {
		for (const total of [3, '3']) {
			const { ids, requests } = await read([
				accepted({ list: rows(1, 2), [name]: total }),
				accepted({ list: rows(3), [name]: total }),
			]);
			expect([ids, requests.length]).toEqual([[1, 2, 3], 2]);
		}
	});

	it.each([0, -1, null, '', 'many', {}, true])('not with a total of %j', async (total) => {
		const { ids } = await read([
			accepted({ list: rows(1), total }),
			accepted({ list: rows(2), total }),
			accepted({ list: [], total }),
		]);
		expect(ids).toEqual([1, 2]);
	});

	it('not with a total that the rows exceed', async () => {
		const { ids } = await read([
			accepted({ list: rows(1, 2, 3), total: 2 }),
			accepted({ list: rows(4), total: 2 }),
			accepted({ list: [], total: 2 }),
		]);
		expect(ids).toEqual([1, 2, 3, 4]);
	});

	it('not with one that may be that of a full first page, where nothing may be overlooked', async () => {
		const pages = [
			accepted({ list: rows(1, 2), total: 2 }),
			accepted({ list: rows(3, 4), total: 4 }),
			accepted({ list: rows(5), total: 5 }),
		];
		// a later page that reaches it does end the list
		expect((await read(pages, { pageSize: 2, mayCountPage: true })).ids).toEqual([1, 2, 3, 4]);
		expect((await read(pages, { pageSize: 3, mayCountPage: true })).ids).toEqual([1, 2]);
		expect((await read(pages, { pageSize: 2 })).ids).toEqual([1, 2]);
	});

	it('not with a short page: a server may give fewer at a time than it is asked for', async () => {
		const { ids } = await read([
			accepted(rows(1)),
			accepted(rows(2)),
			accepted(rows(3)),
			accepted([]),
		]);
		expect(ids).toEqual([1, 2, 3]);
	});

	it('not with a page of which a part is new', async () => {
		const { ids } = await read([accepted(rows(1, 2)), accepted(rows(2, 3)), accepted([])]);
		expect(ids).toEqual([1, 2, 3]);
	});

	it('not by itself at a server that makes up new entries: that is an error', async () => {
		const { ids, failures, requests } = await read([({ pageNo }) => accepted(rows(pageNo))], {
			most: 20_000,
		});
		expect(ids).toHaveLength(requests.length);
		expect(failures).toMatchObject([{ outcome: 'unknown', errorCode: 'UNREADABLE_ANSWER' }]);
	});

	it('once as many as wanted are there, which is no error', async () => {
		const { ids, failures, requests } = await read(
			[accepted(rows(...upTo(50))), accepted(rows(...upTo(50, 51)))],
			{ limit: 60 },
		);
		expect(ids).toEqual(upTo(60));
		expect([failures, requests.length]).toEqual([[], 2]);
	});
});

describe('Entries', () => {
	it('are each given once, however their number is written', async () => {
		const { ids } = await read([accepted(rows('7', 7, ' 7 ', 8)), accepted([])]);
		expect(ids).toEqual(['7', 8]);
	});

	it('without a number are told apart by all that they have', async () => {
		const { ids } = await read([
			accepted(rows('x', 'y', 'x')),
			accepted(rows('y', 'z')),
			accepted([]),
		]);
		expect(ids).toEqual(['x', 'y', 'z']);
	});

	it.each([
		['the data itself', rows(1)],
		['under a usual name', { records: rows(1) }],
	])('are found: %s', async (_, data) => {
		expect((await read([accepted(data), accepted([])])).ids).toEqual([1]);
	});

	it('are given as they are on the server, whatever size its pages have', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat(60),
				fc.integer({ min: 1, max: 20 }),
				fc.integer({ min: 1, max: 70 }),
				fc.boolean(),
				async (count, size, limit, statesTotal) => {
					const all = rows(...upTo(count));
					const serve = ({ pageNo, pageSize }: IDataObject) => {
						const most = Math.min(size, Number(pageSize));
						const list = all.slice((Number(pageNo) - 1) * most, Number(pageNo) * most);
						return accepted(statesTotal ? { list, total: count } : list);
					};
					const { ids, failures } = await read([serve], { limit, most: 100 });
					expect([ids, failures]).toEqual([upTo(Math.min(count, limit)), []]);
				},
			),
		);
	});
});

describe('A page that cannot be read', () => {
	it.each([
		['nothing that is a list', { a: 1 }],
		['a word', 'x'],
		['a list with something else in it', [{ id: 1 }, null]],
		['a list of numbers', [1, 2]],
	])('has %s', async (_, data) => {
		const { ids, failures, requests } = await read([accepted(rows(1)), accepted(data, 'r2')]);
		expect(ids).toEqual([1]);
		expect(failures).toMatchObject([
			{
				outcome: 'unknown',
				errorCode: 'UNREADABLE_ANSWER',
				errorMessage: NO_LIST,
				httpStatus: 200,
				requestId: 'r2',
			},
		]);
		expect(requests).toHaveLength(2);
	});

	it.each([unanswered('timeout'), page(502), answer(500), answer(200, { success: false })])(
		'is no success: %j',
		async (result) => {
			const { ids, failures } = await read([accepted(rows(1)), result]);
			expect(ids).toEqual([1]);
			expect(failures).toHaveLength(1);
		},
	);
});

describe('Limit', () => {
	const limitOf = (limit?: unknown) =>
		readLimit(
			executeContext({
				resource: 'order',
				operation: 'getMany',
				...(limit === undefined ? {} : { limit: limit as number }),
			}),
			0,
			'Change it.',
		);

	it('is what it says, or 50', () => {
		expect([limitOf(), limitOf(1), limitOf('={{ 7 }}')]).toEqual([50, 1, 7]);
	});

	it.each([0, -1, 1.5, '10', null, true, '={{ $json.nope }}', '={{ Infinity }}'])(
		'cannot be %j',
		(limit) => {
			expect(() => limitOf(limit)).toThrow("'Limit' must be a whole number of 1 or more [item 0]");
		},
	);
});
