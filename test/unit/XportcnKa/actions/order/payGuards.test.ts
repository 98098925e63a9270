import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { AmountUnit } from '../../../../../nodes/shared/money';
import type { OrderRead } from '../../../../../nodes/XportcnKa/actions/order/orderReader';
import {
	aboveRunMaximum,
	checkOrder,
	needsAmount,
	needsRead,
} from '../../../../../nodes/XportcnKa/actions/order/payGuards';
import type { PaySettings } from '../../../../../nodes/XportcnKa/actions/order/paySettings';
import type { PayTask } from '../../../../../nodes/XportcnKa/actions/order/payTask';
import { failed } from '../../../../../nodes/XportcnKa/outcome/outcome';
import type { Failed } from '../../../../../nodes/XportcnKa/outcome/outcome';

const [ID, OTHER] = ['3300504350583134260', '3300504350583134278'];
const UNPAID = { orderStatus: 'WAITING_FOR_PAYMENT', payStatus: 1 };
const PAID = { orderStatus: 'WAITING_FOR_SENT', payStatus: 2 };
const CANCELLED = { orderStatus: 'CANCEL', payStatus: 1 };

const SETTINGS: PaySettings = {
	batchSize: 10,
	maxConcurrency: 16,
	verifyUnknown: true,
	verifyWait: 5000,
	skipIfPaid: false,
	confirmPayment: false,
	confirmWait: 60_000,
	dryRun: false,
	alreadyPaidSucceeds: false,
	maximumPerRun: undefined,
};
const TASK: PayTask = {
	key: ID,
	identity: { orderId: ID },
	orderId: ID,
	expectedTotals: [],
	maximumPerOrder: undefined,
	refusal: undefined,
};
const expecting = (expected: number, tolerance = 0) => ({
	expectedTotals: [{ expected, most: expected + tolerance }],
});

interface Guarded {
	task?: Partial<PayTask>;
	settings?: Partial<PaySettings>;
	unit?: AmountUnit;
}

const check = (read: OrderRead, { task = {}, settings = {}, unit = 'fen' }: Guarded = {}) =>
	checkOrder({ ...TASK, ...task }, { ...SETTINGS, ...settings }, read, unit);
const checkDetails = (fields: IDataObject, guarded?: Guarded) =>
	check({ ok: true, order: { orderId: ID, ...fields }, requestId: 'r1' }, guarded);

/** The guards that hold an order's amount against something; 64.00 CNY fits into each. */
const AMOUNT_GUARDS: Array<[string, Guarded]> = [
	['Maximum per Order', { task: { maximumPerOrder: 10_000 } }],
	['Maximum per Run', { settings: { maximumPerRun: 10_000 } }],
	['Expected Total', { task: expecting(6400) }],
];
/** All that sends only what is clearly unpaid. */
const GUARDS: Array<[string, Guarded]> = [
	['Skip if Paid', { settings: { skipIfPaid: true } }],
	...AMOUNT_GUARDS,
];

describe('An order has to be read before it is paid', () => {
	it.each(GUARDS)('for %s', (_, { task, settings }) => {
		expect(needsRead({ ...TASK, ...task }, { ...SETTINGS, ...settings })).toBe(true);
	});

	it.each(AMOUNT_GUARDS)('with its amount for %s', (_, { task, settings }) => {
		expect(needsAmount({ ...TASK, ...task }, { ...SETTINGS, ...settings })).toBe(true);
	});

	it('for a dry run', () => {
		expect(needsRead(TASK, { ...SETTINGS, dryRun: true })).toBe(true);
	});

	it('for a limit of 0', () => {
		expect(needsAmount({ ...TASK, maximumPerOrder: 0 }, SETTINGS)).toBe(true);
		expect(needsAmount(TASK, { ...SETTINGS, maximumPerRun: 0 })).toBe(true);
		expect(needsAmount({ ...TASK, ...expecting(0) }, SETTINGS)).toBe(true);
	});

	it('and for nothing else', () => {
		expect(needsRead(TASK, { ...SETTINGS, confirmPayment: true })).toBe(false);
		expect(needsAmount(TASK, { ...SETTINGS, skipIfPaid: true, dryRun: true })).toBe(false);
	});
});

