import fc from 'fast-check';

import { resultsOfPay } from '../../nodes/XportcnKa/actions/order/payAnswer';
import { failed, succeeded } from '../../nodes/XportcnKa/outcome/outcome';
import type { Failed } from '../../nodes/XportcnKa/outcome/outcome';

const ALREADY_PAID = '资金账户已经扣款,不可重复支付';
const orderId = fc
	.integer({ min: 0, max: 30 })
	.map((n) => `33005043505831342${String(n).padStart(2, '0')}`);
const reason = fc.constantFrom(
	ALREADY_PAID,
	'资金账户余额不足',
	'支付处理中,请勿重复支付',
	'?',
	null,
);
const junk = fc.oneof(fc.jsonValue(), fc.constant({ orderId: null }), fc.constant(3.3e18));

const resultsOf = (data: object, asked: string[]) =>
	resultsOfPay(
		{ httpStatus: 200, envelope: { code: 200, msg: null, requestId: 'r', data } },
		asked,
	);

describe('Splitting a pay answer', () => {
	it('gives each order asked for the one result that the lists speak for', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(orderId, { minLength: 1, maxLength: 10 }),
				fc.array(fc.oneof(orderId, junk)),
				fc.array(fc.record({ orderId, failedReason: reason })),
				(asked, successOrderIds, failedOrderList) => {
					const results = resultsOf({ successOrderIds, failedOrderList }, asked);
					expect(results).toHaveLength(asked.length);
					asked.forEach((id, index) => {
						const reasons = failedOrderList
							.filter((entry) => entry.orderId === id)
							.map(({ failedReason }) => failedReason);
						const expected =
							reasons.length === 0
								? successOrderIds.includes(id)
									? ['succeeded', 'unknown']
									: ['unknown']
								: reasons.every((each) => each === ALREADY_PAID)
									? ['alreadyPaid']
									: reasons.some((each) => each?.includes('处理中') || each === ALREADY_PAID)
										? ['unknown']
										: ['rejected'];
						expect(expected).toContain(results[index].outcome);
					});
				},
			),
		);
	});

	it('believes nothing to be paid beside a failed entry that names no order', () => {
		fc.assert(
			fc.property(fc.uniqueArray(orderId, { minLength: 1, maxLength: 5 }), junk, (asked, entry) => {
				const results = resultsOf({ successOrderIds: asked, failedOrderList: [entry] }, asked);
				expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['unknown']));
			}),
		);
	});

	it.each([
		['the plain id', ['3300504350583134260']],
		['an object instead of a list', { orderId: '3300504350583134260' }],
		['the id as a key', [{ '3300504350583134260': '余额不足' }]],
		['the id with a leading zero', [{ orderId: '03300504350583134260' }]],
		['the id in full-width digits', [{ orderId: '３３００５０４３５０５８３１３４２６０' }]],
		['the id rounded', [{ orderId: '3300504350583134000' }]],
		['the id in a list', [{ orderId: ['3300504350583134260'] }]],
	])('believes nothing to be paid when the failed list holds %s', (_, failedOrderList) => {
		const asked = ['3300504350583134260'];
		const [result] = resultsOf({ successOrderIds: asked, failedOrderList }, asked);
		expect(result).toMatchObject({ outcome: 'unknown', errorCode: 'UNREADABLE_ANSWER' });
	});
});

