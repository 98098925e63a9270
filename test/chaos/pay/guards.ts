import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { onceIn, trueOnceIn } from '../draw';

/** An amount as somebody wrote it, or something else that stands in its place. Fen. */
export type Written = { fen: number } | { text: string };

/** What guards the money of a run of Pay. Null: left empty. */
export interface Guards {
	maximumPerOrder: Written | null;
	/** Each item has a limit of its own, `ItemGuards.maximumPerOrder`. */
	isPerItem: boolean;
	maximumPerRun: Written | null;
	/** Every item says what its orders should cost. */
	hasExpectedTotal: boolean;
	priceTolerance: Written | null;
	/** A switch or choice with a value that it cannot have. */
	brokenOption: [name: string, value: string | number] | null;
}

/** What one item says about the money of its orders. */
export interface ItemGuards {
	maximumPerOrder: Written;
	/** What it expects: what its dearest order costs and so much more, or something else. */
	expected: { moreFen: number } | { times: number } | { text: string };
}

const TYPICAL_FEN = [300, 1_000, 4_000, 9_000, 20_000];
export const amountFen = fc.integer({ min: 200, max: 9_500 });

const fen = (...amounts: number[]): fc.Arbitrary<Written> =>
	fc.constantFrom(...amounts).map((each) => ({ fen: each }));
const notAnAmount: fc.Arbitrary<Written> = fc.constantFrom({ text: 'abc' }, { text: '-1' });
/** Mostly an amount. */
const written = (...amounts: number[]): fc.Arbitrary<Written> =>
	fc.oneof({ weight: 40, arbitrary: fen(...amounts) }, { weight: 1, arbitrary: notAnAmount });

export const guards: fc.Arbitrary<Guards> = fc.record({
	maximumPerOrder: onceIn(8, written(...TYPICAL_FEN.slice(1)), null),
	isPerItem: trueOnceIn(10),
	maximumPerRun: onceIn(5, written(...TYPICAL_FEN, 60_000), null),
	hasExpectedTotal: trueOnceIn(7),
	priceTolerance: onceIn(2, written(0, 1, 150), null),
	brokenOption: onceIn(
		60,
		fc.constantFrom<[string, string | number]>(
			['skipIfPaid', 'true'],
			['dryRun', 1],
			['confirmPayment', 'yes'],
			['alreadyPaidOutput', 'success'],
		),
		null,
	),
});

export const itemGuards: fc.Arbitrary<ItemGuards> = fc.record({
	maximumPerOrder: fc.oneof(
		{ weight: 60, arbitrary: fen(...TYPICAL_FEN.slice(2)) },
		{ weight: 1, arbitrary: fc.constantFrom({ text: '' }, { text: 'abc' }) },
	),
	expected: fc.oneof(
		{
			weight: 12,
			arbitrary: fc.record({ moreFen: fc.constantFrom(0, 0, 0, 100, -1, -100, -150) }),
		},
		{ weight: 1, arbitrary: fc.record({ times: fc.constantFrom(10, 12) }) },
		{ weight: 1, arbitrary: fc.record({ text: fc.constantFrom('', 'abc') }) },
	),
});

/** Whether no limit and no expectation is given, so that amounts do not count. */
export const nothingGuarded = (given: Guards): boolean =>
	given.maximumPerOrder === null &&
	!given.isPerItem &&
	given.maximumPerRun === null &&
	!given.hasExpectedTotal;

export const cny = (amount: number): string => (amount / 100).toFixed(2);
export const textOfWritten = (value: Written): string =>
	'fen' in value ? cny(value.fen) : value.text;

/** The parameters of the node that guard money. */
export function guardParameters(given: Guards): IDataObject {
	const { maximumPerOrder, maximumPerRun, priceTolerance } = given;
	const textOr = (value: Written | null) => (value ? textOfWritten(value) : '');
	return {
		maximumPerOrder: given.isPerItem ? '={{ $json.limit }}' : textOr(maximumPerOrder),
		maximumPerRun: textOr(maximumPerRun),
		expectedTotal: given.hasExpectedTotal
			? '={{ $runIndex === 0 ? $json.expectedTotal : $json.expectedLater }}'
			: '',
		priceTolerance: textOr(priceTolerance),
	};
}

/** What an item holds its orders against. Undefined: it does not. */
export interface ItemLimits {
	maximumPerOrder: number | undefined;
	expected: number | undefined;
	tolerance: number;
	/** A limit is there and is no amount: nothing may be sent at all. */
	isSettingUnreadable: boolean;
	/** The item's expectation is there and is no amount: none of its orders may be sent. */
	isExpectationUnreadable: boolean;
}

/** The fields of an item that its guards are read from. */
export function guardFields(
	{ maximumPerOrder, expected }: ItemGuards,
	dearestFen: [number, number],
): IDataObject {
	const expectedFrom = (dearest: number) => {
		if ('text' in expected) return expected.text;
		return cny('times' in expected ? dearest * expected.times : dearest + expected.moreFen);
	};
	return {
		limit: textOfWritten(maximumPerOrder),
		expectedTotal: expectedFrom(dearestFen[0]),
		expectedLater: expectedFrom(dearestFen[1]),
	};
}

const isUnreadable = (value: Written | null) => value !== null && 'text' in value;
const fenOf = (value: Written | null) => (value && 'fen' in value ? value.fen : undefined);
const AMOUNT = /^\d+\.\d\d$/;

/** What an item's orders have to fit, read by independent code from what the node is given. */
export function limitsOf(given: Guards, fields: IDataObject, runIndex: number): ItemLimits {
	const limit = String(fields.limit);
	const expected = String(runIndex === 0 ? fields.expectedTotal : fields.expectedLater);
	const inFen = (text: string) => Math.round(Number(text) * 100);
	const perItem = given.isPerItem && AMOUNT.test(limit) ? inFen(limit) : undefined;
	return {
		maximumPerOrder: given.isPerItem ? perItem : fenOf(given.maximumPerOrder),
		expected: given.hasExpectedTotal && AMOUNT.test(expected) ? inFen(expected) : undefined,
		tolerance: fenOf(given.priceTolerance) ?? 0,
		isSettingUnreadable:
			(given.isPerItem ? !AMOUNT.test(limit) : isUnreadable(given.maximumPerOrder)) ||
			isUnreadable(given.priceTolerance) ||
			isUnreadable(given.maximumPerRun),
		isExpectationUnreadable: given.hasExpectedTotal && !AMOUNT.test(expected),
	};
}
