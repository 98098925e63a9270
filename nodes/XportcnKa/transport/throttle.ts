import { isComplaint } from './httpResult';
import type { Attempt } from './httpResult';
import { wait } from './wait';

const START = 4;
/** Answers that take more than this times the best so far are slower. */
const SLOWER = 2;

/** Lets requests out: as many at once as the vendor bears, and none during a pause it asked for. */
export interface Throttle {
	/**
	 * Runs a request when there is a place for it.
	 * @returns what came of it; `notSent` when the execution was cancelled or the pause was too long to
	 * wait for
	 */
	run(request: () => Promise<Attempt>): Promise<Attempt>;
	/** Holds back every new request for some ms. */
	holdBack(ms: number): void;
}

/**
 * The throttle of one run, for all its accounts. It starts with 4 requests at once and doubles while
 * answers come without a complaint (HTTP 429, HTTP 5xx, timeout) and not slower: their median is at
 * most twice the best so far. A complaint halves it.
 * @param max most requests at once
 * @param longestWaitMs a pause that is longer than this is not waited for, ms
 */
export function createThrottle(
	max: number,
	longestWaitMs: number,
	cancelSignal: AbortSignal | undefined,
): Throttle {
	const waiting: Array<() => void> = [];
	let limit = Math.min(START, max);
	let inFlight = 0;
	let heldUntil = 0;
	/** How many requests of this round have ended, and how long those with an answer took, ms. */
	let ended = 0;
	let durations: number[] = [];
	let bestMedian = Infinity;
	let changedAt = 0;
	let halvedAt = 0;

	const letOut = () => {
		while (inFlight < limit && waiting.length > 0) {
			inFlight += 1;
			(waiting.shift() as () => void)();
		}
	};
	const beginRound = () => {
		ended = 0;
		durations = [];
	};
	const change = (next: number) => {
		limit = next;
		changedAt = Date.now();
		beginRound();
	};
	const learn = (attempt: Attempt, startedAt: number) => {
		if (isComplaint(attempt)) {
			// what was on its way when the limit was halved complains of the old one
			if (startedAt < halvedAt) return;
			halvedAt = Date.now();
			change(Math.max(1, Math.floor(limit / 2)));
			return;
		}
		if (attempt.kind === 'notSent') return;
		const endedAt = Date.now();
		// what was on its way mostly before a change does not say how fast answers come since
		if ((startedAt + endedAt) / 2 < changedAt) return;
		ended += 1;
		if (attempt.kind !== 'unanswered') durations.push(endedAt - startedAt);
		if (ended < limit) return;
		// a few lost connections do not hold a round up; without most of its answers it says nothing
		if (durations.length * 2 <= ended) return beginRound();
		const median = medianOf(durations);
		bestMedian = Math.min(bestMedian, Math.max(1, median));
		if (median <= bestMedian * SLOWER) change(Math.min(max, limit * 2));
		else beginRound();
	};

	return {
		async run(request) {
			if (inFlight < limit && waiting.length === 0) inFlight += 1;
			else await new Promise<void>((resolve) => waiting.push(resolve));
			try {
				for (let pause = heldUntil - Date.now(); pause > 0; pause = heldUntil - Date.now()) {
					if (pause > longestWaitMs) return { kind: 'notSent', cause: 'heldBack', detail: '' };
					await wait(pause, cancelSignal);
					if (cancelSignal?.aborted) break;
				}
				if (cancelSignal?.aborted) return { kind: 'notSent', cause: 'cancelled', detail: '' };
				const startedAt = Date.now();
				const attempt = await request();
				learn(attempt, startedAt);
				return attempt;
			} finally {
				inFlight -= 1;
				letOut();
			}
		},
		holdBack(ms) {
			heldUntil = Math.max(heldUntil, Date.now() + ms);
		},
	};
}

function medianOf(numbers: number[]): number {
	const sorted = [...numbers].sort((one, other) => one - other);
	return sorted[Math.floor(sorted.length / 2)];
}
