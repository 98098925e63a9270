import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { parsePayResponse } from '../../../../../nodes/XportcnKa/actions/order/payResponse';
import { failed, succeeded } from '../../../../../nodes/XportcnKa/outcome/outcome';
import type { Failed, Result } from '../../../../../nodes/XportcnKa/outcome/outcome';
import type { HttpResult } from '../../../../../nodes/XportcnKa/transport/httpResult';
import sample from '../../../../../sandbox/samples/pay.answer.json';
import { accepted, answer, notSent, page, unanswered } from '../../../../harness/replies';

const ALREADY_PAID = '资金账户已经扣款,不可重复支付';
const [ID, OTHER, THIRD] = ['3300504350583134260', '3300504350583134278', '3300504350583134286'];
const LOOK_FIRST = 'Look at the order in Xportcn before you pay it again.';

const verdictsOf = (response: HttpResult, asked: string[]) => {
	const verdicts = parsePayResponse(response, asked);
	expect([...verdicts.keys()]).toEqual(asked);
	return [...verdicts.values()];
};
const resultsOf = (data: unknown, asked = [ID]): Result[] =>
	verdictsOf(accepted(data), asked).map(({ result }) => result);
const refused = (...reasons: Array<string | null>) => ({
	failedOrderList: reasons.map((failedReason) => ({ orderId: ID, failedReason })),
});

const orderId = fc
	.integer({ min: 0, max: 30 })
	.map((n) => `33005043505831342${String(n).padStart(2, '0')}`);
const reason = fc.constantFrom(
	ALREADY_PAID,
	'资金账户余额不足',
	'支付处理中,请勿重复支付',
	'支付请求已提交,请勿重复操作',
	'订单已提交支付，如需修改请先取消提交支付',
	'?',
	null,
);
const junk = fc.oneof(fc.jsonValue(), fc.constant({ orderId: null }), fc.constant(3.3e18));

