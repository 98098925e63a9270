import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { PayVerdict } from '../../../../../nodes/XportcnKa/actions/order/payResponse';
import {
	confirmPayments,
	isOpen,
	verifyPayments,
} from '../../../../../nodes/XportcnKa/actions/order/verifyPayments';
import type { OpenPayment } from '../../../../../nodes/XportcnKa/actions/order/verifyPayments';
import { failed, succeeded } from '../../../../../nodes/XportcnKa/outcome/outcome';
import type { Failed, Result } from '../../../../../nodes/XportcnKa/outcome/outcome';

const [A, B, C] = ['3300504350583134260', '3300504350583134278', '3300504350583134286'];
const PAID = { payStatus: 2, orderStatus: 'WAITING_FOR_SENT' };
const UNPAID = { payStatus: 1, orderStatus: 'WAITING_FOR_PAYMENT' };
const CANCELLED = { payStatus: 1, orderStatus: 'CANCEL' };
const ODD = { payStatus: 9, orderStatus: 'PAYING' };
const NOBODY = 'nobody answers' as const;
type ErrorCode = Failed['errorCode'];
type Look = IDataObject | typeof NOBODY;

const verdict = (result: Result, changes: Partial<PayVerdict> = {}): PayVerdict => ({
	result,
	wasAccepted: false,
	saysPaidBefore: false,
	...changes,
});
const DETAILS = { failedReason: '?', httpStatus: 502, requestId: 'r0' };
const unclear = (errorCode: ErrorCode = 'CONNECTION_LOST', more: Partial<Failed> = {}) =>
	failed('unknown', errorCode, 'unclear', { ...DETAILS, ...more });
const REFUSED = failed('rejected', 'ORDER_REFUSED', 'Refused.', DETAILS);
const LINK = unclear('PAYMENT_LINK', { json: { payUrl: 'https://cashier' } });
const ACCEPTED = succeeded({}, 'r0');
const PAID_BEFORE = failed('alreadyPaid', 'ALREADY_PAID', 'Paid before.', DETAILS);
const paid = (orderId: string) => ({
	outcome: 'succeeded',
	json: expect.objectContaining({ orderId, ...PAID, settledBy: 'orderDetails' }) as IDataObject,
	requestId: 'r1',
});

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/**
 * Verifies or confirms payments over 5 s.
 * @param looks what each order's details show, one look after the other, the last from then on
 * @returns what became of each, by its number, and which orders were read, when
 */
async function settle(
	poll: typeof verifyPayments,
	verdicts: Record<string, PayVerdict>,
	looks: Record<string, Look[]>,
	cancelSignal?: AbortSignal,
) {
	const startedAt = Date.now();
	const reads: Array<{ orderId: string; atMs: number }> = [];
	const left = structuredClone(looks);
	const read: OpenPayment['read'] = async (orderId) => {
		reads.push({ orderId, atMs: Date.now() - startedAt });
		const look = left[orderId].length > 1 ? left[orderId].shift() : left[orderId][0];
		return look === NOBODY || look === undefined
			? { ok: false, failure: failed('unknown', 'TIMEOUT', '') }
			: { ok: true, order: { orderId, ...look }, requestId: 'r1' };
	};
	const payments = Object.entries(verdicts).map(([orderId, each]): OpenPayment => ({
		key: orderId,
		orderId,
		verdict: each,
		read,
		unit: 'fen',
	}));
	const settled = poll(payments, 5000, cancelSignal);
	await jest.advanceTimersByTimeAsync(5000);
	const results = new Map([...(await settled)].map(([{ orderId }, result]) => [orderId, result]));
	return { results: Object.fromEntries(results), reads };
}

const verify = async (
	verdicts: Record<string, PayVerdict>,
	looks: Record<string, Look[]>,
	cancelSignal?: AbortSignal,
) => await settle(verifyPayments, verdicts, looks, cancelSignal);
const verifyOne = async (each: PayVerdict, ...looks: Look[]) =>
	(await verify({ [A]: each }, { [A]: looks })).results[A];
const confirm = async (verdicts: Record<string, PayVerdict>, looks: Record<string, Look[]>) =>
	await settle(confirmPayments, verdicts, looks);

describe('Details can tell more', () => {
	it.each<[string, Result, boolean]>([
		['unknown', unclear(), true],
		['a payment link', LINK, true],
		['refused in words nobody knows', REFUSED, true],
		['refused without words', { ...REFUSED, failedReason: null }, true],
		['refused in known words', { ...REFUSED, failedReason: '余额不足' }, false],
		['succeeded', ACCEPTED, false],
		['paid before', PAID_BEFORE, false],
		['not sent', failed('notSent', 'NOT_CONNECTED', ''), false],
		['refused with the whole call', failed('rejected', 'XPORTCN_401', ''), false],
		["refused by a gateway's 429", failed('rejected', 'TOO_MANY_REQUESTS', ''), false],
	])('of what is %s', (_, result, isIt) => {
		expect(isOpen(verdict(result))).toBe(isIt);
	});
});

