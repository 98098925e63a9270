import { sleep } from 'n8n-workflow';

import type { Endpoint } from '../../shared/endpoints';
import type { Reply } from './reply';

const MAX_ATTEMPTS = 3;
const FIRST_DELAY_MS = 300;
/** A wait longer than this that a server asks for is not worth a blocked workflow. */
const MAX_DELAY_MS = 20_000;

const TOO_MANY_REQUESTS = 429;
const isServerTrouble = (status: number) => status >= 500 || status === TOO_MANY_REQUESTS;

/**
 * Whether trying again is safe and makes sense. A write is repeated only when it certainly never
 * left; a read also when nobody answered or the answer was "busy".
 */
export function mayRetry(reply: Reply, effect: Endpoint['effect']): boolean {
	if (reply.kind === 'notSent') return reply.cause === 'notConnected';
	if (effect === 'write') return false;
	if (reply.kind === 'unanswered') return reply.cause !== 'cancelled';
	return (
		isServerTrouble(reply.httpStatus) ||
		(reply.kind === 'answered' && isServerTrouble(reply.envelope.code) && reply.envelope.code < 600)
	);
}

/**
 * Sends until an answer is final or the attempts are used up, waiting longer each time (exponential
 * backoff with jitter; what `Retry-After` asks for when it asks for more).
 * @returns the last reply, with how often and how long (ms) it was tried
 */
export async function withRetries(
	effect: Endpoint['effect'],
	cancelSignal: AbortSignal | undefined,
	send: () => Promise<Reply>,
): Promise<Reply> {
	const start = Date.now();
	for (let count = 1; ; count++) {
		const reply = await send();
		const attempts = { count, durationMs: Date.now() - start };
		const delayMs = delayBeforeNext(count, reply);
		if (count === MAX_ATTEMPTS || delayMs > MAX_DELAY_MS || !mayRetry(reply, effect)) {
			return { ...reply, attempts };
		}
		await pause(delayMs, cancelSignal);
		if (cancelSignal?.aborted) return { ...reply, attempts };
	}
}

function delayBeforeNext(count: number, reply: Reply): number {
	const backoff = FIRST_DELAY_MS * 2 ** (count - 1) * (0.5 + Math.random());
	const asked = 'retryAfterMs' in reply ? (reply.retryAfterMs ?? 0) : 0;
	return Math.max(backoff, asked);
}

/** Waits, or until the execution is cancelled. */
export async function pause(ms: number, cancelSignal: AbortSignal | undefined): Promise<void> {
	const cancelled = new Promise<void>((resolve) => {
		cancelSignal?.addEventListener('abort', () => resolve(), { once: true });
	});
	if (cancelSignal?.aborted) return;
	await Promise.race([sleep(ms), cancelled]);
}
