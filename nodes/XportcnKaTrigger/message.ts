import type { IDataObject } from 'n8n-workflow';

import { isEmpty, isObject } from '../shared/json';
import { parseLossless } from '../shared/losslessJson';

/**
 * A pushed message (documented: Xportcn's page about messages). `messageBody` comes as JSON inside a
 * JSON string; large integers in it are strings of their digits.
 */
export interface Message {
	messageType: string;
	/** 0 Taobao, 1 1688 (documented). Whatever came, if it is something else. */
	messagePlatform: unknown;
	/** The body, parsed. An object in every documented message. */
	body: unknown;
	/** The body's text, as it came. */
	bodyText: string;
	/** All fields of the message as they came, `messageBody` still a text. */
	fields: IDataObject;
	/** The text of the whole request. */
	raw: string;
}

export type Reading =
	| { kind: 'message'; message: Message }
	/** Not a message at all. What the Verify button of Xportcn's console sends is not documented. */
	| { kind: 'noMessage' }
	/** Meant as a message, but it cannot be read. */
	| { kind: 'unreadable'; reason: string };

/** The name of a field that nothing but a message has. */
const LIKE_A_MESSAGE = /messageBody/;

/** Reads the text of a request. Throws nothing, whatever the text is. */
export function readMessage(raw: string): Reading {
	const fields = parsed(raw);
	if (fields === undefined) {
		return LIKE_A_MESSAGE.test(raw)
			? { kind: 'unreadable', reason: 'the message is not JSON' }
			: { kind: 'noMessage' };
	}
	if (!isObject(fields)) return { kind: 'noMessage' };
	const { messageType, messageBody, messagePlatform } = fields;
	if (typeof messageType !== 'string' || messageType === '' || isEmpty(messageBody)) {
		return { kind: 'noMessage' };
	}

	const bodyText = typeof messageBody === 'string' ? messageBody : JSON.stringify(messageBody);
	const body = typeof messageBody === 'string' ? parsed(messageBody) : messageBody;
	if (body === undefined) return { kind: 'unreadable', reason: 'messageBody is not JSON' };
	return {
		kind: 'message',
		message: { messageType, messagePlatform, body, bodyText, fields, raw },
	};
}

/** A text's JSON; undefined when it is none. What the parser says of it would quote it in the log. */
function parsed(text: string): unknown {
	try {
		return parseLossless(text);
	} catch {
		return undefined;
	}
}
