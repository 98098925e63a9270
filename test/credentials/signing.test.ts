import fc from 'fast-check';

import {
	newNonce,
	readKeys,
	signatureOf,
	signedHeaders,
	timestampOf,
} from '../../credentials/signing';

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

	it('puts values in as they are, also when they look like placeholders', () => {
		const keys = readKeys({ ...KEYS, accessKey: '{accessSecret}', accessSecret: '$&' });
		expect(signatureOf(keys, '1', NONCE)).not.toBe(
			signatureOf({ ...keys, accessKey: '$&' }, '1', NONCE),
		);
	});

	it('refuses a placeholder that does not exist', () => {
		expect(() => readKeys({ ...KEYS, stringToSign: '{accessKey}{body}' })).toThrow(
			"'String to Sign' in the Xportcn API credential has an unknown placeholder {body}",
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
		expect(() => readKeys({ ...KEYS, [name]: ' ' })).toThrow(`'${label}' is empty`);
	});

	it.each(['www.xportcn.com', 'ftp://www.xportcn.com', 'https://', '/api'])(
		'are refused with the address %s',
		(baseUrl) => {
			expect(() => readKeys({ ...KEYS, baseUrl })).toThrow("'Base URL'");
		},
	);

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
			fc.property(
				fc.string({ minLength: 8 }).filter((text) => text.trim().length >= 8),
				(secret) => {
					const headers = signedHeaders(readKeys({ ...KEYS, accessSecret: secret }));
					expect(Object.values(headers).join('\n')).not.toContain(secret.trim());
				},
			),
		);
	});
});
