import { wait } from './wait';

/** The first wait, ms, and the longest one: often at first, because most things settle soon. */
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;

/** One poll of several. */
export interface Poll {
	isLast: boolean;
}

/** When to poll over a span, ms after its start: the wait doubles, and the last poll ends the span. */
export function pollSchedule(spanMs: number): number[] {
	const times: number[] = [];
	let delay = Math.min(FIRST_WAIT_MS, Math.ceil(spanMs / 32));
	for (let at = delay; at < spanMs; at += delay) {
		times.push(at);
		delay = Math.min(delay * 2, LONGEST_WAIT_MS);
	}
	return [...times, spanMs];
}

/**
 * Polls over a span until there is nothing more to learn or the execution is cancelled. Polls that take
 * long take up the times of the next ones; the last one comes all the same.
 * @param spanMs how long to go on, ms
 * @param poll returns whether polling is done
 */
export async function pollUntil(
	spanMs: number,
	cancelSignal: AbortSignal | undefined,
	poll: (poll: Poll) => Promise<boolean>,
): Promise<void> {
	const startedAt = Date.now();
	const schedule = pollSchedule(spanMs);
	for (const [index, dueMs] of schedule.entries()) {
		const isLast = index === schedule.length - 1;
		const soFarMs = Date.now() - startedAt;
		if (soFarMs > dueMs && !isLast) continue;
		await wait(Math.max(0, dueMs - soFarMs), cancelSignal);
		if (cancelSignal?.aborted) return;
		if (await poll({ isLast })) return;
	}
}
