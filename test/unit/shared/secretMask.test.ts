import fc from 'fast-check';

import { maskSecrets, secretMask } from '../../../nodes/shared/secretMask';

const HIDDEN = 'S3cretS3cretS3cretS3cretS3cret00';
const SIGNATURE = 'A32AFB8C82AAE0ED5C3E980A6FB07B5F';

const secret = fc.stringMatching(/^[A-Za-z0-9]{32}$/);
/** How a server may write a text: in other letters, in groups, between other things. */
const written = (text: string) =>
	fc
		.tuple(
			fc.constantFrom('as it is', 'small', 'capitals'),
			fc.constantFrom('', '-', ' ', ':', '_', '.', ', ', '\n', '​', '、'),
			fc.constantFrom(1, 2, 4, 8, 32),
			fc.constantFrom('', 'x', '1715669977082', 'sign=', '签名'),
			fc.constantFrom('', 'x', '1715669977082', '&', '余额'),
		)
		.map(([letters, separator, size, before, after]) => {
			const groups = (text.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(separator);
			if (letters === 'small') return before + groups.toLowerCase() + after;
			return before + (letters === 'capitals' ? groups.toUpperCase() : groups) + after;
		});
const lettersOf = (text: string) => text.replace(/[^A-Za-z0-9]/g, '').toLowerCase();

describe('secretMask', () => {
	it('hides a secret however it is written', () => {
		fc.assert(
			fc.property(
				secret.chain((text) => fc.tuple(fc.constant(text), written(text))),
				fc.array(secret, { maxLength: 3 }),
				([text, shown], others) => {
					const mask = secretMask(...others, text);
					expect(mask.isIn(shown)).toBe(true);
					expect(lettersOf(mask.inText(shown))).not.toContain(text.toLowerCase());
					expect(mask.inText(shown)).toContain('[masked]');
				},
			),
		);
	});

	it('leaves a text without one as it is', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
				const mask = secretMask(HIDDEN, SIGNATURE);
				expect(mask.isIn(text)).toBe(false);
				expect(mask.inText(text)).toBe(text);
			}),
		);
	});

	it('leaves everything else of a text as it is', () => {
		expect(maskSecrets(`签名错误: ${SIGNATURE}, 请检查`, [SIGNATURE])).toBe(
			'签名错误: [masked], 请检查',
		);
		expect(maskSecrets(`ak=1715669977082${HIDDEN}${SIGNATURE}!`, [HIDDEN, SIGNATURE])).toBe(
			'ak=1715669977082[masked]!',
		);
		expect(maskSecrets(`İ${HIDDEN} ${SIGNATURE}`, [HIDDEN, SIGNATURE])).toBe('İ[masked] [masked]');
		expect(maskSecrets(`${HIDDEN.slice(1)} ${HIDDEN.slice(0, -1)}`, [HIDDEN])).toBe(
			`${HIDDEN.slice(1)} ${HIDDEN.slice(0, -1)}`,
		);
	});

	it('hides secrets that overlap, and one within another', () => {
		expect(maskSecrets('abcdefghijkl', ['abcdefgh', 'efghijkl'])).toBe('[masked]');
		expect(maskSecrets('xabcdefghijklx', ['abcdefghijkl', 'cdefghij'])).toBe('x[masked]x');
	});

	it.each([
		['demo-access-secret-of-the-sandbox', 'DEMO ACCESS SECRET OF THE SANDBOX'],
		['a+b/c=d+e/f=g', 'sign=a%2Bb%2Fc%3Dd%2Be%2Ff%3Dg'],
		['a+b/c=d+e/f=g', 'sign=a%2bb%2fc%3dd%2be%2ff%3dg'],
		['!!!###$$$%%%', 'x!!!###$$$%%%x'],
	])('hides %s in %s', (text, shown) => {
		expect(maskSecrets(shown, [text])).toContain('[masked]');
		expect(maskSecrets(shown, [text])).not.toContain(text);
	});

	it('hides a short one as a whole word only', () => {
		expect(maskSecrets('ask sk, (SK) and sk1', ['sk'])).toBe('ask [masked], ([masked]) and sk1');
		expect(maskSecrets('nothing', ['', ' '])).toBe('nothing');
	});

	it('hides those that are added later, also thousands', () => {
		const mask = secretMask(HIDDEN);
		const many = fc.sample(secret, { numRuns: 3000, seed: 1 });
		expect(mask.inText(many[2999])).toBe(many[2999]);
		mask.add(...many);
		for (const text of many) expect(mask.inText(`<${text}>`)).toBe('<[masked]>');
	});
});

