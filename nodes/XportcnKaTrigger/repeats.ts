import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import type { Message } from './message';

/**
 * Which messages have started a run, so that a repeat starts none.
 *
 * A message counts as done when n8n has recorded its run, not when it arrived: n8n answers 200 only
 * after it has. Were it remembered any earlier, n8n could die in between, and the retry of a message
 * that never ran would be dropped. So a message is `pending` until n8n has answered it, and the
 * static data that n8n saves with a run holds what is done, and the message of that run.
 *
 * Both are needed: n8n loads the static data for each request anew and saves it when the run is
 * recorded, so requests at the same moment do not see one another in it (this process's memory does),
 * and this process's memory does not survive a restart (the static data does).
 */
interface Memory {
	done: Set<string>;
	pending: Map<string, Pending>;
}

/** A request that n8n has not been seen to answer yet. */
interface Pending {
	response: Answer;
	/** Resolves when the answer is out or the connection gone. */
	closed: Promise<void>;
}

/** What is looked at of a response. */
export interface Answer {
	/** Also true once n8n has answered a caller that has hung up; `headersSent` would not be. */
	readonly writableEnded: boolean;
	/** The connection is gone; its `close` may be over already, as after a moment n8n was busy. */
	readonly destroyed: boolean;
	readonly statusCode: number;
	once(event: 'close', listener: () => void): unknown;
}

/**
 * How many messages are remembered; the oldest are forgotten first. Xportcn pushes a message for up
 * to 2.5 hours (documented: 5 retries, half an hour apart).
 */
export const REMEMBERED_MESSAGES = 5000;

/** Characters of a key. 72 bits: two messages with one key are not to be expected. */
const KEY_LENGTH = 12;
const SUCCESS = 200;

const memories = new Map<string, Memory>();

/**
 * What makes two messages the same: everything but the push time, which a retry may have a new one
 * of. Messages carry no id (inferred key; Xportcn documents none).
 */
export function keyOf({ fields }: Message): string {
	const identity = JSON.stringify({ ...fields, timestamp: null });
	return createHash('sha256').update(identity).digest('base64url').slice(0, KEY_LENGTH);
}

/**
 * Asks to start a run for a message.
 * @param memoryId names the trigger node whose memory this is
 * @param staticData the node's static data: `seen` is the keys of messages, one after the other
 * @param response by which n8n will answer the request
 * @returns `new`: start it, the message is pending now. `repeat`: a run for it is on record.
 * `undecided`: a run for it is being recorded, by a request whose caller has hung up.
 */
export async function claim(
	key: string,
	memoryId: string,
	staticData: IDataObject,
	response: Answer,
): Promise<'new' | 'repeat' | 'undecided'> {
	const memory = memories.get(memoryId) ?? { done: new Set(), pending: new Map() };
	memories.set(memoryId, memory);
	// two at the same moment: the second waits for what becomes of the first
	await memory.pending.get(key)?.closed;
	settle(memory);
	// this process's own first, oldest first; whatever else is there, another process has added
	memory.done = lastOf(new Set([...memory.done, ...keysIn(staticData.seen)]));
	if (memory.done.has(key)) return 'repeat';
	if (memory.pending.has(key)) return 'undecided';

	const closed = new Promise<void>((resolve) => {
		if (response.destroyed) resolve();
		else response.once('close', resolve);
	});
	memory.pending.set(key, { response, closed });
	staticData.seen = [...lastOf(new Set([...memory.done, key]))].join('');
	return 'new';
}

/** Forgets what this process remembers, as a restart does. */
export const forgetAll = (): void => memories.clear();

/** Moves what n8n has answered by now out of `pending`: what failed may be tried again. */
function settle({ done, pending }: Memory): void {
	for (const [key, { response }] of pending) {
		if (!response.writableEnded) continue;
		pending.delete(key);
		if (response.statusCode === SUCCESS) done.add(key);
	}
}

const lastOf = (keys: Set<string>): Set<string> =>
	keys.size <= REMEMBERED_MESSAGES ? keys : new Set([...keys].slice(-REMEMBERED_MESSAGES));

/** The keys in a text of them. Whatever else is found there is nothing to rely on. */
function keysIn(seen: unknown): string[] {
	if (typeof seen !== 'string' || seen.length % KEY_LENGTH !== 0) return [];
	return Array.from({ length: seen.length / KEY_LENGTH }, (_, index) =>
		seen.slice(index * KEY_LENGTH, (index + 1) * KEY_LENGTH),
	);
}
