import type { IDataObject } from 'n8n-workflow';

import { settlePayments } from '../../nodes/XportcnKa/actions/order/settlePayments';
import { failed, succeeded } from '../../nodes/XportcnKa/outcome/outcome';
import type { Result } from '../../nodes/XportcnKa/outcome/outcome';
import type { Reply } from '../../nodes/XportcnKa/transport/reply';
import { accepted, page } from '../harness/replies';
import { scriptedRun } from '../harness/scriptedRun';
import { waits } from '../harness/waits';

jest.mock(
	'n8n-workflow',
	() => jest.requireActual<typeof import('../harness/waits')>('../harness/waits').recordedSleep,
);

const [A, B, C] = ['3300504350583134260', '3300504350583134278', '3300504350583134286'];
const PAID = { payStatus: 2, orderStatus: 'WAITING_FOR_SENT' };
const UNPAID = { payStatus: 1, orderStatus: 'WAITING_FOR_PAYMENT' };
const CANCELLED = { payStatus: 1, orderStatus: 'CANCEL' };
const ODD = { payStatus: 9, orderStatus: 'PAYING' };
const NOBODY = page(200);

const LOST = failed('unknown', 'CONNECTION_LOST', 'lost');
const REFUSED = failed('rejected', 'ORDER_REFUSED', 'no', { failedReason: '?', httpStatus: 200 });
const IN_BOTH = failed('rejected', 'IN_BOTH_LISTS', 'both', { requestId: 'r0' });
const PAID_BEFORE = failed('unknown', 'XPORTCN_500', '?', {
	failedReason: '资金账户已经扣款,不可重复支付',
});

/**
 * Settles the results of orders.
 * @param looks what each order's details show, one look after the other, the last from then on
 */
async function settle(
	unclear: Record<string, Result>,
	looks: Record<string, Array<IDataObject | Reply>>,
	cancelSignal?: AbortSignal,
) {
	const left = structuredClone(looks);
	const { run, requests } = scriptedRun(
		({ orderId }) => {
			const shown = left[orderId as string];
			const look = shown.length > 1 ? (shown.shift() as IDataObject) : shown[0];
			return 'attempts' in look ? (look as Reply) : accepted({ orderId, ...look });
		},
		{ cancelSignal },
	);
	const results = await settlePayments(run, Object.keys(unclear), Object.values(unclear));
	return { results, asked: requests.map(({ body }) => body.orderId) };
}

beforeEach(() => {
	waits.length = 0;
});

it.each<[string, Result]>([
	['succeeded', succeeded({}, 'r0')],
	['was refused for a known reason', { ...REFUSED, failedReason: '余额不足' }],
	['was paid before', failed('alreadyPaid', 'ALREADY_PAID', '')],
	['was not sent', failed('notSent', 'NOT_CONNECTED', '')],
	['was refused with the whole call', failed('rejected', 'XPORTCN_401', '')],
])('What %s is not looked up', async (_, clear) => {
	const { results, asked } = await settle({ [A]: clear }, { [A]: [PAID] });
	expect(results).toEqual([clear]);
	expect(asked).toEqual([]);
	expect(waits).toEqual([]);
});

it.each([
	['was unclear', LOST],
	['stood in both lists', IN_BOTH],
])('A payment that %s succeeded if the details show it', async (_, unclear) => {
	const { results, asked } = await settle({ [A]: unclear }, { [A]: [PAID] });
	expect(results).toEqual([succeeded({ orderId: A, ...PAID, settledBy: 'orderDetails' }, 'r1')]);
	expect(asked).toEqual([A]);
});

it.each([
	['for a reason nobody knows', REFUSED],
	['because it was paid before', PAID_BEFORE],
])('A payment refused %s is of an order paid before if the details show it', async (_, unclear) => {
	const { results } = await settle({ [A]: unclear }, { [A]: [PAID] });
	expect(results).toEqual([
		failed(
			'alreadyPaid',
			'ALREADY_PAID',
			'Xportcn refused to pay this order, and its details show that it is paid. Nothing more to do.',
			{ failedReason: unclear.failedReason, httpStatus: unclear.httpStatus, requestId: 'r1' },
		),
	]);
});

