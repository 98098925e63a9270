import fc from 'fast-check';
import { UserError } from 'n8n-workflow';

import {
	newNonce,
	readKeys,
	signatureOf,
	signedHeaders,
	timestampOf,
} from '../../credentials/signing';
import { credentialFor } from '../harness/scene';

const KEYS = {
	baseUrl: 'https://www.xportcn.com/api/',
	userId: 'u1',
	accessKey: 'ak',
	accessSecret: 'sk',
	timestampUnit: 'milliseconds',
	stringToSign: '{accessKey}{timestamp}{nonceStr}{accessSecret}',
};
const NONCE = 'n'.repeat(32);

describe('The signature', () => {
	it('has the check value that `printf ak1715669977082n...nsk | md5sum` prints', () => {
		expect(signatureOf(readKeys(KEYS), '1715669977082', NONCE)).toBe(
			'A32AFB8C82AAE0ED5C3E980A6FB07B5F',
		);
	});

	it('follows the string to sign', () => {
		const keys = readKeys({ ...KEYS, stringToSign: '{accessSecret}:{timestamp}:{nonceStr}' });
		// printf 'sk:1715669977082:nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn' | md5sum
		expect(signatureOf(keys, '1715669977082', NONCE)).toBe('466F7D4EE5C6EE0CCD37420FFFCDA776');
	});

	it.each([
		['the secret', (secret: string) => `{accessKey}{timestamp}{nonceStr}${secret}`],
		['nothing but the secret', (secret: string) => secret],
		[
			'the secret in capitals',
			(secret: string) => `{timestamp}&${secret.toUpperCase()}&{nonceStr}`,
		],
	])('refuses one with %s written out, and does not repeat it', (_, templateWith) => {
		const { accessSecret } = credentialFor('');
		const read = () =>
			readKeys({ ...KEYS, accessSecret, stringToSign: templateWith(accessSecret) });
		expect(read).toThrow(
			"'String to Sign' in the Xportcn API credential holds the Access Secret or the Access Key itself. Write {accessSecret} or {accessKey} in its place.",
		);
	});

	it('refuses one with the access key written out', () => {
		const { accessKey } = credentialFor('');
		const stringToSign = `${accessKey}{timestamp}{nonceStr}{accessSecret}`;
		expect(() => readKeys({ ...KEYS, accessKey, stringToSign })).toThrow(/Access Key itself/);
	});

	it('puts values in as they are, also when they look like placeholders', () => {
		const keys = readKeys({ ...KEYS, accessKey: '{accessSecret}', accessSecret: '$&' });
		expect(signatureOf(keys, '1', NONCE)).not.toBe(
			signatureOf({ ...keys, accessKey: '$&' }, '1', NONCE),
		);
	});

	it('is made by the default rule when none is set', () => {
		for (const unset of [{ stringToSign: '' }, { stringToSign: ' ' }, {}]) {
			const { stringToSign, ...others } = KEYS;
			expect(readKeys({ ...others, ...unset } as typeof KEYS).stringToSign).toBe(stringToSign);
		}
	});

	it('may have the user ID in it, and is of UTF-8', () => {
		const keys = readKeys({ ...KEYS, stringToSign: '{userId}芝麻' });
		// printf 'u1芝麻' | md5sum
		expect(signatureOf(keys, '1', NONCE)).toBe('23DDA0E13716EC02046C975E854AB52E');
	});

	it.each([
		...['{body}', '{}', '{toString}', '{AccessKey}'],
		// somebody pasted the secret there: the message shows nothing of it
		...['{sk}', '{ sk}', '{accessSecret=sk}', '{SK}'],
	])('refuses the placeholder %s, which is none, and does not repeat it', (name) => {
		expect(() => readKeys({ ...KEYS, stringToSign: `{accessKey}${name}` })).toThrow(
			new UserError(
				"'String to Sign' in the Xportcn API credential has a placeholder that does not exist. Use {accessKey}, {timestamp}, {nonceStr}, {accessSecret}, {userId}.",
			),
		);
	});
});

