import fc from 'fast-check';

import { cnyToFen, fenToCny } from '../../../nodes/shared/money';

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
		['0', 0],
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
