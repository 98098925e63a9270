import type { IDataObject } from 'n8n-workflow';

import { parseId } from '../../../../nodes/shared/ids';
import { readOne } from '../../../../nodes/XportcnKa/actions/readOne';
import type { Subject } from '../../../../nodes/XportcnKa/actions/readOne';
import type { HttpResult } from '../../../../nodes/XportcnKa/transport/httpResult';
import { accepted, answer, unanswered } from '../../../harness/replies';
import { scriptedClient } from '../../../harness/scriptedClient';

const SUBJECT: Subject = {
	idOf: ({ id }) => parseId(id),
	notFound: 'Not found.',
	anotherOne: 'Another one.',
};
const ID = '3300504350583134260';
const OTHER = '3300504350583134278';

const read = async (result: HttpResult) => {
	const { client } = scriptedClient(() => result);
	return await readOne(client, client.endpoints['order.get'], { orderId: ID }, ID, SUBJECT);
};
const found = (entry: IDataObject) => ({ ok: true, entry, requestId: 'r1' });

it('What is read is asked for at its path', async () => {
	const { client, requests } = scriptedClient(() => accepted({ id: ID }));
	await readOne(client, client.endpoints['order.get'], { orderId: ID }, ID, SUBJECT);
	expect(requests).toEqual([{ path: '/alibaba/ka/order/detail', body: { orderId: ID } }]);
});

describe('What was asked for', () => {
	it.each<[string, unknown]>([
		['the data itself', { id: ID, a: 1 }],
		['the only entry of a list', [{ id: ID, a: 1 }]],
		['an entry of a list', [{ id: OTHER }, { id: ID, a: 1 }, null, 7]],
		['under a usual name', { data: [{ id: ID, a: 1 }] }],
		['under a usual name beside other fields', { total: 1, records: [{ id: ID, a: 1 }] }],
	])('may be %s', async (_, data) => {
		expect(await read(accepted(data))).toEqual(found({ id: ID, a: 1 }));
	});

	it('may have no number of its own, if it has anything to say', async () => {
		expect(await read(accepted({ title: 'x' }))).toEqual(found({ title: 'x' }));
		expect(await read(accepted({ id: 'x', title: 'x' }))).toEqual(found({ id: 'x', title: 'x' }));
	});

	it('has its own number rather than none', async () => {
		const data = [{ id: OTHER }, { id: ID, a: 1 }];
		expect(await read(accepted(data))).toEqual(found({ id: ID, a: 1 }));
	});
});

describe('What is something else', () => {
	it.each<[string, unknown]>([
		['one with another number', { id: OTHER, a: 1 }],
		['several with other numbers', [{ id: OTHER }, { id: '7' }]],
		['one whose number is rounded', { id: '3300504350583134000' }],
	])('is not taken for it: %s', async (_, data) => {
		expect(await read(accepted(data, 'r2'))).toMatchObject({
			ok: false,
			failure: {
				outcome: 'unknown',
				errorCode: 'UNREADABLE_ANSWER',
				errorMessage: 'Another one.',
				requestId: 'r2',
				httpStatus: 200,
			},
		});
	});
});

describe('What is not there', () => {
	it.each<[string, unknown]>([
		['null', null],
		['nothing', undefined],
		['an empty text', ''],
		['an empty list', []],
		['an empty object', {}],
		['a list of nothing', [null]],
		['an empty list under a name', { records: [] }],
		['the frame of an empty list', { total: 0, rows: [], pageNo: 1, hasNext: false, next: null }],
		['an empty list under a usual name, in its frame', { total: 0, list: [], msg: '' }],
		['a number', 7],
		['a word', 'x'],
	])('is said to be missing, as a clear no: %s', async (_, data) => {
		expect(await read(accepted(data, 'r2'))).toMatchObject({
			ok: false,
			failure: {
				outcome: 'rejected',
				errorCode: 'NOT_FOUND',
				errorMessage: 'Not found.',
				requestId: 'r2',
				httpStatus: 200,
				retryable: false,
			},
		});
	});
});

describe('An answer that is no success', () => {
	it.each([
		['no answer', unanswered('timeout'), 'unknown'],
		['a refusal', answer(404, { msg: '订单不存在' }), 'rejected'],
		['a success that is none', answer(200, { success: false, data: { id: ID } }), 'rejected'],
		['a success that is none, in the data', accepted({ success: false, id: ID }), 'rejected'],
		['a success that is none, as text', accepted({ success: 'false', message: 'x' }), 'rejected'],
	])('has nothing to read: %s', async (_, result, outcome) => {
		expect(await read(result)).toMatchObject({ ok: false, failure: { outcome } });
	});
});
