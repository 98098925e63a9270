import type { Endpoint } from '../../shared/endpoints';
import { isGatewayRefusal, isServerFault } from './httpResult';
import type { Attempt, HttpResult } from './httpResult';
import { wait } from './wait';

/** How often one request is sent, and how long (ms) it may wait between, in all. */
export interface RetryLimits {
	/** Sends after a refused connection, a gateway's HTTP 429 or (reads) an answer "too busy". */
	sends: number;
	/** Sends of a read that nobody answered. */
	sendsUnanswered: number;
	/** All waits together, ms. */
	waitMs: number;
}

export const RETRY_LIMITS: RetryLimits = { sends: 5, sendsUnanswered: 3, waitMs: 60_000 };
export const NO_RETRIES: RetryLimits = { sends: 1, sendsUnanswered: 1, waitMs: 0 };

const FIRST_DELAY_MS = 300;

/** HTTP status codes, and codes in an answer that look like them, of "not now". */
const isBusy = (code: number) => code === 429 || isServerFault(code);

/** Whose request it is: what a write did cannot be undone, and of a foreign one nothing is known. */
export type Effect = Endpoint['effect'] | 'foreignWrite';

/**
 * Whether the same request may be sent again. A write only when the first one certainly never left,
 * or when a gateway refused it before any work began; a write that is not one of this node's own
 * never after any answer. A read also when nobody answered, or the answer was "busy".
 */
export function mayRetry(attempt: Attempt, effect: Effect): boolean {
	switch (attempt.kind) {
		case 'notSent':
			return attempt.cause === 'notConnected';
		case 'unanswered':
			return effect === 'read' && attempt.cause !== 'cancelled';
		case 'notXportcn':
			return effect === 'read'
				? isBusy(attempt.httpStatus)
				: effect === 'write' && isGatewayRefusal(attempt);
		case 'answered':
			return effect === 'read' && (isBusy(attempt.httpStatus) || isBusy(attempt.envelope.code));
	}
}

/**
 * Sends until the result is final or the limits are reached. It waits longer each time (exponential
 * backoff with jitter), and at least as long as `Retry-After` asks for.
 * @param onGatewayRefusal told for how long (ms) a gateway wants no requests
 * @returns what is known after the last attempt, with how often and how long (ms) it was tried
 */
export async function withRetries(
	effect: Effect,
	limits: RetryLimits,
	cancelSignal: AbortSignal | undefined,
	send: () => Promise<Attempt>,
	onGatewayRefusal: (pauseMs: number) => void = () => {},
): Promise<HttpResult> {
	const start = Date.now();
	let leftMs = limits.waitMs;
	for (let count = 1; ; count++) {
		const attempt = await send();
		const result = { ...attempt, tries: { count, durationMs: Date.now() - start } };
		const delayMs = delayAfter(count, attempt);
		if (isGatewayRefusal(attempt)) onGatewayRefusal(delayMs);
		const most = attempt.kind === 'unanswered' ? limits.sendsUnanswered : limits.sends;
		if (count >= most || delayMs > leftMs || !mayRetry(attempt, effect)) return result;
		leftMs -= delayMs;
		await wait(delayMs, cancelSignal);
		if (cancelSignal?.aborted) return result;
	}
}

function delayAfter(count: number, attempt: Attempt): number {
	const backoff = FIRST_DELAY_MS * 2 ** (count - 1) * (0.5 + Math.random());
	const asked = 'retryAfterMs' in attempt ? (attempt.retryAfterMs ?? 0) : 0;
	return Math.max(backoff, asked);
}