it.each([
	['unpaid', UNPAID],
	['in a state nobody knows', ODD],
])('A refusal stands as soon as the details show the order %s', async (_, details) => {
	const { results, asked } = await settle({ [A]: REFUSED }, { [A]: [details] });
	expect(results).toEqual([REFUSED]);
	expect(asked).toEqual([A]);
});

describe('A payment that does not show', () => {
	const unclear = failed('unknown', 'XPORTCN_10001', '?', {
		failedReason: '?',
		httpStatus: 502,
		requestId: 'r0',
	});
	const evidence = { failedReason: '?', httpStatus: 502, requestId: 'r0' };

	it('was not debited, but only after the whole wait', async () => {
		const { results, asked } = await settle({ [A]: unclear }, { [A]: [UNPAID] });
		expect(results).toEqual([
			failed(
				'rejected',
				'STILL_UNPAID',
				'There was no clear answer to this payment, but 5.0 s later the order details still show the order as unpaid: it was not debited. It can be paid again, best with Options → Skip if Paid.',
				{ ...evidence, retryable: true },
			),
		]);
		expect(asked).toEqual([A, A, A, A, A]);
		expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(5000);
	});

	it('and whose order was cancelled was not debited either', async () => {
		const { results } = await settle({ [A]: unclear }, { [A]: [CANCELLED] });
		expect(results).toEqual([
			failed(
				'rejected',
				'ORDER_REFUSED',
				'There was no clear answer to this payment, but the order details show that the order was cancelled and not debited. Create it again if you still need it.',
				evidence,
			),
		]);
	});

	it.each<[string, Result, IDataObject]>([
		['the details say nothing clear', LOST, ODD],
		['the details are of no order by its number', LOST, { ...UNPAID, orderId: undefined }],
		['Xportcn refused it in one of two lists', IN_BOTH, UNPAID],
		['Xportcn said that it was paid before', PAID_BEFORE, UNPAID],
		['Xportcn said so of an order that is cancelled', PAID_BEFORE, CANCELLED],
	])('stays what it was when %s', async (_, result, details) => {
		const { results, asked } = await settle({ [A]: result }, { [A]: [details] });
		expect(results).toEqual([result]);
		expect(asked).toHaveLength(5);
	});
});

describe('Looking again', () => {
	it('is about what is still open only, and each result stays in its place', async () => {
		const clear = succeeded({}, 'r0');
		const { results, asked } = await settle(
			{ [C]: clear, [A]: LOST, [B]: LOST },
			{ [A]: [PAID], [B]: [UNPAID, PAID] },
		);
		expect(results.map((result) => 'json' in result && result.json.orderId)).toEqual([
			undefined,
			A,
			B,
		]);
		expect(asked).toEqual([A, B, B]);
	});

	it('ends after two looks in a row that nobody answered, one request each', async () => {
		const { results, asked } = await settle(
			{ [A]: LOST, [B]: LOST },
			{ [A]: [NOBODY], [B]: [PAID] },
		);
		expect(results).toEqual([LOST, LOST]);
		expect(asked).toEqual([A, A]);
	});

	it('that nobody answers any more leaves it unclear, also after a look that showed it unpaid', async () => {
		const { results } = await settle({ [A]: LOST }, { [A]: [UNPAID, NOBODY] });
		expect(results).toEqual([LOST]);
	});

	it('ends when nothing is open any more', async () => {
		await settle({ [A]: LOST }, { [A]: [PAID] });
		expect(waits).toHaveLength(1);
	});

	it('goes on when somebody answered in between', async () => {
		const { results, asked } = await settle({ [A]: LOST }, { [A]: [NOBODY, UNPAID, NOBODY, PAID] });
		expect(results).toMatchObject([{ outcome: 'succeeded' }]);
		expect(asked).toHaveLength(4);
	});

	it('asks for the other orders when one is not known', async () => {
		const { results, asked } = await settle(
			{ [A]: LOST, [B]: LOST },
			{ [A]: [accepted({})], [B]: [PAID] },
		);
		expect(results).toMatchObject([LOST, { outcome: 'succeeded' }]);
		expect(asked.slice(0, 2)).toEqual([A, B]);
	});

	it('does not begin when the execution was cancelled', async () => {
		const { results, asked } = await settle({ [A]: LOST }, { [A]: [PAID] }, AbortSignal.abort());
		expect(results).toEqual([LOST]);
		expect(asked).toEqual([]);
	});
});
