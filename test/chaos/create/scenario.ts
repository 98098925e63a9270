import fc from 'fast-check';

import type { Settings } from '../../../sandbox/world';
import type { OnError } from '../../harness/workflows';
import { onceIn, trueOnceIn } from '../draw';
import { ON_ERRORS } from '../execution';
import { TIMES } from '../faults';
import { createFault, listQuirks } from './createFaults';
import type { CreateChaosFault, DrawnQuirks } from './createFaults';
import { PRODUCTS } from './products';

/** What an input item buys. */
export interface PurchasePlan {
	/** Products by their position in the list. */
	products: number[];
	/** Buys exactly what an earlier item buys, if there is one. */
	isTwin: boolean;
	/** The buyer's own number by its position in the list; null: none. */
	outOrderId: number | null;
	/** Fen; a text is no amount; null: left empty. The limit is what the purchase costs and so much more. */
	maximumMoreFen: number | string | null;
}

/** Orders that are there before: those of an item's purchase, or nearly. */
export interface ExistingPlan {
	item: number;
	/** How much more the first of them costs, fen. */
	moreFen: number;
	/** The last of several is missing. */
	isIncomplete: boolean;
	isCancelled: boolean;
}

export type IfExists = 'createAnother' | 'returnExisting' | 'refuse';

export interface CreateOptions {
	verifyUnknown: boolean;
	verifyWait: number;
	dryRun: boolean;
	maxConcurrency: number;
}

export type CreateFate =
	| { kind: 'none' }
	| { kind: 'cancel'; afterRequests: number }
	/** Run once more in an execution of its own, so many ms later. */
	| { kind: 'again'; over: 'retryable' | 'everything'; afterMs: number }
	/** The node runs twice within one execution, over the same items. */
	| { kind: 'loop' };

/** All that a chaos run of Create depends on, save the clock. */
export interface CreateScenario {
	kind: 'create';
	items: PurchasePlan[];
	existing: ExistingPlan[];
	ifExists: IfExists;
	previewFirst: boolean;
	hasMaximum: boolean;
	toleranceFen: number | null;
	options: CreateOptions;
	onError: OnError;
	createAnswer: Settings['createAnswer'];
	listEnvelope: Settings['listEnvelope'];
	list: DrawnQuirks;
	faults: CreateChaosFault[];
	fate: CreateFate;
}

export const NUMBERS = ['PO-1', 'PO-2', 'PO-3', 'PO-4'];

const item: fc.Arbitrary<PurchasePlan> = fc.record({
	products: fc.uniqueArray(fc.nat(PRODUCTS.length - 1), { minLength: 1, maxLength: 3 }),
	isTwin: trueOnceIn(4),
	outOrderId: fc.oneof(
		{ weight: 12, arbitrary: fc.nat(NUMBERS.length - 1) },
		{ weight: 1, arbitrary: fc.constant(null) },
	),
	maximumMoreFen: fc.oneof(
		{ weight: 12, arbitrary: fc.constantFrom(0, 0, 500, -1, -700) },
		{ weight: 1, arbitrary: fc.constantFrom(null, 'abc') },
	),
});

const fate: fc.Arbitrary<CreateFate> = fc.oneof(
	{ weight: 4, arbitrary: fc.constant<CreateFate>({ kind: 'none' }) },
	{
		weight: 1,
		arbitrary: fc.nat(6).map((afterRequests): CreateFate => ({ kind: 'cancel', afterRequests })),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('again' as const),
			over: fc.constantFrom('retryable' as const, 'everything' as const),
			afterMs: fc.constantFrom(5_000, 100_000),
		}),
	},
	{ weight: 2, arbitrary: fc.constant<CreateFate>({ kind: 'loop' }) },
);

/** A chaos run of Create. */
export const createScenarios: fc.Arbitrary<CreateScenario> = fc.record({
	kind: fc.constant('create' as const),
	items: fc.array(item, { minLength: 1, maxLength: 4 }),
	existing: fc.array(
		fc.record({
			item: fc.nat(3),
			moreFen: fc.constantFrom(0, 0, 0, 100, -100, 5_000),
			isIncomplete: trueOnceIn(4),
			isCancelled: trueOnceIn(4),
		}),
		{ maxLength: 2 },
	),
	ifExists: fc.constantFrom<IfExists>(
		'createAnother',
		'returnExisting',
		'returnExisting',
		'refuse',
	),
	previewFirst: fc.constantFrom(true, true, true, false),
	hasMaximum: trueOnceIn(4),
	toleranceFen: fc.constantFrom(null, null, 0, 100, 900),
	options: fc.record({
		verifyUnknown: fc.constantFrom(true, true, false),
		verifyWait: fc.constantFrom(...TIMES.verifyWaits),
		dryRun: trueOnceIn(10),
		maxConcurrency: fc.integer({ min: 1, max: 16 }),
	}),
	onError: fc.constantFrom<OnError>(...ON_ERRORS),
	createAnswer: fc.constantFrom<Settings['createAnswer']>(
		'array',
		'object',
		'id',
		'1688',
		'firstAndList',
		'orderIds',
	),
	listEnvelope: fc.constantFrom<Settings['listEnvelope']>(
		'data',
		'records',
		'list',
		'result',
		'bare',
	),
	list: onceIn(2, listQuirks, {}),
	faults: fc.array(createFault, { maxLength: 4 }),
	fate,
});
