import { withCny } from '../../../nodes/shared/amounts';
import sample from '../../../sandbox/samples/preview.answer.json';

describe('withCny', () => {
	it("gives the amounts of the vendor's own preview sample in CNY", () => {
		expect(withCny(sample.data[0])).toEqual({
			...sample.data[0],
			shippingCny: '6.00',
			totalCny: '64.00',
			totalPaymentCny: '65.61',
			productCny: '58.00',
		});
	});

	it('gives those of an order', () => {
		const order = { totalAmount: 10_000, productAmount: 9500, shippingFee: 500, refundAmount: 0 };
		expect(withCny(order)).toEqual({
			...order,
			totalCny: '100.00',
			productCny: '95.00',
			shippingCny: '5.00',
			refundCny: '0.00',
		});
	});

	it('reads them in the unit that they have', () => {
		expect(withCny({ totalAmount: 64 }, 'yuan').totalCny).toBe('64.00');
		expect(withCny({ totalAmount: 64.5 }, 'yuan').totalCny).toBe('64.50');
		expect(withCny({ totalAmount: 64 }, 'fen').totalCny).toBe('0.64');
	});

	it.each([64.5, '6400', null, undefined, {}, 2 ** 60])(
		'gives nothing for %j fen',
		(totalAmount) => {
			expect(withCny({ totalAmount })).toEqual({ totalAmount });
		},
	);

	it.each([64.005, '64.00', null, -1])('gives nothing for %j yuan', (totalAmount) => {
		expect(withCny({ totalAmount }, 'yuan')).toEqual({ totalAmount });
	});

	it('leaves other names and the object itself alone', () => {
		const order = { amount: 5800, price: 2900, totalAmount: 6400 };
		expect(withCny(order)).toEqual({ ...order, totalCny: '64.00' });
		expect(order).not.toHaveProperty('totalCny');
	});
});
