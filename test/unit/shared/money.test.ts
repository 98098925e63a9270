import fc from 'fast-check';

import { amountInFen, cnyToFen, fenToCny } from '../../../nodes/shared/money';

describe('fenToCny', () => {
	it.each([
		[6400, '64.00'],
		[5, '0.05'],
		[0, '0.00'],
		[-199, '-1.99'],
		[38_000_000, '380000.00'],
	])('%s fen are %s CNY', (fen, cny) => {
		expect(fenToCny(fen)).toBe(cny);
	});

	it.each([1.5, NaN, '6400', null, undefined, 2 ** 60])('%s is no amount in fen', (value) => {
		expect(fenToCny(value)).toBeUndefined();
	});
});

describe('cnyToFen', () => {
	it.each([
		['64', 6400],
		['64.0', 6400],
		[' 64.05 ', 6405],
		[64.1, 6410],
		[0.29, 29],
		[1.1, 110],
		['0', 0],
		['¥64', 6400],
		['￥ 64.5', 6450],
		['9999999999999.99', 999_999_999_999_999],
	])('%j CNY are %s fen', (cny, fen) => {
		expect(cnyToFen(cny)).toBe(fen);
	});

	it.each([
		'',
		'abc',
		'-1',
		'1.234',
		'1,000',
		'1e3',
		'64 CNY',
		null,
		undefined,
		NaN,
		Infinity,
		0.1 + 0.2,
		1e-7,
		1e21,
		'10000000000000',
		'６４',
		'64.',
		'.5',
		'0x40',
		true,
		64n,
		['64'],
	])('%j is no amount in CNY', (value) => {
		expect(cnyToFen(value)).toBeUndefined();
	});

	it('undoes fenToCny', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 10 ** 14 }), (fen) => {
				expect(cnyToFen(fenToCny(fen))).toBe(fen);
			}),
		);
	});
});

describe('amountInFen', () => {
	it.each([0, 1, 6400, Number.MAX_SAFE_INTEGER])('takes whole fen: %s', (amount) => {
		expect(amountInFen(amount, 'fen')).toBe(amount);
	});

	it.each([
		[0, 0],
		[64, 6400],
		[64.5, 6450],
		[65.61, 6561],
		[0.01, 1],
		[1.1, 110],
	])('takes yuan with whole fen: %s', (amount, fen) => {
		expect(amountInFen(amount, 'yuan')).toBe(fen);
	});

	it.each(['6400', '64.00', '', null, undefined, NaN, Infinity, -1, -0.01, true, [64], {}, 64n])(
		'takes %p for no amount, in either unit',
		(value) => {
			expect(amountInFen(value, 'fen')).toBeUndefined();
			expect(amountInFen(value, 'yuan')).toBeUndefined();
		},
	);

	it.each([64.5, 0.01, 2 ** 53])('takes %s for no amount in fen', (value) => {
		expect(amountInFen(value, 'fen')).toBeUndefined();
	});

	it.each([64.005, 0.1 + 0.2, 1e-7, 1e21])('takes %s for no amount in yuan', (value) => {
		expect(amountInFen(value, 'yuan')).toBeUndefined();
	});

	it('is exact for every amount of whole fen, also as yuan', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 10 ** 14 }), (fen) => {
				expect(amountInFen(fen, 'fen')).toBe(fen);
				expect(amountInFen(Number(fenToCny(fen)), 'yuan')).toBe(fen);
			}),
		);
	});
});