describe('An accepted pay answer', () => {
	it('gives each order asked for the one result that the lists speak for', () => {
		const isUnderWay = (text: string | null) => /处理中|已提交/.test(text ?? '');
		fc.assert(
			fc.property(
				fc.uniqueArray(orderId, { minLength: 1, maxLength: 10 }),
				fc.array(fc.oneof(orderId, junk)),
				fc.array(fc.record({ orderId, failedReason: reason })),
				(asked, successOrderIds, failedOrderList) => {
					const results = resultsOf({ successOrderIds, failedOrderList }, asked);
					asked.forEach((id, index) => {
						const reasons = failedOrderList
							.filter((entry) => entry.orderId === id)
							.map(({ failedReason }) => failedReason);
						const isInBoth = reasons.length > 0 && successOrderIds.includes(id);
						const expected =
							reasons.length === 0
								? successOrderIds.includes(id)
									? ['succeeded', 'unknown']
									: ['unknown']
								: reasons.every((each) => each === ALREADY_PAID)
									? ['alreadyPaid']
									: isInBoth || reasons.some((each) => isUnderWay(each) || each === ALREADY_PAID)
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
		['the plain id', [ID]],
		['an object instead of a list', { orderId: ID }],
		['the id as a key', [{ [ID]: '余额不足' }]],
		['the id with a leading zero', [{ orderId: `0${ID}` }]],
		['the id in full-width digits', [{ orderId: '３３００５０４３５０５８３１３４２６０' }]],
		['the id rounded', [{ orderId: '3300504350583134000' }]],
		['the id in a list', [{ orderId: [ID] }]],
		['words', '余额不足'],
	])('believes nothing to be paid when the failed list holds %s', (_, failedOrderList) => {
		const [result] = resultsOf({ successOrderIds: [ID], failedOrderList });
		expect(result).toMatchObject({ outcome: 'unknown', errorCode: 'UNREADABLE_ANSWER' });
	});

	it("of the vendor's own sample is about an order that was debited before", () => {
		const verdicts = parsePayResponse(accepted(sample.data), sample.data.successOrderIds);
		expect([...verdicts.values()]).toEqual([
			expect.objectContaining({
				result: expect.objectContaining({ outcome: 'alreadyPaid', failedReason: ALREADY_PAID }),
			}),
		]);
	});
});

describe('What an accepted answer says of an order', () => {
	const ROUNDED = '3300504350583134000';

	it('that is in the list of the paid', () => {
		expect(resultsOf({ successOrderIds: [ID] })).toEqual([succeeded({}, 'r1')]);
		expect(resultsOf({ successOrderIds: [ID], failedOrderList: null })).toEqual([
			succeeded({}, 'r1'),
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
			'there for the signature',
			refused('签名错误'),
			'rejected',
			'ORDER_REFUSED',
			"Xportcn refused to pay this order. The signature was not accepted. Check 'Access Key' and 'Access Secret'. If both are right, run API → Check Setup: it finds the right rule.",
			'签名错误',
		],
		...['?', '余额不足', '支付处理中', null].map(
			(text): [string, object, 'unknown', 'IN_BOTH_LISTS', string, string | null] => [
				`in both lists, refused with ${text}`,
				{ successOrderIds: [ID], ...refused(text) },
				'unknown',
				'IN_BOTH_LISTS',
				`Xportcn listed this order as paid and as refused. It may have been paid. ${LOOK_FIRST}`,
				text,
			],
		),
		[
			'in both lists, for being paid before in words that are not documented',
			{ successOrderIds: [ID], ...refused('订单已支付') },
			'unknown',
			'IN_BOTH_LISTS',
			`Xportcn listed this order as paid and as refused. It may have been paid. ${LOOK_FIRST}`,
			'订单已支付',
		],
		[
			'in both lists, for two reasons',
			{ successOrderIds: [ID], ...refused(ALREADY_PAID, '余额不足') },
			'unknown',
			'IN_BOTH_LISTS',
			`Xportcn listed this order as paid and as refused. It may have been paid. ${LOOK_FIRST}`,
			`${ALREADY_PAID} / 余额不足`,
		],
		...[{}, { successOrderIds: [ID] }].map(
			(more): [string, object, 'alreadyPaid', 'ALREADY_PAID', string, string] => [
				`debited before, by the documented reason, beside ${JSON.stringify(more)}`,
				{ ...more, ...refused(ALREADY_PAID) },
				'alreadyPaid',
				'ALREADY_PAID',
				'The funds account was already debited for this order. It cannot be paid twice. Do not pay it again. Order → Get shows whether it is paid by now.',
				ALREADY_PAID,
			],
		),
		[
			'there as paid before, in other words',
			refused('订单已支付'),
			'alreadyPaid',
			'ALREADY_PAID',
			'The order was already paid. It cannot be paid twice. Do not pay it again. Order → Get shows whether it is paid by now.',
			'订单已支付',
		],
		[
			'there as paid before and as something else',
			refused(ALREADY_PAID, '余额不足'),
			'unknown',
			'ORDER_PENDING',
			`Xportcn gave reasons for this order that contradict each other. It may have been paid. ${LOOK_FIRST}`,
			`${ALREADY_PAID} / 余额不足`,
		],
		...[
			'支付处理中，请勿重复支付',
			'支付请求已提交,请勿重复操作',
			'订单已提交支付，如需修改请先取消提交支付',
			'等待银行确认',
		].map((text): [string, object, 'unknown', 'ORDER_PENDING', string, string] => [
			`there as under way: ${text}`,
			refused(text),
			'unknown',
			'ORDER_PENDING',
			`Xportcn did not pay this order yet, but did not refuse it either. Xportcn may still be at work on it. ${LOOK_FIRST}`,
			text,
		]),
		[
			'in neither list',
			{},
			'unknown',
			'NOT_IN_ANSWER',
			`Xportcn's answer says nothing about this order. It may have been paid. ${LOOK_FIRST}`,
			null,
		],
		[
			'paid beside a list that cannot be read',
			{ successOrderIds: [ID], failedOrderList: [null] },
			'unknown',
			'UNREADABLE_ANSWER',
			`Xportcn listed this order as paid, but its list of refused orders cannot be read. The order may not have been paid. ${LOOK_FIRST}`,
			null,
		],
		[
			'paid beside one whose number it has when rounded',
			{ successOrderIds: [ID], failedOrderList: [{ orderId: ROUNDED }] },
			'unknown',
			'UNREADABLE_ANSWER',
			`Xportcn listed this order as paid, but its list of refused orders cannot be read. The order may not have been paid. ${LOOK_FIRST}`,
			null,
		],
	])('that is %s', (_, data, outcome, errorCode, errorMessage, failedReason) => {
		expect(resultsOf(data)).toEqual([
			failed(outcome, errorCode, errorMessage, {
				failedReason,
				httpStatus: 200,
				requestId: 'r1',
			}),
		]);
	});

	it('that is paid beside others that are refused', () => {
		const [result] = resultsOf(
			{ successOrderIds: [ID], failedOrderList: [{ orderId: OTHER, failedReason: '余额不足' }] },
			[ID, OTHER],
		);
		expect(result.outcome).toBe('succeeded');
	});

	it('that is paid beside another one asked for whose number is the same when rounded', () => {
		const twin = '3300504350583134261';
		expect(Number(twin)).toBe(Number(ID));
		const [result] = resultsOf(
			{ successOrderIds: [ID], failedOrderList: [{ orderId: twin, failedReason: '余额不足' }] },
			[ID, twin],
		);
		expect(result.outcome).toBe('succeeded');
	});

	it.each([null, [], {}, 'text', 7, true, [ID], { successOrderIds: ID }, { successOrderIds: {} }])(
		'when the data is %j: nothing',
		(data) => {
			expect(resultsOf(data)).toMatchObject([{ outcome: 'unknown', errorCode: 'NOT_IN_ANSWER' }]);
		},
	);

	it('that nobody asked for is no matter', () => {
		const foreign = '3300504350599999999';
		const data = { successOrderIds: [OTHER, ID], failedOrderList: [{ orderId: foreign }] };
		expect(resultsOf(data)).toEqual([succeeded({}, 'r1')]);
	});
});

describe('Whether an answer took an order on', () => {
	const wasAccepted = (response: HttpResult) => verdictsOf(response, [ID])[0].wasAccepted;

	it.each<[string, unknown]>([
		['it lists it as paid', { successOrderIds: [ID] }],
		['it lists it as paid and as refused', { successOrderIds: [ID], ...refused('?') }],
		['it says nothing of it', {}],
		['its failed list cannot be read', { successOrderIds: [ID], failedOrderList: [null] }],
		['it says that it is under way', refused('支付处理中')],
		['it gives a link', { ...refused('余额不足'), payUrl: 'https://cashier' }],
	])('yes, when %s', (_, data) => {
		expect(wasAccepted(accepted(data))).toBe(true);
	});

	it('yes, when it accepted the call and then says that it did not succeed', () => {
		expect(wasAccepted(answer(200, { success: false }))).toBe(true);
	});

	it.each<[string, HttpResult]>([
		['it refuses it', accepted(refused('余额不足'))],
		['it refuses the call', answer(500, { msg: '系统繁忙' })],
		['there is none', unanswered('timeout')],
		['it is a page', page(502)],
		['nothing was sent', notSent('notConnected', '')],
	])('no, when %s', (_, response) => {
		expect(wasAccepted(response)).toBe(false);
	});
});

describe('Any other answer', () => {
	it.each<[string, HttpResult, string]>([
		['no connection', notSent('notConnected', 'ECONNREFUSED'), 'notSent'],
		["a gateway's 429", page(429), 'rejected'],
		['a wrong signature', answer(401, { msg: '签名错误' }), 'rejected'],
		['no answer', unanswered('timeout'), 'unknown'],
		['a page', page(502), 'unknown'],
		['a server fault in words of a refusal', answer(500, { msg: '余额不足' }), 'unknown'],
		['a success that is none', answer(200, { success: 'false' }), 'unknown'],
		[
			'a success that is none in the data',
			accepted({ success: false, successOrderIds: [ID, OTHER, THIRD] }),
			'unknown',
		],
		['a refusal of the whole call', answer(400, { msg: '余额不足' }), 'unknown'],
		['"debited before" of the whole call', answer(500, { msg: ALREADY_PAID }), 'unknown'],
	])('is about every order of the request alike: %s', (_, response, outcome) => {
		for (const { result } of verdictsOf(response, [ID, OTHER, THIRD]))
			expect(result).toMatchObject({ outcome });
	});

	it('can be a plain no for a single order', () => {
		expect(verdictsOf(answer(400, { msg: '余额不足' }), [ID])[0].result.outcome).toBe('rejected');
		expect(verdictsOf(answer(500, { msg: '余额不足' }), [ID])[0].result.outcome).toBe('unknown');
		expect(verdictsOf(answer(400, { msg: '?' }), [ID])[0].result.outcome).toBe('unknown');
	});
});

describe('Whether an answer says of an order that it was debited before', () => {
	const saysPaidBefore = (response: HttpResult, asked = [ID]) =>
		verdictsOf(response, asked)[0].saysPaidBefore;

	it.each([ALREADY_PAID, '订单已支付'])('yes, when it refuses this order with %s', (reason) => {
		expect(saysPaidBefore(accepted(refused(reason)), [ID, OTHER])).toBe(true);
		expect(saysPaidBefore(accepted(refused(reason, '余额不足')), [ID, OTHER])).toBe(true);
		expect(saysPaidBefore(answer(500, { msg: reason }))).toBe(true);
	});

	it.each<[string, HttpResult, string[]]>([
		['it refuses a call for several', answer(500, { msg: ALREADY_PAID }), [ID, OTHER]],
		['it refuses another one', accepted(refused(ALREADY_PAID)), [OTHER, ID]],
		['it lists it as paid', accepted({ successOrderIds: [ID] }), [ID]],
		['it lists it as paid, too', accepted({ successOrderIds: [ID], ...refused('?') }), [ID]],
		['it refuses it for something else', accepted(refused('余额不足')), [ID]],
		['there is none', unanswered('timeout'), [ID]],
	])('no, when %s', (_, response, asked) => {
		expect(saysPaidBefore(response, asked)).toBe(false);
	});
});

describe('A payment link', () => {
	const URL = 'https://trade.1688.com/pay?id=1';
	const link = (requestId: string | null = 'r1', failedReason: string | null = null) =>
		expect.objectContaining({
			outcome: 'unknown',
			errorCode: 'PAYMENT_LINK',
			retryable: false,
			requestId,
			failedReason,
			json: { payUrl: URL },
			errorMessage:
				"Xportcn gave a payment link, which is no payment. Look at the order in Xportcn. If it is not paid there, somebody still has to pay at the link in 'payUrl'.",
		});

	it.each<[string, unknown]>([
		['instead of the lists', { payUrl: URL }],
		['beside the list of the paid', { successOrderIds: [ID], payUrl: URL }],
		['with blanks around it', { successOrderIds: [ID], payUrl: ` ${URL}\n` }],
		['under a name in other letters', { successOrderIds: [ID], PayURL: URL }],
		['in an object', { successOrderIds: [ID], pay: { payUrl: URL } }],
		['in a list', { successOrderIds: [ID], links: [{ orderId: ID, payUrl: URL }] }],
		['in a list of all', [{ orderId: ID, payUrl: URL }]],
		['with the number of another thing', { successOrderIds: [ID], orderId: '77', payUrl: URL }],
		['with a foreign order number', { successOrderIds: [ID], orderId: OTHER, payUrl: URL }],
		[
			'far inside',
			{
				successOrderIds: [ID],
				a: JSON.parse(`${'[{"a":'.repeat(20)}{"payUrl":"${URL}"}${'}]'.repeat(20)}`),
			},
		],
	])('%s is no payment', (_, data) => {
		expect(resultsOf(data)).toEqual([link()]);
	});

	it('is one also within a text', () => {
		const pay = JSON.stringify({ payUrl: URL });
		for (const text of [pay, JSON.stringify(pay)]) {
			expect(resultsOf({ successOrderIds: [ID], pay: text })).toMatchObject([
				{ outcome: 'unknown', errorCode: 'PAYMENT_LINK', json: { payUrl: text } },
			]);
		}
	});

	it('that is no text is one all the same', () => {
		for (const payUrl of [[URL], { url: URL }]) {
			expect(resultsOf({ successOrderIds: [ID], payUrl })).toMatchObject([
				{ outcome: 'unknown', errorCode: 'PAYMENT_LINK', json: { payUrl } },
			]);
		}
	});

	it.each([null, '', '  ', [], {}, false])('that is %j is none', (payUrl) => {
		expect(resultsOf({ successOrderIds: [ID], payUrl })).toEqual([succeeded({}, 'r1')]);
	});

	it('with the number of one order is about that order only', () => {
		const data = { successOrderIds: [ID, OTHER], list: [{ orderId: OTHER, payUrl: URL }] };
		expect(resultsOf(data, [ID, OTHER])).toEqual([succeeded({}, 'r1'), link()]);
	});

	it('without a number is about every order', () => {
		const data = { successOrderIds: [ID, OTHER], payUrl: URL };
		expect(resultsOf(data, [ID, OTHER, THIRD])).toEqual([link(), link(), link()]);
	});

	it('keeps the reason of a refusal that it takes the certainty from', () => {
		expect(resultsOf({ payUrl: URL, ...refused('余额不足') })).toEqual([link('r1', '余额不足')]);
	});

	it('counts in an answer that is no success, too', () => {
		for (const response of [
			answer(500, { data: { payUrl: URL }, requestId: 'r1' }),
			answer(200, { success: false, data: { payUrl: URL }, requestId: 'r1' }),
		])
			expect(verdictsOf(response, [ID])[0].result).toEqual(link());
	});
});

it('Nothing but an accepted answer that lists an order as paid, without anything against it, is a payment', () => {
	const data = fc.record(
		{
			successOrderIds: fc.oneof(fc.array(fc.oneof(orderId, junk)), junk),
			failedOrderList: fc.oneof(
				fc.array(fc.oneof(fc.record({ orderId, failedReason: reason }), junk)),
				junk,
			),
			success: fc.constantFrom<unknown>(true, false, 'false', null, 'no', 0),
			payUrl: fc.constantFrom<unknown>(null, '', 'https://cashier'),
		},
		{ requiredKeys: [] },
	) as fc.Arbitrary<IDataObject>;
	fc.assert(
		fc.property(
			data,
			fc.constantFrom(200, 201, 400, 429, 500),
			fc.constantFrom(200, 200, 200, 0, 401, 500),
			fc.constantFrom<unknown>(undefined, true, false, 'false'),
			(shown, httpStatus, code, success) => {
				const asked = ['3300504350583134200', '3300504350583134201'];
				const response = answer(code, { httpStatus, success, data: shown });
				for (const [id, { result }] of parsePayResponse(response, asked)) {
					if (result.outcome !== 'succeeded') continue;
					expect(httpStatus).toBeLessThan(300);
					expect(code).toBe(200);
					expect([undefined, true]).toContain(success);
					expect([undefined, null, true]).toContain(shown.success);
					expect([undefined, null, '']).toContain(shown.payUrl);
					expect(shown.successOrderIds).toContain(id);
					expect(JSON.stringify(shown.failedOrderList ?? null)).not.toContain(id);
				}
			},
		),
		{ numRuns: 1000 },
	);
});