describe.each(GUARDS)('With %s', (_, guarded) => {
	it('an order that is clearly unpaid may go, with its amount', () => {
		expect(checkDetails({ ...UNPAID, totalAmount: 6400 }, guarded)).toEqual({ fen: 6400 });
	});

	it('an order that is paid is not sent', () => {
		expect(checkDetails({ ...PAID, totalAmount: 6400 }, guarded).held).toEqual(
			failed(
				'alreadyPaid',
				'ALREADY_PAID',
				'The order details show that this order is paid. It was not sent. There is nothing more to do.',
				{ requestId: 'r1', isOnSucceeded: false },
			),
		);
	});

	it('an order that is paid is not sent whatever its amount', () => {
		for (const totalAmount of [undefined, '6400', 1_000_000])
			expect(checkDetails({ ...PAID, totalAmount }, guarded).held?.outcome).toBe('alreadyPaid');
	});

	it('an order that is cancelled is not sent', () => {
		expect(checkDetails({ ...CANCELLED, totalAmount: 6400 }, guarded).held).toMatchObject({
			outcome: 'notSent',
			errorCode: 'ORDER_CANCELLED',
			retryable: false,
		});
	});

	it.each<[string, IDataObject]>([
		['an unknown status of payment', { ...UNPAID, payStatus: 9 }],
		['an unknown status', { ...UNPAID, orderStatus: 'PAYING' }],
		['a paid order that waits for payment', { ...UNPAID, payStatus: 2 }],
		['an unpaid order with a time of payment', { ...UNPAID, payTime: '2026-05-20 15:41:00' }],
		['a cancelled order that was paid', { ...CANCELLED, payStatus: 2 }],
		['a cancelled order with a time of payment', { ...CANCELLED, payTime: '2026-05-20 15:41:00' }],
		['an unpaid order that was shipped', { ...UNPAID, orderStatus: 'WAITING_FOR_SENT' }],
	])('an order is not sent when its details show %s', (_name, fields) => {
		expect(checkDetails({ ...fields, totalAmount: 6400 }, guarded).held).toMatchObject({
			outcome: 'notSent',
			errorCode: 'PAYMENT_STATE_UNCLEAR',
			retryable: false,
		});
	});

	it.each<[string, IDataObject]>([
		['without a number', { ...UNPAID, orderId: undefined, totalAmount: 6400 }],
		['of another order', { ...UNPAID, orderId: OTHER, totalAmount: 6400 }],
		['of another order that is paid', { ...PAID, orderId: OTHER, totalAmount: 6400 }],
		['without a status', { totalAmount: 6400 }],
		['with a status as text', { ...UNPAID, payStatus: '1', totalAmount: 6400 }],
		['in another shape', { baseInfo: { idOfStr: ID, status: 'waitbuyerpay', totalAmount: 64 } }],
		['that are empty', {}],
	])('an order is not sent on details %s', (_name, fields) => {
		expect(checkDetails(fields, guarded).held?.outcome).toBe('notSent');
	});

	it.each([true, false])(
		'an order is not sent when it cannot be read; retryable: %s',
		(retryable) => {
			const failure: Failed = {
				...failed('rejected', 'XPORTCN_500', 'Busy.'),
				...{ failedReason: '系统繁忙', httpStatus: 503, requestId: 'r2', retryable },
				isAboutCredential: true,
			};
			const { held } = check({ ok: false, failure }, guarded);
			expect(held).toEqual({
				...failure,
				outcome: 'notSent',
				errorCode: expect.any(String),
				errorMessage: expect.stringMatching(/it was not sent\. Busy\.$/),
			});
		},
	);
});

