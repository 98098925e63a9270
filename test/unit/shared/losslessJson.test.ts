import fc from 'fast-check';

import { parseLossless, stringifyLossless } from '../../../nodes/shared/losslessJson';

const ID = '3300504350583134260';

describe('parseLossless', () => {
	it('keeps the digits of large integers as text, wherever they stand', () => {
		expect(
			parseLossless(`{"orderId":${ID},"list":[${ID},-${ID}],"deep":{"a":[{"b":${ID}}]}}`),
		).toEqual({
			orderId: ID,
			list: [ID, `-${ID}`],
			deep: { a: [{ b: ID }] },
		});
	});

	it('leaves numbers that fit, fractions and exponents as numbers', () => {
		expect(parseLossless('[0,-1,9007199254740991,2.0,1.5,1e3,0.12345678901234567890]')).toEqual([
			0, -1, 9007199254740991, 2, 1.5, 1000, 0.12345678901234568,
		]);
	});

	it('keeps a decimal as text in a field that should be an integer', () => {
		const fields = new Set(['totalAmount', 'sum']);
		expect(
			parseLossless(
				'{"totalAmount":6400.00,"sum" : 64e2,"price":12.00,"list":[{"totalAmount":6400}],"note":"totalAmount","x":1.0}',
				fields,
			),
		).toEqual({
			...{ totalAmount: '6400.00', sum: '64e2', price: 12, list: [{ totalAmount: 6400 }] },
			...{ note: 'totalAmount', x: 1 },
		});
	});

	it('leaves digits inside texts alone, also behind escaped quotes', () => {
		const text = `id ${ID} "${ID}" \\${ID}`;
		expect(parseLossless(JSON.stringify({ text, [text]: 1 }))).toEqual({ text, [text]: 1 });
	});

	it('reads past a byte order mark', () => {
		expect(parseLossless(`\uFEFF{"a":${ID}}`)).toEqual({ a: ID });
	});

	it('refuses what is nested too deep to be stored, and counts no brackets in texts', () => {
		const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
		expect(parseLossless(nested(100))).toEqual(JSON.parse(nested(100)));
		expect(() => parseLossless(nested(101))).toThrow('nested deeper than 100 levels');
		expect(() => parseLossless(nested(100_000))).toThrow(SyntaxError);
		expect(parseLossless(JSON.stringify(['['.repeat(500)]))).toEqual(['['.repeat(500)]);
		expect(parseLossless(`[${'{},'.repeat(500)}[]]`)).toHaveLength(501);
		expect(parseLossless(`[${'[],'.repeat(500)}{}]`)).toHaveLength(501);
		const inObjects = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
		expect(() => parseLossless(inObjects(100))).not.toThrow();
		expect(() => parseLossless(inObjects(101))).toThrow('nested deeper than 100 levels');
	});

	it.each(['', '{', `{"a":${ID}`, `"${ID}`, '{"a":01}', 'NaN', `${ID}x`])('refuses %j', (text) => {
		expect(() => parseLossless(text)).toThrow(SyntaxError);
	});

	it('reads what JSON.parse reads, when no integer is too large', () => {
		fc.assert(
			fc.property(fc.json(), (text) => {
				fc.pre(!/\d{16}/.test(text));
				expect(parseLossless(text)).toEqual(JSON.parse(text));
			}),
		);
	});

	it('keeps every digit of any integer', () => {
		fc.assert(
			fc.property(
				fc.bigInt({ min: 2n ** 53n, max: 10n ** 40n }),
				fc.boolean(),
				(size, negative) => {
					const digits = String(negative ? -size : size);
					expect(parseLossless(`[ ${digits} ,{"a":${digits}}]`)).toEqual([digits, { a: digits }]);
				},
			),
		);
	});

	it('gets through a long text without a stack overflow', () => {
		const long = 'x'.repeat(20_000_000);
		expect(parseLossless(`{"a":"${long}","b":${ID}}`)).toEqual({ a: long, b: ID });
	});
});

describe('Hostile text', () => {
	// quadratic work on any of these would take minutes
	it.each([
		['an unterminated string of escapes', `{"id":${ID},"a":"${'\\"'.repeat(1_000_000)}`, false],
		['a long string of escapes', `{"id":${ID},"a":"${'\\"'.repeat(1_000_000)}"}`, true],
		['backslashes', `[${ID},"${'\\\\'.repeat(1_000_000)}"]`, true],
		['many small numbers', `[${ID},${'1,'.repeat(1_000_000)}1]`, true],
	])('%s is done with at once', (_, text, valid) => {
		const read = () => parseLossless(text);
		if (valid) expect(read).not.toThrow();
		else expect(read).toThrow(SyntaxError);
	});
});

describe('stringifyLossless', () => {
	it('writes a bigint as a bare number', () => {
		expect(stringifyLossless({ offerId: BigInt(ID), list: [1n] })).toBe(
			`{"offerId":${ID},"list":[1]}`,
		);
	});

	it('writes what JSON.stringify writes', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(stringifyLossless(value)).toBe(JSON.stringify(value));
			}),
		);
	});

	it('leaves out what is undefined, as JSON.stringify does', () => {
		const value = { a: undefined, b: [undefined, 1], c: { d: undefined } };
		expect(stringifyLossless(value)).toBe(JSON.stringify(value));
	});

	it('is undone by parseLossless', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				fc.pre(!/\d{16}/.test(JSON.stringify(value)));
				expect(parseLossless(stringifyLossless(value))).toEqual(JSON.parse(JSON.stringify(value)));
			}),
		);
	});
});
