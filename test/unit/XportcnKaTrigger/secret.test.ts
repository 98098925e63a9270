import crypto from 'crypto';

import { isSecret } from '../../../nodes/XportcnKaTrigger/secret';

it.each([
	['the secret itself', 'word', 'word', true],
	['Chinese letters', '芝麻开门', '芝麻开门', true],
	['another one', 'word', 'worD', false],
	['its beginning', 'word', 'wor', false],
	['a long one', 'word', 'w'.repeat(100_000), false],
	['nothing', 'word', undefined, false],
	['a list with it', 'word', ['word'], false],
	['an object', 'word', { word: 'word' }, false],
])('%s is compared in constant time, whatever its length', (_name, expected, given, isRight) => {
	const compare = jest.spyOn(crypto, 'timingSafeEqual');
	try {
		expect(isSecret(expected, given)).toBe(isRight);
		expect(
			compare.mock.calls.map((buffers) => buffers.map(({ byteLength }) => byteLength)),
		).toEqual([[32, 32]]);
	} finally {
		compare.mockRestore();
	}
});
