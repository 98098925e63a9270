/** A gateway that lets only so many requests through. */
export interface RateLimit {
	/** Requests per window; the others get HTTP 429 and are not looked at. */
	requests: number;
	/** Default 1000. */
	windowMs?: number;
	/** The Retry-After header; default: the rest of the window, rounded up. null = no header. */
	retryAfterSeconds?: number | null;
	/** A gateway's body (default text), or, unlike one, the envelope. */
	body?: 'envelope' | 'html' | 'text' | 'empty';
}

/** Counts requests in windows that begin with the first request. Goes by this machine's clock. */
export class RateLimiter {
	private windowStart = -Infinity;
	private inWindow = 0;

	/** Counts a request. @returns how it is turned away, or null when it may pass */
	turnsAway(limit: RateLimit | null, now = performance.now()) {
		if (limit === null) return null;
		const { requests, windowMs = 1000, retryAfterSeconds, body = 'text' as const } = limit;
		if (now - this.windowStart >= windowMs) [this.windowStart, this.inWindow] = [now, 0];
		this.inWindow += 1;
		if (this.inWindow <= requests) return null;
		const rest = Math.max(1, Math.ceil((this.windowStart + windowMs - now) / 1000));
		return {
			body,
			retryAfterSeconds: (retryAfterSeconds === undefined ? rest : retryAfterSeconds) ?? undefined,
		};
	}

	/** The next request begins a new window. */
	reset(): void {
		[this.windowStart, this.inWindow] = [-Infinity, 0];
	}
}
