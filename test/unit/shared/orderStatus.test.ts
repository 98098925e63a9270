import {
	orderStatuses,
	payStatuses,
	stageOf,
	statusText,
	taobaoStatuses,
} from '../../../nodes/shared/orderStatus';

describe('The status of an order in words', () => {
	it.each([
		['before payment', { orderStatus: 'WAITING_FOR_PAYMENT', payStatus: 1 }, 'Waiting for payment'],
		[
			'after payment',
			{ orderStatus: 'WAITING_FOR_SENT', payStatus: 2 },
			'Paid, waiting for the seller to ship',
		],
		['cancelled', { orderStatus: 'CANCEL', payStatus: 1 }, 'Cancelled'],
		['cancelled after payment', { orderStatus: 'CANCEL', payStatus: 2 }, 'Paid, cancelled'],
		[
			'being paid',
			{ orderStatus: 'WAITING_FOR_PAYMENT', payStatus: 9 },
			'Being paid, waiting for payment',
		],
		['in a 1688 tree', { baseInfo: { status: 'waitbuyerreceive' } }, 'Shipped'],
		['on Taobao', { orderStatus: 11 }, 'Shipped'],
		['without a payment state', { orderStatus: 'CANCEL' }, 'Cancelled'],
	])('%s', (_, order, text) => {
		expect(statusText(order)).toBe(text);
	});

	it('shows a code that nobody knows as it is', () => {
		expect(statusText({ orderStatus: 'ON_THE_MOON', payStatus: 2 })).toBe('Paid, ON_THE_MOON');
		expect(statusText({ orderStatus: 'ON_THE_MOON', payStatus: 77 })).toBe(
			'PayStatus 77, ON_THE_MOON',
		);
	});

	it('says nothing of an object without a status', () => {
		expect(statusText({ orderId: '3300504350583134260', orderStatus: null })).toBeUndefined();
	});

	it.each([
		['orderStatuses', orderStatuses],
		['payStatuses', payStatuses],
		['taobaoStatuses', taobaoStatuses],
	])('%s has each code once, with a source', (_, codes) => {
		expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length);
		for (const { text, source } of codes) {
			expect(text).toMatch(/^[a-z]/);
			expect(source).not.toBe('');
		}
	});
});

describe('How far an order is', () => {
	it('is what the table says, in capitals or not', () => {
		for (const { code, stage } of orderStatuses) {
			for (const orderStatus of [code, String(code).toUpperCase(), String(code).toLowerCase()]) {
				expect(stageOf({ orderStatus })).toEqual({ byStatus: stage, byPayment: undefined });
			}
		}
		for (const { code, stage } of payStatuses) {
			for (const payStatus of [code, String(code)]) {
				expect(stageOf({ payStatus })).toEqual({ byStatus: undefined, byPayment: stage });
			}
		}
	});

	it('is not known of a status of Taobao, of any other value, and of none', () => {
		for (const orderStatus of [11, 'ON_THE_MOON', null, undefined, {}]) {
			expect(stageOf({ orderStatus } as never).byStatus).toBeUndefined();
		}
	});

	it('has one stage for each spelling', () => {
		const stages = new Map<string, unknown>();
		for (const { code, stage } of orderStatuses) {
			const key = String(code).toLowerCase();
			expect(stages.get(key) ?? stage).toBe(stage);
			stages.set(key, stage);
		}
	});
});
