import fc from 'fast-check';

import { ON_ERROR } from '../harness/workflows';
import type { OnError } from '../harness/workflows';
import { chaosFault } from './faults';
import type { ChaosFault } from './faults';
import { inputItem } from './naming';
import type { InputItem } from './naming';

/** How an order stands when the run begins. */
export type OrderState =
	| 'unpaid'
	/** By an earlier, undisturbed run of the node. */
	| 'paid'
	| 'cancelled'
	| 'tooExpensive'
	/** Refused with this text whenever it is to be paid. */
	| { refusal: string };

export interface PayOptions {
	batchSize: number;
	maxConcurrency: number;
	verifyUnknown: boolean;
	alreadyPaidOutput: 'failed' | 'succeeded';
	skipIfPaid: boolean;
}

/** What happens to the run as a whole. */
export type Fate =
	| { kind: 'none' }
	/** Cancelled when so many requests have arrived. */
	| { kind: 'cancel'; afterRequests: number }
	/** Run once more: over what may be tried again, or over all items as they were. */
	| { kind: 'again'; over: 'retryable' | 'everything' };

/** All that one chaos run depends on, save the clock. */
export interface Scenario {
	orders: OrderState[];
	items: InputItem[];
	options: PayOptions;
	onError: OnError;
	/** False: a vendor that debits again when asked again. */
	refuseSecondDebit: boolean;
	faults: ChaosFault[];
	fate: Fate;
}

/**
 * Small, so that a run is short. A payment held back by the longest latency still arrives before
 * the last look at it (timeout + verifyWait): one that came later nobody could see.
 */
export const TIMES = { timeout: 120, verifyWait: 250 } as const;

const orderState: fc.Arbitrary<OrderState> = fc.oneof(
	{ weight: 8, arbitrary: fc.constant<OrderState>('unpaid') },
	{
		weight: 3,
		arbitrary: fc.constantFrom<OrderState>('paid', 'cancelled', 'tooExpensive'),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			// known refusals, "still at work", and words that nobody has seen before
			refusal: fc.constantFrom(
				'库存不足',
				'商品已下架',
				'支付处理中',
				'系统异常',
				'卖家已停业整顿',
			),
		}),
	},
);

const fate: fc.Arbitrary<Fate> = fc.oneof(
	{ weight: 4, arbitrary: fc.constant<Fate>({ kind: 'none' }) },
	{
		weight: 2,
		arbitrary: fc.nat(4).map((afterRequests): Fate => ({ kind: 'cancel', afterRequests })),
	},
	{
		weight: 4,
		arbitrary: fc
			.constantFrom('retryable' as const, 'everything' as const)
			.map((over): Fate => ({ kind: 'again', over })),
	},
);

const anything: fc.Arbitrary<Scenario> = fc.record({
	orders: fc.array(orderState, { minLength: 1, maxLength: 12 }),
	items: fc.array(inputItem, { minLength: 1, maxLength: 14 }),
	options: fc.record({
		batchSize: fc.integer({ min: 1, max: 5 }),
		maxConcurrency: fc.integer({ min: 1, max: 4 }),
		verifyUnknown: fc.constantFrom(true, true, false),
		alreadyPaidOutput: fc.constantFrom('failed' as const, 'succeeded' as const),
		skipIfPaid: fc.constantFrom(false, false, true),
	}),
	onError: fc.constantFrom<OnError>(...Object.values(ON_ERROR)),
	refuseSecondDebit: fc.boolean(),
	faults: fc.array(chaosFault, { maxLength: 5 }),
	fate,
});

/**
 * Keeps to what a user may do: where nobody refuses a second debit, neither the vendor nor the node
 * (Skip if Paid), an order that was sent before is not to be sent again on a guess.
 */
function allowed(scenario: Scenario): Scenario {
	if (scenario.refuseSecondDebit || scenario.options.skipIfPaid) return scenario;
	return {
		...scenario,
		orders: scenario.orders.map((state) => (state === 'paid' ? 'unpaid' : state)),
		fate: scenario.fate.kind === 'again' ? { kind: 'again', over: 'retryable' } : scenario.fate,
	};
}

/** A chaos run. */
export const scenarios: fc.Arbitrary<Scenario> = anything.map(allowed);
