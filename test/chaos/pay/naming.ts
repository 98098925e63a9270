import fc from 'fast-check';

/** One thing that an input item names: an order of the scenario, an order of nobody, or junk. */
export type Name = { order: number } | { foreign: number } | { junk: (typeof JUNK_TEXTS)[number] };

/** An input item: the names it gives and how it writes them, or a value that names nothing. */
export type InputItem =
	| { names: Name[]; as: (typeof WAYS)[number] }
	/** `orderId` has this value; the node must answer with one `notSent`. */
	| { value: unknown };

/** What a run owes for one input item. */
export interface Owed {
	orderIds: string[];
	/** How many entries that are no order numbers. */
	junk: number;
}

const JUNK_TEXTS = [
	'abc',
	'33005 04350',
	'0123',
	'-7',
	'12.5',
	'1e18',
	'３３００',
	"o'clock",
] as const;
const WAYS = ['array', 'nested array', 'JSON', ',', ', ', '\n', '，', ' ; ', '\t'] as const;
/** Empty, of the wrong type, or a number that has lost digits on its way. */
const BAD_VALUES = [null, '', '  ', [], true, {}, { orderId: 1 }, '[1,', 3300504350583134000];

const name: fc.Arbitrary<Name> = fc.oneof(
	{ weight: 12, arbitrary: fc.record({ order: fc.nat(11) }) },
	{ weight: 1, arbitrary: fc.record({ foreign: fc.nat(2) }) },
	{ weight: 1, arbitrary: fc.record({ junk: fc.constantFrom(...JUNK_TEXTS) }) },
);

/** An input item. Which order a name means is decided by `orderIds` later. */
export const inputItem: fc.Arbitrary<InputItem> = fc.oneof(
	{
		weight: 7,
		arbitrary: name.map((only): InputItem => ({ names: [only], as: ',' })),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			names: fc.array(name, { minLength: 2, maxLength: 5 }),
			as: fc.constantFrom(...WAYS),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ value: fc.constantFrom<unknown>(...BAD_VALUES) }) },
);

/** An order number that the sandbox never gives: its own begin with 33. */
const foreignId = (index: number) => `990000000000000000${index}`;

/** The text of a name. `orderIds` are those of the scenario's orders, at least one. */
export function textOf(named: Name, orderIds: string[]): string {
	if ('junk' in named) return named.junk;
	return 'foreign' in named ? foreignId(named.foreign) : orderIds[named.order % orderIds.length];
}

/** The value of the item's `orderId`. */
export function valueOf(item: InputItem, orderIds: string[]): unknown {
	if ('value' in item) return item.value;
	const texts = item.names.map((each) => textOf(each, orderIds));
	switch (item.as) {
		case 'array':
			return texts;
		case 'nested array':
			return [texts.slice(0, 1), [texts.slice(1)]];
		case 'JSON':
			return JSON.stringify(texts);
		default:
			return texts.join(item.as);
	}
}

/** What is owed for an item: each order and each piece of junk once, however often it stands there. */
export function owedFor(item: InputItem, orderIds: string[]): Owed {
	if ('value' in item) return { orderIds: [], junk: 1 };
	const distinct = (names: Name[]) => [...new Set(names.map((each) => textOf(each, orderIds)))];
	return {
		orderIds: distinct(item.names.filter((each) => !('junk' in each))),
		junk: distinct(item.names.filter((each) => 'junk' in each)).length,
	};
}
