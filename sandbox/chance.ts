import { createHash } from 'node:crypto';

/**
 * A number in [0, 1) that depends on nothing but the seed and the words. Unlike a stream of random
 * numbers it does not depend on the order of the calls, so concurrent requests stay reproducible.
 */
export function chance(seed: number, ...words: Array<string | number>): number {
	const digest = createHash('sha256')
		.update(JSON.stringify([seed, ...words]))
		.digest();
	return digest.readUIntBE(0, 6) / 2 ** 48;
}
