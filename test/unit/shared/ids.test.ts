import { parseId, parseOrderId, toNumericId } from '../../../nodes/shared/ids';

const LONG = '3300504350583134260';

const NO_NUMBERS = [0, -1, 1.5, NaN, 2 ** 53, '', ' ', '0', '-1', '1.5', `x${LONG}`, `${LONG}x`];
const NO_TEXTS = [null, undefined, true, [LONG], { orderId: LONG }];

describe('A number of the vendor’s', () => {
	it.each([
		[LONG, LONG],
		[` ${LONG}\n`, LONG],
		[1, '1'],
		[Number.MAX_SAFE_INTEGER, '9007199254740991'],
		[BigInt(LONG), LONG],
		['9'.repeat(32), '9'.repeat(32)],
	])('%p is %s', (value, id) => {
		expect(parseId(value)).toBe(id);
	});

	it.each([...NO_NUMBERS, ...NO_TEXTS, 0n, -1n, `0${LONG}`, '9'.repeat(33), '１'])(
		'%p is none',
		(value) => {
			expect(parseId(value)).toBeUndefined();
		},
	);
});

describe('An order number', () => {
	it.each([
		[LONG, LONG],
		[` ${LONG}\n`, LONG],
		[BigInt(LONG), LONG],
		['1'.repeat(15), '1'.repeat(15)],
		[123456789012345, '123456789012345'],
	])('%p is %s', (value, id) => {
		expect(parseOrderId(value)).toBe(id);
	});

	it.each([...NO_NUMBERS, ...NO_TEXTS, '1'.repeat(14), 12345678901234, '9'.repeat(33)])(
		'%p is none',
		(value) => {
			expect(parseOrderId(value)).toBeUndefined();
		},
	);
});

describe('A number as it is sent', () => {
	it.each([
		[7, 7],
		['7', 7],
		[' 7 ', 7],
		['9007199254740991', Number.MAX_SAFE_INTEGER],
		['9007199254740992', 9007199254740992n],
		[LONG, BigInt(LONG)],
	])('%p is sent as %p', (value, sent) => {
		expect(toNumericId(value)).toBe(sent);
	});

	it.each([...NO_NUMBERS, ...NO_TEXTS, '007', '9'.repeat(33)])('%p is not sent', (value) => {
		expect(toNumericId(value)).toBeUndefined();
	});
});