const UNKNOWN_CODES: ErrorCode[] = [
	...(['CONNECTION_LOST', 'TIMEOUT', 'NOT_XPORTCN', 'NOT_SUCCESSFUL', 'NOT_IN_ANSWER'] as const),
	...([
		'IN_BOTH_LISTS',
		'ORDER_PENDING',
		'UNREADABLE_ANSWER',
		'XPORTCN_400',
		'XPORTCN_500',
	] as const),
];

describe('"Paid"', () => {
	it.each([...UNKNOWN_CODES, 'PAYMENT_LINK' as const])(
		'proves that a payment succeeded: %s',
		async (code) => {
			expect(await verifyOne(verdict(unclear(code)), PAID)).toEqual(paid(A));
			expect(await verifyOne(verdict(unclear(code), { wasAccepted: true }), PAID)).toEqual(paid(A));
		},
	);

	it('is found out late, too', async () => {
		expect(await verifyOne(verdict(unclear()), UNPAID, ODD, NOBODY, UNPAID, PAID)).toEqual(paid(A));
	});

	it('gives the amount in CNY along', async () => {
		expect(await verifyOne(verdict(unclear()), { ...PAID, totalAmount: 6400 })).toMatchObject({
			json: { totalAmount: 6400, totalCny: '64.00' },
		});
	});

	it.each<[string, PayVerdict]>([
		['in words nobody knows', verdict(REFUSED)],
		['as debited before', verdict(unclear('XPORTCN_500'), { saysPaidBefore: true })],
	])('of an order that was refused %s: it was paid before', async (_, each) => {
		expect(await verifyOne(each, PAID)).toEqual(
			failed(
				'alreadyPaid',
				'ALREADY_PAID',
				'Xportcn refused to pay this order, and its details show that it is paid. There is nothing more to do.',
				{ ...DETAILS, requestId: 'r1' },
			),
		);
	});

	it('after "debited before" of a call for several is a payment of this run', async () => {
		const ofTheCall = unclear('XPORTCN_500', { failedReason: '资金账户已经扣款,不可重复支付' });
		expect(await verifyOne(verdict(ofTheCall), PAID)).toEqual(paid(A));
	});

	it.each<[string, IDataObject]>([
		['of another order', { ...PAID, orderId: B }],
		['of no order in particular', { ...PAID, orderId: undefined }],
		['beside "waiting for payment"', { ...UNPAID, payStatus: 2 }],
		['of an order that is cancelled', { ...CANCELLED, payStatus: 2 }],
		['as text', { ...PAID, payStatus: '2' }],
	])('%s proves nothing', async (_, details) => {
		expect(await verifyOne(verdict(unclear()), details)).toBeUndefined();
	});
});

describe('"Still unpaid"', () => {
	it.each(UNKNOWN_CODES)('proves nothing: %s', async (code) => {
		for (const wasAccepted of [false, true]) {
			const result = await verifyOne(verdict(unclear(code), { wasAccepted }), UNPAID);
			expect(result).toEqual(
				failed('unknown', 'STILL_UNPAID', expect.any(String) as string, DETAILS),
			);
		}
	});

	it('says what to do, and what not', async () => {
		const { errorMessage } = (await verifyOne(verdict(unclear()), UNPAID)) as Failed;
		for (const words of [
			'Do not pay it again yet.',
			'Order → Get',
			"the debit (支付扣款) in Xportcn's funds account",
			"'Skip if Paid' is no protection here",
		])
			expect(errorMessage).toContain(words);
	});

	it('is only said after the whole wait', async () => {
		const { reads } = await verify({ [A]: verdict(unclear()) }, { [A]: [UNPAID] });
		expect(reads.map(({ atMs }) => atMs)).toEqual([100, 300, 700, 1500, 3100, 5000]);
	});

	it('is not said when the last look cannot be read', async () => {
		expect(
			await verifyOne(verdict(unclear()), UNPAID, UNPAID, UNPAID, UNPAID, UNPAID, NOBODY),
		).toBe(undefined);
	});

	it('leaves a payment link what it is', async () => {
		expect(await verifyOne(verdict(LINK, { wasAccepted: true }), UNPAID)).toBeUndefined();
		expect(await verifyOne(verdict(LINK, { wasAccepted: true }), CANCELLED)).toBeUndefined();
	});
});

