import { readKeys, signedHeaders } from '../credentials/signing';
import { DEMO_KEYS } from '../sandbox/keys';
import { median } from './statistics';

const ROUNDS = 15;
const SIGNATURES = 20_000;

/** Out: what one signature takes, nonce and headers included: the median of several rounds, µs. */
export function microsecondsToSign(): number {
	const keys = readKeys({ baseUrl: 'http://127.0.0.1/api', ...DEMO_KEYS });
	const rounds = Array.from({ length: ROUNDS }, () => {
		const startedAt = performance.now();
		for (let count = 0; count < SIGNATURES; count++) signedHeaders(keys);
		return ((performance.now() - startedAt) * 1000) / SIGNATURES;
	});
	return median(rounds);
}
