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

/** The field that makes a message one (documented). */
const BODY = 'messageBody';
/** The same in a text that is no JSON: in JSON that was cut off, or in a form that has something in it. */
const BODY_IN_TEXT = /messageBody(?:[\s\\"']*:|=(?!&|$))/;

/** A message names it once. Texts that name it often would take long to look through. */
const MANY_BODIES = 100;

/** Documented messages have less than 1,000 characters; this bounds what a stranger can make us do. */
const MAX_LENGTH = 1_000_000;

/** Reads the text of a request. Throws nothing, whatever the text is. */
export function readMessage(raw: string): Reading {
	if (raw.length > MAX_LENGTH) return { kind: 'unreadable', reason: 'it is too long' };
	const fields = parsed(raw);
	if (!isObject(fields)) return noMessageUnlessLikeOne(raw);
	const { messageType, messageBody, messagePlatform } = fields;
	if (typeof messageType !== 'string' || messageType === '' || isBlank(messageBody)) {
		return noMessageUnlessLikeOne(raw);
	}

	const body = typeof messageBody === 'string' ? parsed(messageBody) : messageBody;
	if (body === undefined) return { kind: 'unreadable', reason: 'messageBody is not JSON' };
	return {
		kind: 'message',
		message: { messageType, messagePlatform, body, fields, raw },
	};
}

/** What holds a message's body was meant as a message: to call it none would be to lose it. */
const noMessageUnlessLikeOne = (raw: string): Reading =>
	raw.split(BODY, MANY_BODIES).length === MANY_BODIES || holdsBody(raw)
		? { kind: 'unreadable', reason: 'it is like a message, but has not the form of one' }
		: { kind: 'noMessage' };

/** Whether there is a body that says something, in any depth, in JSON inside texts too. */
function holdsBody(value: unknown): boolean {
	if (typeof value === 'string') {
		// most texts are done with here
		if (!value.includes(BODY)) return false;
		const json = parsed(value);
		return json === undefined ? BODY_IN_TEXT.test(value) : holdsBody(json);
	}
	return (
		typeof value === 'object' &&
		value !== null &&
		Object.entries(value).some(
			([name, inner]) => (name === BODY && !saysNothing(inner)) || holdsBody(inner),
		)
	);
}

/** Whether a body is empty, as it is or as a text of JSON. */
function saysNothing(body: unknown): boolean {
	const json = typeof body === 'string' ? parsed(body) : undefined;
	return isBlank(body) || (json !== undefined && isBlank(json));
}

const isBlank = (value: unknown): boolean =>
	isEmpty(typeof value === 'string' ? value.trim() : value);

/** A text's JSON; undefined when it is none. What the parser says of it would quote it in the log. */
function parsed(text: string): unknown {
	try {
		return parseLossless(text);
	} catch {
		return undefined;
	}
}
