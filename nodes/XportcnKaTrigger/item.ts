import type { IDataObject } from 'n8n-workflow';

import { withCny } from '../shared/amounts';
import { withoutErrorKey } from '../shared/errorKey';
import { isObject } from '../shared/json';
import { parseId } from '../shared/ids';
import type { Message } from './message';
import { isPlatform } from './platforms';

/**
 * The fields of the item for a message: those of its body by their own names, those of the message,
 * and what is added to them. Where two names are the same, the added one wins, then the body's, and
 * nothing is lost: `messageBody` holds the body as it came, `rawMessage` the text of it all.
 * @param receivedAt when the message arrived, ms since 1970
 */
export function messageJson(
	{ body, fields, messageType, messagePlatform, raw }: Message,
	receivedAt: number,
): IDataObject {
	const order = orderOf(isObject(body) ? body : {}, fields);
	return {
		// first in the item, and once more below, where no other field can take its place
		...order,
		...withoutErrorKey(fields),
		...(isObject(body) ? flattened(body, messagePlatform) : {}),
		...order,
		messageType,
		...named('messagePlatform', fields.messagePlatform),
		...named('timestamp', fields.timestamp),
		messageBody: body as IDataObject,
		pushedAt: pushTime(fields.timestamp),
		receivedAt: new Date(receivedAt).toISOString(),
		// messages carry no signature that is known of: whoever knows the URL can send one
		verified: false,
		rawMessage: raw,
	};
}

const named = (name: string, value: IDataObject[string]): IDataObject =>
	value === undefined ? {} : { [name]: value };

/**
 * The order number, if there is a field for it: one number, or null. What is no order number must not
 * be taken for one, or for several, by the node that comes next.
 */
function orderOf(body: IDataObject, fields: IDataObject): IDataObject {
	const { orderId = fields.orderId } = body;
	return orderId === undefined ? {} : { orderId: parseId(orderId) ?? null };
}

const flattened = (body: IDataObject, messagePlatform: unknown): IDataObject => ({
	// the amounts of Taobao's messages are not documented, so their unit is not known
	...withoutErrorKey(isPlatform(messagePlatform, '1688') ? withCny(body) : body),
	...isoTimesOf(body),
});

const CHINA_TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;

/**
 * Each time of a body as ISO 8601, `payTime` -> `payTimeIso`. The vendor's format is documented
 * without a zone; that it is China time is inferred from the push times of its samples.
 */
function isoTimesOf(body: IDataObject): IDataObject {
	const times = Object.entries(body).flatMap(([name, value]) => {
		const [, day, time] = (typeof value === 'string' && CHINA_TIME.exec(value)) || [];
		const iso = `${day}T${time}+08:00`;
		return Number.isNaN(Date.parse(iso)) ? [] : [[`${name}Iso`, iso] as const];
	});
	return Object.fromEntries(times);
}

/** When a message was pushed (documented: 13 digits, ms) as ISO 8601 in UTC; null if unreadable. */
function pushTime(timestamp: unknown): string | null {
	if (typeof timestamp !== 'string' && typeof timestamp !== 'number') return null;
	return /^\d{13}$/.test(String(timestamp)) ? new Date(Number(timestamp)).toISOString() : null;
}