describe('What is said of an order', () => {
	const ID = '3300504350583134260';
	const LOOK_FIRST = 'Look at the order in Xportcn before you pay it again.';
	const ROUNDED = '3300504350583134000';
	const refused = (...reasons: Array<string | null>) => ({
		failedOrderList: reasons.map((failedReason) => ({ orderId: ID, failedReason })),
	});

	it('that is in the list of the paid', () => {
		expect(resultsOf({ successOrderIds: [ID] }, [ID])).toEqual([succeeded({}, 'r')]);
		expect(resultsOf({ successOrderIds: [ID], failedOrderList: null }, [ID])).toEqual([
			succeeded({}, 'r'),
		]);
	});

	it.each<[string, object, Failed['outcome'], Failed['errorCode'], string, string | null]>([
		[
			'in the list of the refused',
			refused('余额不足'),
			'rejected',
			'ORDER_REFUSED',
			'Xportcn refused to pay this order. The balance of the funds account is too small. Top it up, then run this again.',
			'余额不足',
		],
		[
			'there twice',
			refused('余额不足', '?', '余额不足', null),
			'rejected',
			'ORDER_REFUSED',
			'Xportcn refused to pay this order. The balance of the funds account is too small. Top it up, then run this again.',
			'余额不足 / ?',
		],
		[
			'there without a reason',
			refused(null),
			'rejected',
			'ORDER_REFUSED',
			"Xportcn refused to pay this order. The reason in Xportcn's own words is in 'failedReason'.",
			null,
		],
		[
			'in both lists',
			{ successOrderIds: [ID], ...refused('?') },
			'rejected',
			'IN_BOTH_LISTS',
			`Xportcn listed this order as paid and as refused; this node counts it as refused. The reason in Xportcn's own words is in 'failedReason'. ${LOOK_FIRST}`,
			'?',
		],
		[
			'there as paid before',
			refused(ALREADY_PAID),
			'alreadyPaid',
			'ALREADY_PAID',
			'The funds account was already debited for this order; it cannot be paid twice. Nothing more to do.',
			ALREADY_PAID,
		],
		[
			'there as paid before and as something else',
			refused(ALREADY_PAID, '余额不足'),
			'unknown',
			'ORDER_PENDING',
			`Xportcn gave reasons for this order that contradict each other, so it may have been paid. ${LOOK_FIRST}`,
			`${ALREADY_PAID} / 余额不足`,
		],
		[
			'there as under way',
			refused('支付处理中'),
			'unknown',
			'ORDER_PENDING',
			`Xportcn did not pay this order yet, but did not refuse it either. Xportcn may still be at work on it. ${LOOK_FIRST}`,
			'支付处理中',
		],
		[
			'in neither list',
			{},
			'unknown',
			'NOT_IN_ANSWER',
			`Xportcn answered without saying anything about this order, so it may have been paid. ${LOOK_FIRST}`,
			null,
		],
		[
			'paid beside a list that cannot be read',
			{ successOrderIds: [ID], failedOrderList: [null] },
			'unknown',
			'UNREADABLE_ANSWER',
			`Xportcn listed this order as paid, but its list of refused orders cannot be read, so the order may not have been paid. ${LOOK_FIRST}`,
			null,
		],
		[
			'paid beside one whose number it has when rounded',
			{ successOrderIds: [ID], failedOrderList: [{ orderId: ROUNDED }] },
			'unknown',
			'UNREADABLE_ANSWER',
			`Xportcn listed this order as paid, but its list of refused orders cannot be read, so the order may not have been paid. ${LOOK_FIRST}`,
			null,
		],
	])('that is %s', (_, data, outcome, errorCode, errorMessage, failedReason) => {
		expect(resultsOf(data, [ID])).toEqual([
			failed(outcome, errorCode, errorMessage, {
				failedReason,
				httpStatus: 200,
				requestId: 'r',
			}),
		]);
	});

	it('that is paid beside others that are refused', () => {
		const [result] = resultsOf(
			{ successOrderIds: [ID], failedOrderList: [{ orderId: '12', failedReason: '余额不足' }] },
			[ID, '12'],
		);
		expect(result.outcome).toBe('succeeded');
	});

	it('that is paid beside another one asked for whose number is the same when rounded', () => {
		const other = '3300504350583134261';
		expect(Number(other)).toBe(Number(ID));
		const [result] = resultsOf(
			{ successOrderIds: [ID], failedOrderList: [{ orderId: other, failedReason: '余额不足' }] },
			[ID, other],
		);
		expect(result.outcome).toBe('succeeded');
	});

	it.each([null, [], 'text', 7])('%j, as NOT_IN_ANSWER', (data) => {
		expect(resultsOf(data as unknown as object, [ID])).toMatchObject([
			{ errorCode: 'NOT_IN_ANSWER' },
		]);
	});

	it('whose number is unreadable in a list of the paid that is none', () => {
		expect(resultsOf({ successOrderIds: ID }, [ID])).toMatchObject([
			{ errorCode: 'NOT_IN_ANSWER' },
		]);
	});
});
