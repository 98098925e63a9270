import fc from 'fast-check';

import type { Fault, FaultBehaviour, ListQuirks } from '../../../sandbox';
import type { FaultTarget } from '../../../sandbox/faults/faultPlan';
import type { Sum } from '../../../sandbox/faults/previewFaults';
import { quoteSellers } from '../../../sandbox/operations/quote';
import type { Settings } from '../../../sandbox/world';
import { trueOnceIn } from '../draw';
import { anyTime, halfWay, honestHalfWay, refusal, scope } from '../faults';
import type { Scope } from '../faults';

/** Faults that an honest but troubled vendor can have on creating, previewing or listing orders. */
export type CreateChaosFault = { on: 'create' | 'preview' | 'getMany' } & Scope & {
		behaviour: FaultBehaviour;
	};

const ofCreate = fc.oneof<fc.Arbitrary<FaultBehaviour>[]>(
	fc.record({
		kind: fc.constant('createAnswer'),
		shape: fc.constantFrom('array', 'object', 'id', '1688', 'firstAndList', 'orderIds'),
		success: fc.constantFrom(undefined, true, 'true' as const, false, 'false' as const),
	}),
	fc.record({
		kind: fc.constant('createdPrice'),
		addFen: fc.constantFrom(-500, 1, 100, 130, 1_000, 5_000),
	}),
	fc.record({
		kind: fc.constant('linesFailed'),
		lines: fc.constantFrom<Array<number[] | undefined>>(undefined, [0], [1], [0, 1]),
	}),
	fc.record({ kind: fc.constant('sellersRefused'), count: fc.constantFrom(1, 1, 2) }),
	fc.record({
		kind: fc.constant('otherOrders'),
		change: fc.constantFrom('merged', 'split', 'lost'),
	}),
);

const ofPreview = fc.oneof<fc.Arbitrary<FaultBehaviour>[]>(
	fc.record({
		kind: fc.constant('rowRefused'),
		row: fc.constantFrom(0, 0, 1),
		status: fc.constantFrom(false, 'false' as const, null, true),
		resultCode: fc.constantFrom('500_004', '500_001', '500004', null),
		at: fc.constantFrom('row', 'line'),
	}),
	fc.record({
		kind: fc.constant('linesUnlisted'),
		listed: fc.constantFrom(0, 1, 2),
		sums: fc.constantFrom('listed', 'all'),
	}),
	fc.record({
		kind: fc.constant('sumsAs'),
		as: fc.constantFrom('text', 'decimal', 'yuan', 'yuanText', 'zero', 'missing'),
		sums: fc.constantFrom<Array<Sum[] | undefined>>(
			undefined,
			['sumPayment'],
			['sumTotalPayment'],
			['sumPayment', 'sumTotalPayment'],
			['sumPaymentNoCarriage'],
		),
	}),
	fc.record({ kind: fc.constant('totalRaised'), addFen: fc.constantFrom(1, 600, 10_000) }),
);

/** How an order list may be for good. */
export type DrawnQuirks = ListQuirks;

export const listQuirks: fc.Arbitrary<DrawnQuirks> = fc
	.record(
		{
			ignoresOutOrderId: fc.boolean(),
			hidesOutOrderId: trueOnceIn(4),
			lagMs: fc.constantFrom(0, 0, 0, 30, 1_000_000),
			ignoresPageNo: trueOnceIn(4),
			maxPageSize: fc.constantFrom(1, 3, 50),
			order: fc.constantFrom<Array<ListQuirks['order']>>(
				'newest',
				'oldest',
				'modified',
				'shuffled',
			),
			growsBy: fc.constantFrom(0, 0, 1),
		},
		{ requiredKeys: [] },
	)
	// a list that grows as fast as it is read has no end: the node would give up after 10,000 pages. It
	// grows with each page that any of the purchases reads, and several of them read at once
	.map((quirks) =>
		(quirks.maxPageSize ?? 50) <= 3 || quirks.ignoresPageNo ? { ...quirks, growsBy: 0 } : quirks,
	);

/**
 * Whether the node can tell by such a list that an order is there, or else that it cannot tell. A list
 * that is late cannot be seen through, nor one in no order that grows while it is read and does not say
 * how long it is.
 */
export function canBeRelied(quirks: DrawnQuirks, listEnvelope: Settings['listEnvelope']): boolean {
	const { lagMs = 0, ignoresOutOrderId = false, order = 'newest' } = quirks;
	if (lagMs > 0) return false;
	return !(ignoresOutOrderId && listEnvelope === 'bare' && order === 'shuffled');
}

const on = (operation: CreateChaosFault['on'], behaviour: fc.Arbitrary<FaultBehaviour>) =>
	fc
		.tuple(behaviour, scope)
		.map(([what, where]): CreateChaosFault => ({ on: operation, ...where, behaviour: what }));

/** A fault on creating (mostly), previewing or listing. */
export const createFault: fc.Arbitrary<CreateChaosFault> = fc.oneof(
	{ weight: 4, arbitrary: on('create', ofCreate) },
	{ weight: 4, arbitrary: on('create', anyTime) },
	{ weight: 2, arbitrary: on('create', halfWay) },
	{ weight: 1, arbitrary: on('create', refusal) },
	{ weight: 2, arbitrary: on('preview', ofPreview) },
	{ weight: 1, arbitrary: on('preview', fc.oneof(anyTime, refusal)) },
	{ weight: 1, arbitrary: on('getMany', fc.oneof(anyTime, refusal)) },
);

/** The sandbox's fault. */
export const faultFor = ({ on: operation, skip, times, behaviour }: CreateChaosFault): Fault => ({
	on: operation,
	skip,
	times,
	...behaviour,
});

/** A refusal that counts as a plain no for one order comes before that order was made. */
export function honestCreate(fault: FaultBehaviour, { operation, rawBody }: FaultTarget) {
	if (operation !== 'create' || fault.kind !== 'halfWay') return fault;
	return honestHalfWay(fault, quoteSellers(JSON.parse(rawBody)).length);
}
