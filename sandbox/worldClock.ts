/* eslint-disable @n8n/community-nodes/no-restricted-globals */

/** Node's timers bear no longer wait; a longer one is taken in steps. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface Appointment {
	readonly at: number;
	readonly work: () => void;
}

/**
 * The clock of the world behind the API: when late debits happen, when details catch up, when orders
 * move on. It runs with real time and can be moved forward. Headers (`date`, `timestamp`) do not go
 * by it, so that a client stays signed in while days pass here.
 */
export class WorldClock {
	private aheadMs = 0;
	/** By time; of equal times the first made comes first. */
	private appointments: Appointment[] = [];
	private timer: NodeJS.Timeout | null = null;

	/** Now, in ms since 1970. */
	now(): number {
		return Date.now() + this.aheadMs;
	}

	/** How far this clock has been moved forward, in ms. */
	get movedMs(): number {
		return this.aheadMs;
	}

	/** How much is still to happen. */
	get pending(): number {
		return this.appointments.length;
	}

	/** Does the work so many ms from now; at once for 0. */
	after(ms: number, work: () => void): void {
		if (ms <= 0) {
			work();
			return;
		}
		const at = this.now() + ms;
		this.appointments.splice(this.placeOf(at), 0, { at, work });
		this.arm();
	}

	/** Moves forward. All that is due by then happens first, in order, each at its own time. */
	advance(ms: number): void {
		const target = this.now() + ms;
		for (let [next] = this.appointments; next && next.at <= target; [next] = this.appointments) {
			this.moveTo(next.at);
			this.runFirst();
		}
		this.moveTo(target);
		this.arm();
	}

	/** Moves forward until nothing is left to happen: for a judge who wants the final ledger. */
	settle(): void {
		while (this.pending > 0) this.advance(Math.max(0, this.appointments[0].at - this.now()));
	}

	/** Nothing that was to happen will; the time is real time again. */
	clear(): void {
		this.appointments = [];
		this.aheadMs = 0;
		this.arm();
	}

	/** Behind all that happens until then: by halving, because there can be many. */
	private placeOf(at: number): number {
		let [low, high] = [0, this.pending];
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			if (this.appointments[middle].at <= at) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	private moveTo(at: number): void {
		this.aheadMs += Math.max(0, at - this.now());
	}

	private runFirst(): void {
		this.appointments.shift()?.work();
	}

	private arm(): void {
		if (this.timer) clearTimeout(this.timer);
		this.timer = null;
		if (this.pending === 0) return;
		const wait = Math.min(this.appointments[0].at - this.now(), LONGEST_TIMER_MS);
		// the timer alone never keeps a process alive: the listening server does
		this.timer = setTimeout(() => this.catchUp(), Math.max(0, wait)).unref();
	}

	private catchUp(): void {
		while (this.pending > 0 && this.appointments[0].at <= this.now()) this.runFirst();
		this.arm();
	}
}
