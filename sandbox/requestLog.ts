import type { Operation } from './endpoints';
import type { FaultKind } from './faults/faults';
import type { SignatureRefusal } from './signature';

/** One request, from its arrival to the end of its answer or connection. */
export interface LoggedRequest {
	readonly operation: Operation | 'unknown';
	readonly method: string;
	/** Full path, without a query. */
	readonly path: string;
	/** The body's text as it came. */
	readonly rawBody: string;
	/** The body as JSON.parse reads it; undefined when it is not JSON. */
	readonly body: unknown;
	/** By lower-case name; a repeated header is joined by Node with ", ". */
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	/** Exactly as received: name, value, name, value, ... */
	readonly rawHeaders: readonly string[];
	/** `requestId` of the answer, also of one that was never sent. */
	readonly requestId: string;
	/** Whether an earlier request carried the same nonce-str. Never a reason to refuse here. */
	readonly nonceReused: boolean;
	readonly startedAt: number;
	endedAt: number | null;
	/** Why the headers were refused, or null. */
	refusal: SignatureRefusal['reason'] | null;
	/** The fault that struck, or null. */
	fault: FaultKind | null;
	/** What was answered, read or not; code: null without an envelope; null: no answer. */
	verdict: { status: number; code: number | null } | null;
}

/** What is known of a request when it arrives. */
export type Arrival = Pick<
	LoggedRequest,
	'operation' | 'method' | 'path' | 'rawBody' | 'body' | 'headers' | 'rawHeaders' | 'requestId'
>;

/** Every request that arrived, refused ones and unknown paths included; only /control is not. */
export class RequestLog {
	private readonly list: LoggedRequest[] = [];
	private readonly nonces = new Set<string>();
	private seenConnections = new WeakSet<object>();
	private opened = 0;
	private inFlight = 0;
	private peak = 0;

	/** The highest number of requests that were unanswered at one moment. */
	get peakInFlight(): number {
		return this.peak;
	}

	/** How many connections the requests came by. */
	get connections(): number {
		return this.opened;
	}

	/** Requests in the order of their arrival. */
	all(): LoggedRequest[] {
		return [...this.list];
	}

	of(operation: Operation | 'unknown'): LoggedRequest[] {
		return this.list.filter((request) => request.operation === operation);
	}

	/** How many requests carried a nonce-str that had been seen before. */
	reusedNonces(): number {
		return this.list.filter((request) => request.nonceReused).length;
	}

	/** Takes note of an arrival, and of the connection (its socket) that it came by. */
	begin(arrival: Arrival, connection: object): LoggedRequest {
		if (!this.seenConnections.has(connection)) {
			this.seenConnections.add(connection);
			this.opened += 1;
		}
		const nonce = arrival.headers['nonce-str'];
		const nonceReused = typeof nonce === 'string' && nonce !== '' && this.nonces.has(nonce);
		if (typeof nonce === 'string') this.nonces.add(nonce);
		const request: LoggedRequest = {
			...arrival,
			nonceReused,
			startedAt: Date.now(),
			endedAt: null,
			refusal: null,
			fault: null,
			verdict: null,
		};
		this.list.push(request);
		this.inFlight += 1;
		this.peak = Math.max(this.peak, this.inFlight);
		return request;
	}

	/** Takes note that the answer has left or the connection has gone. To be called once. */
	end(request: LoggedRequest): void {
		request.endedAt = Date.now();
		this.inFlight -= 1;
	}

	/** Forgets the past; what is still in flight keeps counting for the peak. */
	clear(): void {
		this.list.length = 0;
		this.nonces.clear();
		this.seenConnections = new WeakSet();
		this.opened = 0;
		this.peak = this.inFlight;
	}
}