describe('The nonce', () => {
	it('is 32 letters and digits, and new every time', () => {
		const nonces = Array.from({ length: 1000 }, newNonce);
		for (const nonce of nonces) expect(nonce).toMatch(/^[A-Za-z0-9]{32}$/);
		expect(new Set(nonces).size).toBe(1000);
		expect(new Set(nonces.join('')).size).toBe(62);
	});
});

describe('The timestamp', () => {
	it.each([
		['milliseconds', '1715669977082'],
		['seconds', '1715669977'],
	] as const)('is in %s', (unit, expected) => {
		expect(timestampOf(1715669977082, unit)).toBe(expected);
	});
});

describe('The keys', () => {
	it.each([
		['baseUrl', 'Base URL'],
		['userId', 'User ID'],
		['accessKey', 'Access Key'],
		['accessSecret', 'Access Secret'],
	])('are refused without %s, by its label', (name, label) => {
		for (const value of [' ', undefined]) {
			expect(() => readKeys({ ...KEYS, [name]: value } as typeof KEYS)).toThrow(
				new UserError(`'${label}' is empty in the Xportcn API credential. Fill it in and save.`),
			);
		}
	});

	it.each([
		'www.xportcn.com',
		'ftp://www.xportcn.com',
		'xhttps://www.xportcn.com',
		'see https://www.xportcn.com',
		'https://',
		'https://?x',
		'https://x.example/api?x',
		'https://x.example/api#x',
		'https://x.example:port',
		'https://',
		'https:x.example',
		'https:/x.example',
		'https:\\\\x.example',
		'https://www.xportcn.com@x.example',
		'https://user:password@x.example/api',
		'https://x.example/api/..',
		'https://x.example/api;x',
		'https://x.example/%2e%2e/api',
		'https://x.example/a b',
		'https://x.example\\api',
		'/api',
	])('are refused with the address %s', (baseUrl) => {
		expect(() => readKeys({ ...KEYS, baseUrl })).toThrow(
			new UserError(
				"'Base URL' in the Xportcn API credential is not a web address. It should look like https://www.xportcn.com/api.",
			),
		);
	});

	it.each(['http://127.0.0.1:4999/api', 'HTTPS://x.example'])(
		'are taken with the address %s',
		(baseUrl) => {
			expect(readKeys({ ...KEYS, baseUrl }).baseUrl).toBe(baseUrl);
		},
	);

	it.each([
		['timestampUnit', ['milliseconds', 'seconds']],
		['amountUnit', ['fen', 'yuan']],
	] as const)('take the options of %s, and the first where there is none', (field, options) => {
		const { timestampUnit, ...others } = KEYS;
		expect(timestampUnit).toBe('milliseconds');
		expect(readKeys(others)[field]).toBe(options[0]);
		for (const option of options)
			expect(readKeys({ ...KEYS, [field]: option })[field]).toBe(option);
	});

	it.each([
		['timestampUnit', "'Timestamp Unit'", 'milliseconds or seconds'],
		['amountUnit', "'Amount Unit'", 'fen or yuan'],
	])('take nothing else for %s: an expression may have given nothing', (field, label, options) => {
		for (const value of ['minutes', 'Yuan', '', undefined, null, 1, ['yuan']]) {
			expect(() => readKeys({ ...KEYS, [field]: value } as typeof KEYS)).toThrow(
				new UserError(
					`${label} in the Xportcn API credential must be ${options}. Choose one of them, or correct the expression.`,
				),
			);
		}
	});

	it('give the headers of one attempt', () => {
		const keys = readKeys({ ...KEYS, timestampUnit: 'seconds' });
		expect(signedHeaders(keys, 1715669977082, NONCE)).toEqual({
			'access-key': 'ak',
			timestamp: '1715669977',
			'nonce-str': NONCE,
			'user-id': 'u1',
			signature: signatureOf(keys, '1715669977', NONCE),
		});
	});

	it.each([
		['a\nb', 'a line break (U+000A)'],
		['a\rb', 'a line break (U+000D)'],
		['a\u2028b', 'a line break (U+2028)'],
		['a\tb', 'a tab (U+0009)'],
		['a\u0007b', 'a control character (U+0007)'],
		['a\u007fb', 'a control character (U+007F)'],
		['a\u200bb', 'an invisible character (U+200B)'],
		['\u202aab\u202c', 'an invisible character (U+202A)'],
		['a\ufeffb', 'an invisible character (U+FEFF)'],
		['a\u3164b', 'an invisible character (U+3164)'],
		['a\u00a0b', 'a blank that is not an ordinary one (U+00A0)'],
		['a\u3000b', 'a blank that is not an ordinary one (U+3000)'],
		['子账号', 'a Chinese character'],
		['\u{20000}', 'a Chinese character'],
		['ａｂ', 'a full-width character of a Chinese keyboard'],
		['a：b', 'a full-width character of a Chinese keyboard'],
		['é', 'a character that is no English letter, digit or sign'],
		['“a”', 'a character that is no English letter, digit or sign'],
		['\ud800', 'a character that is no English letter, digit or sign (U+D800)'],
	])('are refused with %j in them, by its name', (text, named) => {
		for (const [field, label] of [
			['baseUrl', 'Base URL'],
			['userId', 'User ID'],
			['accessKey', 'Access Key'],
			['accessSecret', 'Access Secret'],
		]) {
			const value = field === 'baseUrl' ? `https://x.example/${text}` : text;
			expect(() => readKeys({ ...KEYS, [field]: value })).toThrow(
				new UserError(
					`'${label}' in the Xportcn API credential has an odd character in it: ${named}. Delete everything in the field, then copy the value again or type it.`,
				),
			);
		}
	});

	it('are never shown by a message about a character in them', () => {
		const secrets = fc
			.tuple(fc.stringMatching(/^[A-Za-z0-9]{16}$/), fc.string({ unit: 'grapheme', minLength: 1 }))
			.map(([start, odd]) => `${start}${odd}x`);
		fc.assert(
			fc.property(secrets, fc.constantFrom('accessKey', 'accessSecret'), (secret, field) => {
				try {
					readKeys({ ...KEYS, [field]: secret });
				} catch (error) {
					expect((error as Error).message).not.toContain(secret.slice(0, 8));
				}
			}),
		);
	});

	it('are refused with an invisible character in the rule, which may have a line break', () => {
		expect(() => readKeys({ ...KEYS, stringToSign: '{accessKey}\u200b{timestamp}' })).toThrow(
			"'String to Sign' in the Xportcn API credential has an odd character in it: an invisible character (U+200B).",
		);
		expect(readKeys({ ...KEYS, stringToSign: '{accessKey}\n{timestamp}' }).stringToSign).toBe(
			'{accessKey}\n{timestamp}',
		);
	});

	it.each([{}, ['u1'], true, 2 ** 53, 1.5, NaN])(
		'are refused when an expression gives %j, which is no text',
		(value) => {
			expect(() => readKeys({ ...KEYS, userId: value } as typeof KEYS)).toThrow(
				new UserError(
					"'User ID' in the Xportcn API credential is not a text. Correct the expression in it.",
				),
			);
		},
	);

	it('take a number that an expression gives', () => {
		expect(readKeys({ ...KEYS, userId: 2218427022945 } as unknown as typeof KEYS).userId).toBe(
			'2218427022945',
		);
	});

	it('lose blanks around them and slashes at the end of the address', () => {
		expect(
			readKeys({ ...KEYS, accessKey: ' ak\n', baseUrl: ' https://x.example/api// ' }),
		).toMatchObject({
			accessKey: 'ak',
			baseUrl: 'https://x.example/api',
		});
	});

	it('never show the secret in the headers', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[!-~][ -~]{6,40}[!-~]$/), (secret) => {
				const headers = signedHeaders(readKeys({ ...KEYS, accessSecret: secret }));
				expect(Object.values(headers).join('\n')).not.toContain(secret.trim());
			}),
		);
	});
});
