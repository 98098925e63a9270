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

/** The name of a field that nothing but a message has, with something in it. */
const LIKE_A_MESSAGE =
	/messageBody\\*"\s*:\s*(?!\\*"(?:\{\s*\}|\[\s*\])?\\*"|null|\{\s*\}|\[\s*\])/;

/** Documented messages have less than 1,000 characters; this bounds what a stranger can make us do. */
const MAX_LENGTH = 1_000_000;

/** Reads the text of a request. Throws nothing, whatever the text is. */
export function readMessage(raw: string): Reading {
	if (raw.length > MAX_LENGTH) return { kind: 'unreadable', reason: 'it is too long' };
	const fields = parsed(raw);
	if (!isObject(fields)) return noMessageUnlessLikeOne(raw);
	const { messageType, messageBody, messagePlatform } = fields;
	if (typeof messageType !== 'string' || messageType === '' || isEmpty(messageBody)) {
		return noMessageUnlessLikeOne(raw);
	}

	const body = typeof messageBody === 'string' ? parsed(messageBody) : messageBody;
	if (body === undefined) return { kind: 'unreadable', reason: 'messageBody is not JSON' };
	return {
		kind: 'message',
		message: { messageType, messagePlatform, body, fields, raw },
	};
}

/** What has a body like a message's was meant as one: to call it none would be to lose it. */
const noMessageUnlessLikeOne = (raw: string): Reading =>
	LIKE_A_MESSAGE.test(raw)
		? { kind: 'unreadable', reason: 'it is like a message, but has not the form of one' }
		: { kind: 'noMessage' };

/** A text's JSON; undefined when it is none. What the parser says of it would quote it in the log. */
function parsed(text: string): unknown {
	try {
		return parseLossless(text);
	} catch {
		return undefined;
	}
}
