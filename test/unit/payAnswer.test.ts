import fc from 'fast-check';

import { resultsOfPay } from '../../nodes/XportcnKa/actions/order/payAnswer';

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