describe('"Cancelled and never paid"', () => {
	const IF_DEBITED =
		"If it was debited, Xportcn returns the money (inferred): check the funds account in its console, and ask Xportcn's support if it does not come.";

	it.each(UNKNOWN_CODES)('settles what no answer accepted: %s', async (code) => {
		expect(await verifyOne(verdict(unclear(code)), CANCELLED)).toEqual(
			failed(
				'rejected',
				'ORDER_CANCELLED',
				`There was no clear answer to this payment. The order details show that the order was cancelled and never paid. ${IF_DEBITED} Create the order again if you still need it.`,
				DETAILS,
			),
		);
	});

	it.each(UNKNOWN_CODES)('of an accepted order is unknown: %s', async (code) => {
		expect(await verifyOne(verdict(unclear(code), { wasAccepted: true }), CANCELLED)).toEqual(
			failed(
				'unknown',
				'ORDER_CANCELLED',
				`Xportcn may have accepted this payment. The order details now show the order as cancelled. ${IF_DEBITED}`,
				DETAILS,
			),
		);
	});

	it.each<[string, IDataObject]>([
		['a time of payment', { ...CANCELLED, payTime: '2026-05-20 15:41:00' }],
		['a payment', { ...CANCELLED, payStatus: 2 }],
		['another status of payment', { ...CANCELLED, payStatus: 4 }],
		['the number of another order', { ...CANCELLED, orderId: B }],
	])('is not what details with %s show', async (_, details) => {
		expect(await verifyOne(verdict(unclear()), details)).toBeUndefined();
	});
});

describe('A refusal in words nobody knows', () => {
	it.each<[string, Look]>([
		['unpaid', UNPAID],
		['cancelled', CANCELLED],
	])('stands as soon as the details show the order %s', async (_, details) => {
		const { results, reads } = await verify({ [A]: verdict(REFUSED) }, { [A]: [details, PAID] });
		expect(results[A]).toEqual(REFUSED);
		expect(reads).toHaveLength(1);
	});

	it('stands when the details cannot be read', async () => {
		expect((await verifyOne(verdict(REFUSED), NOBODY)) ?? REFUSED).toEqual(REFUSED);
	});

	it('is doubtful when the details show neither at the end', async () => {
		const { results, reads } = await verify({ [A]: verdict(REFUSED) }, { [A]: [ODD] });
		expect(results[A]).toEqual(
			failed(
				'unknown',
				'ORDER_PENDING',
				'Refused. But its details do not show it as unpaid, so it may be under way. Look at the order in Xportcn before you pay it again.',
				DETAILS,
			),
		);
		expect(reads).toHaveLength(6);
	});
});

describe('Looking again', () => {
	it('is about what is still open only, and all share one wait', async () => {
		const { results, reads } = await verify(
			{ [A]: verdict(unclear()), [B]: verdict(unclear()), [C]: verdict(unclear()) },
			{ [A]: [PAID], [B]: [UNPAID, PAID], [C]: [UNPAID, UNPAID, PAID] },
		);
		expect(results).toEqual({ [A]: paid(A), [B]: paid(B), [C]: paid(C) });
		expect(reads).toEqual([
			...[A, B, C].map((orderId) => ({ orderId, atMs: 100 })),
			...[B, C].map((orderId) => ({ orderId, atMs: 300 })),
			{ orderId: C, atMs: 700 },
		]);
	});

	it('ends after two looks in a row that showed no order at all', async () => {
		const { results, reads } = await verify(
			{ [A]: verdict(unclear()), [B]: verdict(unclear()) },
			{ [A]: [NOBODY], [B]: [NOBODY] },
		);
		expect(results).toEqual({});
		expect(reads).toHaveLength(4);
	});

	it('goes on when one order was shown in between', async () => {
		const { results } = await verify(
			{ [A]: verdict(unclear()), [B]: verdict(unclear()) },
			{ [A]: [NOBODY, NOBODY, NOBODY, PAID], [B]: [UNPAID] },
		);
		expect(results[A]).toEqual(paid(A));
	});

	it('does not begin when the execution was cancelled, or when nothing is open', async () => {
		const open = { [A]: verdict(unclear()) };
		expect((await verify(open, { [A]: [PAID] }, AbortSignal.abort())).reads).toEqual([]);
		expect(await verifyPayments([], 5000, undefined)).toEqual(new Map());
	});

	it('never says more than the last look proves', async () => {
		const look = fc.constantFrom<Look>(
			...[PAID, UNPAID, CANCELLED, ODD, NOBODY],
			...[{ ...PAID, orderId: B }, { ...CANCELLED, payStatus: 2 }, {}],
		);
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...UNKNOWN_CODES, 'PAYMENT_LINK' as const),
				fc.boolean(),
				fc.array(look, { minLength: 6, maxLength: 6 }),
				async (code, wasAccepted, looks) => {
					const { results, reads } = await verify(
						{ [A]: verdict(unclear(code), { wasAccepted }) },
						{ [A]: looks },
					);
					const result = results[A];
					if (result === undefined) return;
					const last = looks[reads.length - 1];
					expect([PAID, UNPAID, CANCELLED]).toContain(last);
					expect(result.outcome).toBe(
						last === PAID
							? 'succeeded'
							: last === CANCELLED && !wasAccepted
								? 'rejected'
								: 'unknown',
					);
					expect('retryable' in result && result.retryable).toBe(false);
				},
			),
		);
	});
});

