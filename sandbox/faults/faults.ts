import type { Operation } from '../endpoints';

/** before = the work (debit, create) is not done; after = it is done, then the fault strikes. */
export type When = 'before' | 'after';

/** Which orders of a pay request are hit: those named, or so many of the first (default 1). */
interface ChosenOrders {
	orderIds?: string[];
	count?: number;
}

/** What goes wrong. `when` is 'before' unless said otherwise. */
export type FaultBehaviour =
	/** Waits ms. Before: the work happens late. After: it happens at once, the answer is late. */
	| { kind: 'latency'; ms: number; when?: When }
	/** Never answers and keeps the connection open. */
	| { kind: 'hang'; when?: When }
	/** Resets the connection (TCP RST) instead of answering. */
	| { kind: 'reset'; when?: When }
	/** An HTTP status. The envelope carries the same number as its code. Default body: envelope. */
	| {
			kind: 'status';
			status: number;
			when?: When;
			retryAfterSeconds?: number;
			body?: 'envelope' | 'html' | 'empty';
	  }
	/** A login page where JSON should be. Default status 200. */
	| { kind: 'html'; status?: number; when?: When }
	/** HTTP 200 with this code in the envelope, data null. */
	| { kind: 'code'; code: number; msg?: string; when?: When }
	/** pay: the ids are in neither list. Default when: after, so they were processed. */
	| ({ kind: 'omit'; when?: When } & ChosenOrders)
	/** pay: the ids are in both lists. debited false: they are not processed. Default true. */
	| ({ kind: 'bothLists'; reason?: string; debited?: boolean } & ChosenOrders)
	/** pay: these ids, which nobody asked for, are added to both lists. */
	| { kind: 'foreignIds'; orderIds: string[] }
	/** Order ids are bare numbers in the JSON, with all their digits. */
	| { kind: 'idsAsNumbers' }
	/** This body, whatever it is. Default 200, application/json. */
	| {
			kind: 'raw';
			body: string | Buffer;
			status?: number;
			contentType?: string;
			headers?: Record<string, string>;
			when?: When;
	  }
	/**
	 * Only the first bytes of the real answer (default: half). By default the answer is complete as
	 * HTTP; with cutConnection it announces its full length and the connection is closed early.
	 */
	| { kind: 'truncate'; bytes?: number; cutConnection?: boolean }
	/** The real answer with a padding field, so many bytes in all. */
	| { kind: 'huge'; bytes: number }
	/** The real answer, a few bytes at a time. */
	| { kind: 'drip'; chunkBytes: number; everyMs: number }
	/** pay, preview: the vendor's documented answer, byte for byte. */
	| { kind: 'vendorSample'; when?: When };

/** Which requests a fault may strike. */
export interface FaultScope {
	/** Default 'any'. */
	on?: Operation | 'any';
	/** How many requests it strikes; 0 = all from then on. Default 1. */
	times?: number;
	/** How many matching requests pass first, those that another fault strikes included. */
	skip?: number;
	/** Only requests that name this order. */
	orderId?: string;
}

export type Fault = FaultScope & FaultBehaviour;
export type FaultKind = FaultBehaviour['kind'];

/** Faults that need something only these operations have. */
const LIMITED: Partial<Record<FaultKind, readonly Operation[]>> = {
	omit: ['pay'],
	bothLists: ['pay'],
	foreignIds: ['pay'],
	vendorSample: ['pay', 'preview'],
};

/** Whether a kind of fault can strike an operation at all. */
export function canStrike(kind: FaultKind, operation: Operation): boolean {
	return LIMITED[kind]?.includes(operation) ?? true;
}

/** Whether the fault strikes before or after the work; only meaningful for kinds with `when`. */
export function whenOf(fault: FaultBehaviour): When {
	return ('when' in fault && fault.when) || (fault.kind === 'omit' ? 'after' : 'before');
}
