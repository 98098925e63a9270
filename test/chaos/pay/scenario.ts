import fc from 'fast-check';

import type { RateLimit } from '../../../sandbox';
import type { OnError } from '../../harness/workflows';
import { onceIn, trueOnceIn } from '../draw';
import { ON_ERRORS } from '../execution';
import { TIMES } from '../faults';
import { OPEN_TEXTS, PENDING_TEXTS, REFUSAL_TEXTS } from '../texts';
import { amountFen, guards, itemGuards, nothingGuarded } from './guards';
import type { Guards, ItemGuards } from './guards';
import { inputItem } from './naming';
import type { InputItem } from './naming';
import { debitTimes, payFault, shownTimes } from './payFaults';
import type { PayFault } from './payFaults';

/** How an order is when the run begins. */
export type OrderState =
	| 'unpaid'
	| 'paid'
	/** Debited, and its details do not show it. */
	| 'paidUnseen'
	| 'cancelled'
	| 'tooExpensive'
	/** Refused with this text whenever it is to be paid. */
	| { refusal: string };

export interface OrderPlan {
	state: OrderState;
	amountFen: number;
	/** The seller cancels it once so many requests have arrived, if it is unpaid then. */
	cancelledAfter?: number;
}

/** What an input item says: in a second run of the node, its second naming. */
export interface ItemPlan {
	naming: [InputItem, InputItem];
	guards: ItemGuards;
}

export interface PayOptions {
	batchSize: number;
	maxConcurrency: number;
	verifyUnknown: boolean;
	verifyWait: number;
	alreadyPaidOutput: 'failed' | 'succeeded';
	skipIfPaid: boolean;
	confirmPayment: boolean;
	confirmWait: number;
	dryRun: boolean;
}

/** What happens to the run as a whole. */
export type Fate =
	| { kind: 'none' }
	/** Cancelled when so many requests have arrived. */
	| { kind: 'cancel'; afterRequests: number }
	/**
	 * Run once more, in an execution of its own: over what may be tried again, or over all items as they
	 * were. `soon`: before all that is late has happened.
	 */
	| { kind: 'again'; over: 'retryable' | 'everything'; soon: boolean }
	/** The node runs twice within one execution, the second time over the items' second naming. */
	| { kind: 'loop' };

export interface Vendor {
	/** False: a vendor that debits again when asked again. */
	refuseSecondDebit: boolean;
	/** When an accepted payment is debited, ms. */
	debitAfterMs: number;
	/** When the details show it, ms; null is never. */
	paidShownAfterMs: number | null;
	rateLimit: RateLimit | null;
}

/** All that a chaos run of Pay depends on, save the clock. */
export interface PayScenario {
	kind: 'pay';
	orders: OrderPlan[];
	items: ItemPlan[];
	guards: Guards;
	options: PayOptions;
	onError: OnError;
	vendor: Vendor;
	faults: PayFault[];
	fate: Fate;
}

const orderState: fc.Arbitrary<OrderState> = fc.oneof(
	{ weight: 9, arbitrary: fc.constant<OrderState>('unpaid') },
	{
		weight: 3,
		arbitrary: fc.constantFrom<OrderState>('paid', 'paidUnseen', 'cancelled', 'tooExpensive'),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			// known refusals, "still at work", and words that nobody has seen before
			refusal: fc.constantFrom(
				...REFUSAL_TEXTS,
				...PENDING_TEXTS,
				...OPEN_TEXTS.filter((text) => text !== '' && text !== '订单已支付'),
				'卖家已停业整顿',
			),
		}),
	},
);

const order: fc.Arbitrary<OrderPlan> = fc.record({
	state: orderState,
	amountFen,
	cancelledAfter: onceIn(12, fc.nat(8), undefined),
});

const fate: fc.Arbitrary<Fate> = fc.oneof(
	{ weight: 4, arbitrary: fc.constant<Fate>({ kind: 'none' }) },
	{
		weight: 2,
		arbitrary: fc.nat(6).map((afterRequests): Fate => ({ kind: 'cancel', afterRequests })),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('again' as const),
			over: fc.constantFrom('retryable' as const, 'everything' as const),
			soon: fc.boolean(),
		}),
	},
	{ weight: 2, arbitrary: fc.constant<Fate>({ kind: 'loop' }) },
);

const options: fc.Arbitrary<PayOptions> = fc.record({
	batchSize: fc.integer({ min: 1, max: 5 }),
	maxConcurrency: fc.integer({ min: 1, max: 16 }),
	verifyUnknown: fc.constantFrom(true, true, false),
	verifyWait: fc.constantFrom(...TIMES.verifyWaits),
	alreadyPaidOutput: fc.constantFrom('failed' as const, 'succeeded' as const),
	skipIfPaid: trueOnceIn(4),
	confirmPayment: trueOnceIn(4),
	confirmWait: fc.constantFrom(...TIMES.confirmWaits),
	dryRun: trueOnceIn(10),
});

const rateLimit: fc.Arbitrary<RateLimit | null> = onceIn(
	12,
	fc.record({
		requests: fc.integer({ min: 1, max: 6 }),
		windowMs: fc.constantFrom(20, 200),
		retryAfterSeconds: fc.constantFrom(null, 0.01, 0.03),
		body: fc.constantFrom('text' as const, 'html' as const, 'empty' as const),
	}),
	null,
);

const anything: fc.Arbitrary<PayScenario> = fc.record({
	kind: fc.constant('pay' as const),
	orders: fc.array(order, { minLength: 1, maxLength: 12 }),
	items: fc.array(fc.record({ naming: fc.tuple(inputItem, inputItem), guards: itemGuards }), {
		minLength: 1,
		maxLength: 12,
	}),
	guards,
	options,
	onError: fc.constantFrom<OnError>(...ON_ERRORS),
	vendor: fc.record({
		refuseSecondDebit: fc.boolean(),
		debitAfterMs: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, debitTimes),
		paidShownAfterMs: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, shownTimes),
		rateLimit,
	}),
	faults: fc.array(payFault, { maxLength: 5 }),
	fate,
});

/**
 * Keeps to what a user may do: where the vendor does not refuse a second debit, an order that was sent
 * before, or is paid, is not to be sent on a guess. A node that looks first sees what is shown as paid,
 * unless its details say otherwise.
 */
function allowed(scenario: PayScenario): PayScenario {
	const { vendor, options: chosen, fate: drawn } = scenario;
	if (vendor.refuseSecondDebit) return scenario;
	const looksFirst = chosen.skipIfPaid || chosen.dryRun || !nothingGuarded(scenario.guards);
	const isShown = !scenario.faults.some((fault) => 'details' in fault);
	const isAllowed = (state: OrderState) =>
		state !== 'paidUnseen' && (state !== 'paid' || (looksFirst && isShown));
	return {
		...scenario,
		orders: scenario.orders.map((plan) =>
			isAllowed(plan.state) ? plan : { ...plan, state: 'unpaid' as const },
		),
		fate: drawn.kind === 'again' ? { ...drawn, over: 'retryable' } : drawn,
	};
}

/** A chaos run of Pay. */
export const payScenarios: fc.Arbitrary<PayScenario> = anything.map(allowed);
