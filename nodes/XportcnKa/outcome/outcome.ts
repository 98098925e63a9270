import type { IDataObject } from 'n8n-workflow';

/** What became of an order that did not succeed. The words users see; see the README's table. */
export type FailedOutcome =
	/** Xportcn said no; this call changed nothing. */
	| 'rejected'
	/** Refused because it had been paid before. */
	| 'alreadyPaid'
	/** The request never left, or the input was unusable. */
	| 'notSent'
	/** Sent, and no trustworthy answer: it may have happened. */
	| 'unknown';

/** A short fixed name for the cause, for a Switch node to decide on. */
export type ErrorCode =
	| 'INVALID_INPUT'
	| 'INVALID_SETTING'
	| 'NOT_CONNECTED'
	| 'CERTIFICATE'
	| 'REFUSED_HERE'
	| 'CANCELLED'
	| 'TIMEOUT'
	| 'CONNECTION_LOST'
	| 'NOT_XPORTCN'
	| 'UNREADABLE_ANSWER'
	| 'NOT_IN_ANSWER'
	| 'IN_BOTH_LISTS'
	| 'ORDER_REFUSED'
	| 'ORDER_PENDING'
	| 'ALREADY_PAID'
	| 'STILL_UNPAID'
	| 'PAYMENT_STATE_UNCLEAR'
	| 'NOT_FOUND'
	| 'NO_ORDER_ID'
	| 'ABOVE_MAXIMUM_TOTAL'
	| 'TOTAL_UNREADABLE'
	| 'UNEXPECTED'
	/** Xportcn's own return code, for example XPORTCN_429. */
	| `XPORTCN_${number}`;

export interface Succeeded {
	outcome: 'succeeded';
	/** The fields of the item, the vendor's names as they are. */
	json: IDataObject;
	/** Xportcn's id of the answer that proved it. */
	requestId: string | null;
}

export interface Failed {
	outcome: FailedOutcome;
	errorCode: ErrorCode;
	/** English: what happened and what to do. */
	errorMessage: string;
	/** The vendor's own words, mostly Chinese. */
	failedReason: string | null;
	httpStatus: number | null;
	/** Xportcn's id of the answer, for its support. */
	requestId: string | null;
	/** Whether running the same again, unchanged, is safe and makes sense. */
	retryable: boolean;
	/** An order number in the answer, where the ask did not name one. */
	orderId?: string;
}

export type Result = Succeeded | Failed;

export const succeeded = (json: IDataObject, requestId: string | null): Succeeded => ({
	outcome: 'succeeded',
	json,
	requestId,
});

/** A failed result; what is not given is "nothing known" and "do not just try again". */
export function failed(
	outcome: FailedOutcome,
	errorCode: ErrorCode,
	errorMessage: string,
	details: Partial<Omit<Failed, 'outcome' | 'errorCode' | 'errorMessage'>> = {},
): Failed {
	return {
		outcome,
		errorCode,
		errorMessage,
		failedReason: null,
		httpStatus: null,
		requestId: null,
		retryable: false,
		...details,
	};
}
