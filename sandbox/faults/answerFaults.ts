import type { Timing } from './when';

/** What goes wrong with an answer as a whole, whatever was asked. */
export type AnswerFault =
	/**
	 * An HTTP status. The envelope (default) carries the same number as its code; the other bodies are
	 * a gateway's, which does not know the envelope.
	 */
	| ({
			kind: 'status';
			status: number;
			retryAfterSeconds?: number;
			body?: 'envelope' | 'html' | 'text' | 'empty';
	  } & Timing)
	/** A login page where JSON should be. Default status 200. */
	| ({ kind: 'html'; status?: number } & Timing)
	/** This code in the envelope, data null. Default HTTP status 200. */
	| ({ kind: 'code'; code: number; msg?: string; status?: number } & Timing)
	/** This body, whatever it is. Default 200, application/json. */
	| ({
			kind: 'raw';
			body: string | Buffer;
			status?: number;
			contentType?: string;
			headers?: Record<string, string>;
	  } & Timing)
	/** pay, preview: the vendor's documented answer, byte for byte. */
	| ({ kind: 'vendorSample' } & Timing)
	/** Order ids are bare numbers in the JSON, with all their digits. */
	| { kind: 'idsAsNumbers' }
	| HalfWay
	| SuccessFalse;

/**
 * pay, create: the first so many (orders of the request, sellers of the purchase) are done, the
 * others are not, and one refusal answers for all of them, with data null.
 */
export interface HalfWay {
	kind: 'halfWay';
	done: number;
	code: number;
	msg?: string;
	/** HTTP, default 200. */
	status?: number;
}

/** `success: false` beside `code: 200`, as answers of BladeX backends can have it (inferred). */
export interface SuccessFalse extends Timing {
	kind: 'successFalse';
	/** Default false. */
	value?: false | 'false';
	/** Default envelope. An array of data gets it in each of its objects. */
	at?: 'envelope' | 'data';
	msg?: string;
	/**
	 * usual = what an answer without this fault would say: the default when the work is done. When it
	 * is not, only pay has a usual answer, all ids accepted; and the default is null.
	 */
	data?: 'usual' | 'null';
}
