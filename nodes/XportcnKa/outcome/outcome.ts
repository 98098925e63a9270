import type { IDataObject } from 'n8n-workflow';

import type { ErrorCode } from './errorCodes';

/** What became of something that did not succeed. The words users see; see docs/outcomes.md. */
export type FailedOutcome =
	/** Xportcn said no; this call changed nothing. */
	| 'rejected'
	/** Refused because it had been debited before. */
	| 'alreadyPaid'
	/** The request never left, the input was unusable, or a guard held it back. */
	| 'notSent'
	/** It happened, but not as asked. */
	| 'differs'
	/** Sent, and no trustworthy answer: it may have happened. */
	| 'unknown';

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
	/** Whether the same again, unchanged, cannot move money twice and may go better by itself. */
	retryable: boolean;
	/** What the item carries besides, such as an order number that only the answer names. */
	json?: IDataObject;
	/** Whether it goes to Succeeded all the same, because the user wants that. */
	isOnSucceeded?: boolean;
	/** Whether Xportcn refused the request for the key, the signature, the timestamp or the user. */
	isAboutCredential?: boolean;
}

export type Result = Succeeded | Failed;

export const succeeded = (json: IDataObject, requestId: string | null): Succeeded => ({
	outcome: 'succeeded',
	json,
	requestId,
});

export type FailureDetails = Partial<Omit<Failed, 'outcome' | 'errorCode' | 'errorMessage'>>;

/** A failed result; what is not given is "nothing known" and "do not just try again". */
export const failed = (
	outcome: FailedOutcome,
	errorCode: ErrorCode,
	errorMessage: string,
	details: FailureDetails = {},
): Failed => ({
	outcome,
	errorCode,
	errorMessage,
	failedReason: null,
	httpStatus: null,
	requestId: null,
	retryable: false,
	...details,
});

export const isFailed = (result: Result): result is Failed => result.outcome !== 'succeeded';