describe('secretMask in values', () => {
	it('hides them everywhere, names of fields included, and changes nothing else', () => {
		const value = {
			[`key ${HIDDEN}`]: 1,
			list: [{ headers: { signature: SIGNATURE.toLowerCase() } }, `${HIDDEN}!`, null, true],
			orderId: '3300504350583134261',
		};
		expect(secretMask(HIDDEN, SIGNATURE).inValue(value)).toEqual({
			'key [masked]': 1,
			list: [{ headers: { signature: '[masked]' } }, '[masked]!', null, true],
			orderId: '3300504350583134261',
		});
	});

	it('gives the value itself where there is nothing to hide', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const mask = secretMask(HIDDEN);
				expect(mask.inValue(value)).toBe(value);
				expect(mask.inValue(value, JSON.stringify(value))).toBe(value);
			}),
		);
	});

	it('lets no secret of any JSON through, with and without its text', () => {
		const leaf = fc.oneof(fc.string(), fc.integer(), fc.constant(null), written(HIDDEN));
		const { tree } = fc.letrec((tie) => ({
			tree: fc.oneof(
				{ maxDepth: 4 },
				leaf,
				fc.array(tie('tree'), { maxLength: 4 }),
				fc.dictionary(fc.oneof(fc.string(), written(HIDDEN)), tie('tree'), { maxKeys: 4 }),
			),
		}));
		const textsIn = (value: unknown): string[] =>
			typeof value === 'object' && value !== null
				? Object.entries(value).flatMap(([name, entry]) => [name, ...textsIn(entry)])
				: [String(value)];
		fc.assert(
			fc.property(tree, (value) => {
				const mask = secretMask(HIDDEN);
				for (const shown of [mask.inValue(value), mask.inValue(value, JSON.stringify(value))]) {
					for (const text of textsIn(shown)) {
						expect(lettersOf(text)).not.toContain(HIDDEN.toLowerCase());
					}
				}
			}),
		);
	});

	it('finds one that the text spells with escapes', () => {
		const raw = `{"a":"${HIDDEN.replace('S', '\\u0053')}","b":"${SIGNATURE.slice(0, 8)}\\n${SIGNATURE.slice(8)}"}`;
		expect(secretMask(HIDDEN, SIGNATURE).inValue(JSON.parse(raw), raw)).toEqual({
			a: '[masked]',
			b: '[masked]',
		});
	});

	it('does not look into a value whose text holds none', () => {
		const value = {
			get never(): string {
				throw new Error('looked at');
			},
		};
		expect(secretMask(HIDDEN).inValue(value, '{"never":""}')).toBe(value);
		expect(() => secretMask(HIDDEN).inValue(value)).toThrow('looked at');
	});

	it('shows nothing of what is nested without end, and does not fail at it', () => {
		const raw = `${'['.repeat(50_000)}"\\n"${']'.repeat(50_000)}`;
		const shown = JSON.stringify(secretMask(HIDDEN).inValue(JSON.parse(raw), raw));
		expect(shown).toBe(`${'['.repeat(1000)}"[masked]"${']'.repeat(1000)}`);
	});

	it('hides a number that is a secret, and one in digits of another size', () => {
		expect(secretMask('123456789012345').inValue({ n: 123456789012345, m: 1234 })).toEqual({
			n: '[masked]',
			m: 1234,
		});
	});
});
