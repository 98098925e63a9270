import type { MessageContent } from './messages';

/** One try to deliver a message. */
export interface Attempt {
	/** ms since 1970. */
	readonly at: number;
	/** Until the answer, or until it was given up, in ms. */
	readonly ms: number;
	/** HTTP status of the answer; null when there was none in time. */
	readonly status: number | null;
	/** Why there was no answer (an axios code such as ECONNREFUSED), or null. */
	readonly problem: string | null;
}

/** A push of a message, retries included. A repeat is a push of its own. */
export interface Push extends MessageContent {
	/** Counts from 1, in the order the messages came to be. */
	readonly id: number;
	/** The id of the push that this one repeats, or null. */
	readonly repeatOf: number | null;
	readonly attempts: readonly Attempt[];
	readonly state: 'waiting' | 'acknowledged' | 'givenUp';
}

/** Counts of a push log. */
export interface PushSummary {
	/** Pushes that are no repeats. */
	messages: number;
	repeats: number;
	attempts: number;
	/** Pushes in each state, repeats included. */
	waiting: number;
	acknowledged: number;
	givenUp: number;
	/** Of answers with HTTP 200, in ms; null without one. */
	acknowledgedMs: { p50: number; p99: number; max: number } | null;
}

/** Every push, with all its tries. */
export class PushLog {
	private readonly list: Array<{ -readonly [Key in keyof Push]: Push[Key] }> = [];

	/** Pushes in the order they came to be. */
	all(): Push[] {
		return [...this.list];
	}

	/** How many pushes there are, repeats included. */
	get size(): number {
		return this.list.length;
	}

	begin(content: MessageContent, repeatOf: number | null): Push {
		const id = this.list.length + 1;
		const push: Push = { ...content, id, repeatOf, attempts: [], state: 'waiting' };
		this.list.push(push);
		return push;
	}

	/** Takes note of a try and of what it makes of the push. Ids that are forgotten are ignored. */
	record({ id }: Push, attempt: Attempt, state: Push['state']): void {
		const push = this.list[id - 1];
		if (push === undefined) return;
		push.attempts = [...push.attempts, attempt];
		push.state = state;
	}

	summary(): PushSummary {
		const inState = (state: Push['state']) =>
			this.list.filter((push) => push.state === state).length;
		const attempts = this.list.flatMap((push) => push.attempts);
		const times = attempts.filter(({ status }) => status === 200).map(({ ms }) => ms);
		const repeats = this.list.filter(({ repeatOf }) => repeatOf !== null).length;
		return {
			messages: this.list.length - repeats,
			repeats,
			attempts: attempts.length,
			waiting: inState('waiting'),
			acknowledged: inState('acknowledged'),
			givenUp: inState('givenUp'),
			acknowledgedMs:
				times.length === 0
					? null
					: { p50: quantile(times, 0.5), p99: quantile(times, 0.99), max: quantile(times, 1) },
		};
	}

	clear(): void {
		this.list.length = 0;
	}
}

/** The smallest of the values that so large a share of them does not exceed. */
function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((one, other) => one - other);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
