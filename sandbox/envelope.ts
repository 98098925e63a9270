import { randomUUID } from 'node:crypto';

/** The vendor's answer around every payload. Documented, in this order of fields. */
export interface Envelope {
	requestId: string;
	code: number;
	msg: string;
	data: unknown;
	/** Of BladeX backends; only faults have it. */
	success?: false | 'false';
}

/** The developer id of the vendor's samples: a quoted 19-digit number. Documented. */
const DEVELOPER_ID = '1023561483696472887';

/** A fresh `requestId`: 32 lower-case hex characters, as documented. */
export function newRequestId(): string {
	return randomUUID().replaceAll('-', '');
}

/**
 * The text of an answer. `dataText` replaces the usual JSON of `data`, because a bare 19-digit
 * number cannot be written by JSON.stringify without losing digits.
 */
export function envelopeText(envelope: Envelope, dataText = JSON.stringify(envelope.data)): string {
	const { requestId, code, msg, success } = envelope;
	const head = JSON.stringify({ requestId, code, developId: DEVELOPER_ID, success, msg });
	return `${head.slice(0, -1)},"data":${dataText}}`;
}

/**
 * The JSON of `data` with every quoted order id as a bare number, digit for digit. An order id is
 * any string that is nothing but 16 to 20 digits.
 */
export function withBareIds(data: unknown): string {
	return JSON.stringify(data).replace(/"(\d{16,20})"/g, '$1');
}
