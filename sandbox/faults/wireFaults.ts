import type { Timing, When } from './when';

/** What goes wrong with a connection or with the bytes of an answer. */
export type WireFault =
	/** Waits ms. Before: the work happens late. After: it happens at once, the answer is late. */
	| { kind: 'latency'; ms: number; when?: When }
	/** Never answers and keeps the connection open. */
	| ({ kind: 'hang' } & Timing)
	/** Resets the connection (TCP RST) instead of answering. */
	| ({ kind: 'reset' } & Timing)
	/**
	 * Only the first bytes of the real answer (default: half). By default the answer is complete as
	 * HTTP; with cutConnection it announces its full length and the connection is closed early.
	 */
	| { kind: 'truncate'; bytes?: number; cutConnection?: boolean }
	/** The real answer with a padding field, so many bytes in all. */
	| { kind: 'huge'; bytes: number }
	/** The real answer, a few bytes at a time. */
	| { kind: 'drip'; chunkBytes: number; everyMs: number }
	| BrokenBody;

/** An answer whose body does not keep what its headers promise. */
export interface BrokenBody extends Timing {
	kind: 'broken';
	/** The envelope of this HTTP status instead of the real answer, for which the work is done. */
	status?: number;
	/** The Content-Encoding it claims. */
	encoding?: 'gzip' | 'br' | 'deflate';
	/**
	 * cut (default) = only the first half of the bytes; whole = all of them; plain = not compressed,
	 * whatever `encoding` says; corrupt = compressed, with some bytes in the middle overwritten.
	 */
	content?: 'cut' | 'whole' | 'plain' | 'corrupt';
	/** close (default) = no length, the end of the connection is the end of the body. */
	framing?: 'close' | 'length' | 'chunked';
	/** How the connection ends: fin (default) = a clean close, reset = TCP RST. */
	end?: 'fin' | 'reset';
}
