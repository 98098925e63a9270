import type { IDataObject } from 'n8n-workflow';

import { settleCreate } from '../../nodes/XportcnKa/actions/order/settleCreate';
import { failed, succeeded } from '../../nodes/XportcnKa/outcome/outcome';
import type { Result } from '../../nodes/XportcnKa/outcome/outcome';
import type { Reply } from '../../nodes/XportcnKa/transport/reply';
import { accepted, page } from '../harness/replies';
import { scriptedRun } from '../harness/scriptedRun';

jest.mock(
	'n8n-workflow',
	() => jest.requireActual<typeof import('../harness/waits')>('../harness/waits').recordedSleep,
);

const [A, B] = ['3300504350583134260', '3300504350583134278'];
const SINCE = Date.parse('2026-05-20T07:41:00Z');
const AT_THE_TIME = '2026-05-20 15:41:00';
const LOST = failed('unknown', 'CONNECTION_LOST', 'lost');

const row = (fields: IDataObject = {}) => ({
	orderId: A,
	outOrderId: 'PO-1',
	tbCreateTime: AT_THE_TIME,
	...fields,
});
const found = (orderId: string) => succeeded({ ...row({ orderId }), settledBy: 'orderList' }, 'r1');

/** Settles a create; `lists` are what the order list shows, one look after the other. */
async function settle(
	lists: Reply[],
	{
		unclear = [LOST],
		expected = 1,
		cancelSignal,
	}: { unclear?: Result[]; expected?: number; cancelSignal?: AbortSignal } = {},
) {
	const { run, requests } = scriptedRun((_, nth) => lists[Math.min(nth, lists.length) - 1], {
		cancelSignal,
	});
	const results = await settleCreate(run, 'PO-1', SINCE, expected, unclear);
	return { results, requests };
}

it('The order list is asked for the caller’s own number, and what it shows was created', async () => {
	const { results, requests } = await settle([accepted([row()])]);
	expect(results).toEqual([found(A)]);
	expect(requests).toEqual([
		{
			path: '/alibaba/ka/order/page',
			body: { pageNo: 1, pageSize: 50, outOrderId: 'PO-1' },
		},
	]);
});

it.each<[string, IDataObject]>([
	['has another number of the caller’s', { outOrderId: 'PO-2' }],
	['has none', { outOrderId: undefined }],
	['has no order number', { orderId: '?' }],
	['was created before', { tbCreateTime: '2026-05-20 15:39:59' }],
	['has no time', { tbCreateTime: undefined }],
	['has a time in another form', { tbCreateTime: SINCE }],
	['has a time that is none', { tbCreateTime: 'today' }],
])('An order that %s is not the one that was created', async (_, fields) => {
	const { results, requests } = await settle([accepted([row(fields)])]);
	expect(results).toEqual([LOST]);
	expect(requests).toHaveLength(5);
});

it('The clocks may differ by a minute', async () => {
	const { results } = await settle([accepted([row({ tbCreateTime: '2026-05-20 15:40:00' })])]);
	expect(results).toMatchObject([{ outcome: 'succeeded' }]);
});

it.each<[string, { unclear?: Result[]; expected?: number }]>([
	['the preview announced two', { expected: 2 }],
	['the answer was about two', { unclear: [LOST, LOST] }],
	['the answer named another', { unclear: [succeeded({ orderId: B }, 'r0'), LOST] }],
	['the answer named another only', { unclear: [succeeded({ orderId: B }, 'r0')] }],
	['the answer named another that failed', { unclear: [{ ...LOST, orderId: B }] }],
])('One order is not enough when %s', async (_, options) => {
	const one = accepted([row(), row()]);
	const { results, requests } = await settle([one], options);
	expect(results).toEqual(options.unclear ?? [LOST]);
	expect(requests).toHaveLength(5);

	const both = accepted([row(), row({ orderId: B })]);
	expect((await settle([one, both], options)).results).toEqual([found(A), found(B)]);
});

it('A number in the answer that cannot be one does not have to be found', async () => {
	const { results } = await settle([accepted([row()])], {
		unclear: [succeeded({ orderId: null }, 'r0')],
	});
	expect(results).toEqual([found(A)]);
});

it('A list that cannot be read shows nothing', async () => {
	const { results, requests } = await settle([accepted([row(), null])]);
	expect(results).toEqual([LOST]);
	expect(requests).toHaveLength(5);
	expect((await settle([accepted(null), accepted([row()])])).results).toEqual([found(A)]);
});

it('Nobody is asked again when nobody answers', async () => {
	const { results, requests } = await settle([page(502)]);
	expect(results).toEqual([LOST]);
	expect(requests).toHaveLength(1);
});

it('Nobody is asked when the execution was cancelled', async () => {
	const { results, requests } = await settle([accepted([row()])], {
		cancelSignal: AbortSignal.abort(),
	});
	expect(results).toEqual([LOST]);
	expect(requests).toEqual([]);
});