describe.each(AMOUNT_GUARDS)('With %s', (_, guarded) => {
	it.each<[string, IDataObject, AmountUnit]>([
		['a decimal in fen', { totalAmount: 64.5 }, 'fen'],
		['a text', { totalAmount: '6400' }, 'fen'],
		['nothing', {}, 'fen'],
		['null', { totalAmount: null }, 'fen'],
		['less than nothing', { totalAmount: -6400 }, 'fen'],
		['more than a number holds', { totalAmount: 2 ** 53 }, 'fen'],
		['a list', { totalAmount: [6400] }, 'fen'],
		['an amount under another name', { sumPayment: 6400 }, 'fen'],
		['an amount without the status of the order', { totalAmount: 6400, orderStatus: null }, 'fen'],
		['an amount with an empty status', { totalAmount: 6400, orderStatus: '' }, 'fen'],
		['an amount with a number as status', { totalAmount: 6400, orderStatus: 5 }, 'fen'],
		['an amount without a status of payment', { totalAmount: 6400, payStatus: undefined }, 'fen'],
		['an amount with a text as status of payment', { totalAmount: 6400, payStatus: '1' }, 'fen'],
		['an amount with a fraction as status', { totalAmount: 6400, payStatus: 1.5 }, 'fen'],
		['a part of a fen', { totalAmount: 64.005 }, 'yuan'],
		['a text in yuan', { totalAmount: '64.00' }, 'yuan'],
		[
			'an amount in another shape',
			{ totalAmount: undefined, baseInfo: { totalAmount: 64 } },
			'yuan',
		],
	])('%s is no amount that can be relied on', (_name, fields, unit) => {
		expect(checkDetails({ ...UNPAID, ...fields }, { ...guarded, unit }).held).toEqual(
			failed(
				'notSent',
				'TOTAL_UNREADABLE',
				"The order details do not state an amount that can be relied on, so the order was not sent. Look at the order with Order → Get, and check 'Amount Unit' in the credential. API → Check Setup finds the unit.",
				{ requestId: 'r1' },
			),
		);
	});

	it('no answer is no amount', () => {
		const failure = failed('unknown', 'TIMEOUT', 'No answer.', { retryable: true });
		expect(check({ ok: false, failure }, guarded).held).toEqual(
			failed(
				'notSent',
				'TOTAL_UNREADABLE',
				'The amount of this order could not be read, so it was not sent. No answer.',
				{ retryable: true },
			),
		);
	});

	it('an amount is read in the unit of the credential', () => {
		expect(checkDetails({ ...UNPAID, totalAmount: 64.01 }, { ...guarded, unit: 'yuan' })).toEqual(
			guarded.task?.expectedTotals
				? { held: expect.objectContaining({ errorCode: 'PRICE_CHANGED' }) as Failed }
				: { fen: 6401 },
		);
		expect(checkDetails({ ...UNPAID, totalAmount: 64 }, { ...guarded, unit: 'yuan' })).toEqual({
			fen: 6400,
		});
	});
});

describe('Maximum per Order', () => {
	it('lets the exact amount go, and nothing above it', () => {
		const guarded = { task: { maximumPerOrder: 6400 } };
		expect(checkDetails({ ...UNPAID, totalAmount: 6400 }, guarded)).toEqual({ fen: 6400 });
		expect(checkDetails({ ...UNPAID, totalAmount: 6401 }, guarded).held).toEqual(
			failed(
				'notSent',
				'ABOVE_MAXIMUM',
				"This order costs 64.01 CNY. That is above 'Maximum per Order (CNY)' 64.00, so it was not sent. Raise the limit if it should be paid.",
				{ requestId: 'r1', json: { totalCny: '64.01' } },
			),
		);
	});

	it('of 0 holds everything back that costs something', () => {
		const held = checkDetails({ ...UNPAID, totalAmount: 1 }, { task: { maximumPerOrder: 0 } }).held;
		expect(held?.errorCode).toBe('ABOVE_MAXIMUM');
	});
});

describe('Expected Total', () => {
	it.each([
		[0, 6400, true],
		[0, 6401, false],
		[500, 6900, true],
		[500, 6901, false],
		[0, 641, true],
	])('of 64.00 with a tolerance of %s fen lets %s fen go: %s', (tolerance, totalAmount, isFree) => {
		const checked = checkDetails({ ...UNPAID, totalAmount }, { task: expecting(6400, tolerance) });
		expect(checked).toEqual(
			isFree
				? { fen: totalAmount }
				: { held: expect.objectContaining({ outcome: 'notSent', errorCode: 'PRICE_CHANGED' }) },
		);
	});

	it('says what it costs and what was expected', () => {
		const { held } = checkDetails({ ...UNPAID, totalAmount: 7000 }, { task: expecting(6400, 500) });
		expect(held).toEqual(
			failed(
				'notSent',
				'PRICE_CHANGED',
				'This order costs 70.00 CNY. At most 69.00 CNY was expected, the tolerance included, so it was not sent. Look at the order, then pay it with the new amount.',
				{ requestId: 'r1', json: { totalCny: '70.00' } },
			),
		);
	});

	it.each([640, 64, 1, 0])('does not rely on a tenth of it or less: %s fen', (totalAmount) => {
		const { held } = checkDetails({ ...UNPAID, totalAmount }, { task: expecting(6400) });
		expect(held).toMatchObject({ outcome: 'notSent', errorCode: 'TOTAL_UNREADABLE' });
	});

	it('has to be met for every item that names the order', () => {
		const [low, high] = [expecting(6000, 100), expecting(6400)];
		const expectedTotals = [...high.expectedTotals, ...low.expectedTotals];
		const held = checkDetails({ ...UNPAID, totalAmount: 6400 }, { task: { expectedTotals } }).held;
		expect(held?.errorCode).toBe('PRICE_CHANGED');
		expect(checkDetails({ ...UNPAID, totalAmount: 6100 }, { task: { expectedTotals } })).toEqual({
			fen: 6100,
		});
		const other = [...low.expectedTotals, ...expecting(100_000).expectedTotals];
		expect(
			checkDetails({ ...UNPAID, totalAmount: 6000 }, { task: { expectedTotals: other } }).held
				?.errorCode,
		).toBe('TOTAL_UNREADABLE');
	});
});

