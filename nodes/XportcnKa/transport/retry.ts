import { sleep } from 'n8n-workflow';

import type { Endpoint } from '../../shared/endpoints';
import type { Evidence, Reply } from './reply';

const MAX_ATTEMPTS = 3;
const FIRST_DELAY_MS = 300;
/** A wait longer than this that a server asks for is not worth a blocked workflow. */
const MAX_DELAY_MS = 20_000;

/** HTTP status codes, and envelope codes that look like them, of "not now". */
const isBusy = (code: number) => code === 429 || (code >= 500 && code < 600);

/**
 * Whether trying again is safe and makes sense. A write is repeated only when it certainly never
 * left; a read also when nobody answered or the answer was "busy".
 */
export function mayRetry(evidence: Evidence, effect: Endpoint['effect']): boolean {
	switch (evidence.kind) {
		case 'notSent':
			return evidence.cause === 'notConnected';
		case 'unanswered':
			return effect === 'read' && evidence.cause !== 'cancelled';
		case 'notXportcn':
			return effect === 'read' && isBusy(evidence.httpStatus);
		case 'answered':
			return effect === 'read' && (isBusy(evidence.httpStatus) || isBusy(evidence.envelope.code));
	}
}

/**
 * Sends until an answer is final or the attempts are used up, waiting longer each time (exponential
 * backoff with jitter; what `Retry-After` asks for when it asks for more).
 * @returns what is known after the last attempt, with how often and how long (ms) it was tried
 */
export async function withRetries(
	effect: Endpoint['effect'],
	cancelSignal: AbortSignal | undefined,
	send: () => Promise<Evidence>,
): Promise<Reply> {
	const start = Date.now();
	for (let count = 1; ; count++) {
		const evidence = await send();
		const reply = { ...evidence, attempts: { count, durationMs: Date.now() - start } };
		const delayMs = delayBeforeNext(count, evidence);
		if (count === MAX_ATTEMPTS || delayMs > MAX_DELAY_MS || !mayRetry(evidence, effect))
			return reply;
		await pause(delayMs, cancelSignal);
		if (cancelSignal?.aborted) return reply;
	}
}

function delayBeforeNext(count: number, evidence: Evidence): number {
	const backoff = FIRST_DELAY_MS * 2 ** (count - 1) * (0.5 + Math.random());
	const asked = 'retryAfterMs' in evidence ? (evidence.retryAfterMs ?? 0) : 0;
	return Math.max(backoff, asked);
}

/** Waits some ms, or until the execution is cancelled. */
export async function pause(ms: number, cancelSignal: AbortSignal | undefined): Promise<void> {
	if (!cancelSignal) return await sleep(ms);
	if (cancelSignal.aborted) return;
	let stop: () => void = () => {};
	const cancelled = new Promise<void>((resolve) => {
		stop = resolve;
		cancelSignal.addEventListener('abort', stop, { once: true });
	});
	await Promise.race([sleep(ms), cancelled]);
	cancelSignal.removeEventListener('abort', stop);
}
