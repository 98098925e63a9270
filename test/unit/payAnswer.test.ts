import fc from 'fast-check';

import { resultsOfPay } from '../../nodes/XportcnKa/actions/order/payAnswer';

const orderId = fc
	.integer({ min: 0, max: 30 })
	.map((n) => `33005043505831342${String(n).padStart(2, '0')}`);
const junk = fc.oneof(
	fc.jsonValue(),
	fc.constant({ orderId: null }),
	fc.constant(3300504350583134000),
);

describe('Splitting a pay answer', () => {
	it('gives each order asked for exactly one result, whatever the lists hold', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(orderId, { minLength: 1, maxLength: 10 }),
				fc.array(fc.oneof(orderId, junk)),
				fc.array(fc.oneof(fc.record({ orderId, failedReason: fc.oneof(fc.string(), junk) }), junk)),
				(asked, successOrderIds, failedOrderList) => {
					const envelope = {
						code: 200,
						msg: null,
						requestId: 'r',
						data: { successOrderIds, failedOrderList },
					};
					const results = resultsOfPay({ httpStatus: 200, envelope }, asked);

					expect(results).toHaveLength(asked.length);
					asked.forEach((id, index) => {
						const paid = successOrderIds.includes(id);
						const refused = failedOrderList.some(
							(entry) =>
								typeof entry === 'object' &&
								entry !== null &&
								'orderId' in entry &&
								entry.orderId === id,
						);
						const expected = refused
							? ['rejected', 'alreadyPaid']
							: paid
								? ['succeeded']
								: ['unknown'];
						expect(expected).toContain(results[index].outcome);
					});
				},
			),
		);
	});
});