describe('Already Paid Output', () => {
	it.each([true, false])('succeeded: %s', (alreadyPaidSucceeds) => {
		const settings = { skipIfPaid: true, alreadyPaidSucceeds };
		expect(checkDetails(PAID, { settings }).held?.isOnSucceeded).toBe(alreadyPaidSucceeds);
	});
});

describe('A dry run', () => {
	const dry = { settings: { dryRun: true } };

	it('reads what would be paid', () => {
		expect(checkDetails({ ...UNPAID, totalAmount: 6400 }, dry)).toEqual({ fen: 6400 });
	});

	it('without a guard holds nothing back for what cannot be read', () => {
		const failure = failed('unknown', 'TIMEOUT', 'No answer.', { retryable: true });
		const unread = check({ ok: false, failure }, dry);
		expect([unread.held, 'fen' in unread && unread.fen]).toEqual([undefined, undefined]);
		expect(checkDetails({ payStatus: 9, totalAmount: '?' }, dry)).toEqual({ fen: undefined });
		expect(checkDetails({ ...UNPAID, payStatus: 9, totalAmount: 6400 }, dry)).toEqual({
			fen: 6400,
		});
	});

	it.each(GUARDS)('leaves to %s what it holds back', (_, { task, settings }) => {
		const failure = failed('unknown', 'TIMEOUT', 'No answer.');
		const reads: OrderRead[] = [
			{ ok: false, failure },
			...[PAID, CANCELLED, { ...UNPAID, payStatus: 9 }, { ...UNPAID, totalAmount: 1_000_000 }].map(
				(fields): OrderRead => ({
					ok: true,
					order: { orderId: ID, totalAmount: 6400, ...fields },
					requestId: 'r1',
				}),
			),
		];
		for (const read of reads) {
			expect(check(read, { task, settings: { ...settings, dryRun: true } })).toEqual(
				check(read, { task, settings }),
			);
		}
	});
});

it('Above Maximum per Run, this order and all after it are not sent', () => {
	expect(aboveRunMaximum(6400, 10_000)).toEqual(
		failed(
			'notSent',
			'ABOVE_MAXIMUM',
			"This order costs 64.00 CNY. With what this execution has sent before, it goes above 'Maximum per Run (CNY)' 100.00. This order and all after it were not sent. Raise the limit, or pay them in another execution.",
			{ json: { totalCny: '64.00' } },
		),
	);
});

it('Nothing that is not clearly unpaid, readable and within its limits ever goes', () => {
	const value = fc.oneof(
		fc.constantFrom<unknown>('WAITING_FOR_PAYMENT', 'CANCEL', 'WAITING_FOR_SENT', '', null),
		fc.constantFrom<unknown>(0, 1, 2, 9, '1', ID, OTHER),
		fc.integer({ min: -10, max: 20_000 }),
		fc.double({ min: 0, max: 200 }),
	);
	const details = fc.record(
		{
			orderId: fc.oneof(fc.constant(ID), value),
			orderStatus: value,
			payStatus: value,
			payTime: fc.constantFrom<unknown>(undefined, null, '', '2026-05-20 15:41:00'),
			totalAmount: value,
		},
		{ requiredKeys: [] },
	) as fc.Arbitrary<IDataObject>;
	const amount = fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: undefined });
	fc.assert(
		fc.property(details, amount, amount, amount, (order, most, expected, maximumPerRun) => {
			fc.pre([most, expected, maximumPerRun].some((each) => each !== undefined));
			const task = {
				...(expected === undefined ? {} : expecting(expected, 100)),
				maximumPerOrder: most,
			};
			const checked = check(
				{ ok: true, order, requestId: null },
				{ task, settings: { maximumPerRun } },
			);
			if (checked.held) return;
			expect(order).toMatchObject({ orderId: ID, ...UNPAID, totalAmount: checked.fen });
			expect(order.payTime ?? '').toBe('');
			expect(Number.isInteger(checked.fen)).toBe(true);
			expect(checked.fen).toBeLessThanOrEqual(most ?? Infinity);
			expect(checked.fen).toBeLessThanOrEqual((expected ?? Infinity) + 100);
		}),
		{ numRuns: 2000 },
	);
});