describe('Confirming', () => {
	const PENDING = {
		outcome: 'unknown',
		errorCode: 'PAYMENT_PENDING',
		retryable: false,
		requestId: 'r0',
	};

	it('waits until the details show the order as paid', async () => {
		const { results, reads } = await confirm(
			{ [A]: verdict(ACCEPTED), [B]: verdict(ACCEPTED) },
			{ [A]: [UNPAID, ODD, PAID], [B]: [UNPAID, PAID] },
		);
		expect(results).toEqual({ [A]: paid(A), [B]: paid(B) });
		expect(reads.map(({ atMs }) => atMs)).toEqual([100, 100, 300, 300, 700]);
	});

	it.each<[string, Look]>([
		['unpaid', UNPAID],
		['in a state nobody knows', ODD],
		['under another number', { ...PAID, orderId: B }],
	])('leaves an order that is shown %s as accepted, not paid', async (_, look) => {
		const { results } = await confirm({ [A]: verdict(ACCEPTED) }, { [A]: [look] });
		expect(results[A]).toMatchObject({
			...PENDING,
			errorMessage:
				"Xportcn accepted this payment, but the order details did not show the order as paid within 'Confirm Wait'. Accepted, not shown as paid yet. Do not pay it again. Look at it later with Order → Get.",
		});
	});

	it('leaves an order whose details cannot be read as accepted, not paid', async () => {
		const { results } = await confirm({ [A]: verdict(ACCEPTED) }, { [A]: [NOBODY] });
		expect(results[A]).toMatchObject({
			...PENDING,
			errorMessage: expect.stringMatching(
				/Accepted, not shown as paid yet\. Do not pay it again\. Look at it later with Order → Get\.$/,
			) as string,
		});
	});

	it('of an order that is then cancelled is unknown', async () => {
		const { results } = await confirm({ [A]: verdict(ACCEPTED) }, { [A]: [CANCELLED] });
		expect(results[A]).toMatchObject({
			outcome: 'unknown',
			errorCode: 'ORDER_CANCELLED',
			retryable: false,
		});
	});

	it.each<[string, Look, boolean]>([
		['paid', PAID, true],
		['unpaid', UNPAID, false],
		['cancelled', CANCELLED, false],
		['not at all', NOBODY, false],
	])(
		'sends an order that was paid before to Succeeded only if it is shown as paid: %s',
		async (_, look, isOn) => {
			const { results } = await confirm({ [A]: verdict(PAID_BEFORE) }, { [A]: [look] });
			expect(results[A]).toEqual({ ...PAID_BEFORE, isOnSucceeded: isOn });
		},
	);

	it('gives a result for every order, also when the execution was cancelled', async () => {
		const { results, reads } = await settle(
			confirmPayments,
			{ [A]: verdict(ACCEPTED), [B]: verdict(ACCEPTED) },
			{ [A]: [PAID], [B]: [PAID] },
			AbortSignal.abort(),
		);
		expect(results).toMatchObject({ [A]: PENDING, [B]: PENDING });
		expect(reads).toEqual([]);
	});

	it('never lets an order succeed that no look showed as paid', async () => {
		const look = fc.constantFrom<Look>(
			UNPAID,
			CANCELLED,
			ODD,
			NOBODY,
			{ ...PAID, orderId: B },
			PAID,
		);
		await fc.assert(
			fc.asyncProperty(fc.array(look, { minLength: 6, maxLength: 6 }), async (looks) => {
				const { results, reads } = await confirm({ [A]: verdict(ACCEPTED) }, { [A]: looks });
				const isPaid = looks[reads.length - 1] === PAID;
				expect(results[A].outcome).toBe(isPaid ? 'succeeded' : 'unknown');
			}),
		);
	});
});
