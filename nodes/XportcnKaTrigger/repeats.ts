import type { IDataObject } from 'n8n-workflow';

import { digestOf } from '../shared/digest';
import type { Message } from './message';

/**
 * Which messages have started a run, so that a repeat starts none.
 *
 * A message is done when n8n has answered it with 200, which it does after it has recorded the run.
 * Until then it is pending. If it counted as done earlier, n8n could die in between, and the retry of
 * a message that never ran would be dropped.
 *
 * The memory is kept twice. n8n loads the static data anew for each request and saves it with the
 * answer, so requests at the same moment do not see one another there: this process's memory has them.
 * After a restart only the static data is left.
 */
interface Memory {
	done: Set<string>;
	pending: Map<string, Pending>;
}

/** A message that n8n has not answered yet, as far as we have looked. */
interface Pending {
	response: Answer;
	/** Resolves when the answer is out or the connection gone. */
	closed: Promise<void>;
	/** n8n is about to answer it. */
	isRemembered: boolean;
}

/** The part of Node's ServerResponse that tells what n8n has answered. */
export interface Answer {
	/** Also true once n8n has answered a caller that has hung up; `headersSent` would not be. */
	readonly writableEnded: boolean;
	/** The connection is gone; its `close` may be over already, as after a moment n8n was busy. */
	readonly destroyed: boolean;
	readonly statusCode: number;
	once(event: 'close', listener: () => void): unknown;
}

/** What to do with a message. */
export type Verdict =
	/** Start a run, and call `remember` as late as possible before n8n saves the static data. */
	| { kind: 'new'; remember: () => void }
	/** A run for it is on record. */
	| { kind: 'repeat' }
	/** A run for it is being recorded, by a request whose caller has hung up. */
	| { kind: 'undecided' };

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
 * What identifies a message: everything but its push time, which differs between retries. Messages
 * carry no id (inferred key; Xportcn documents none).
 */
export function keyOf({ fields }: Message): string {
	const identity = JSON.stringify({ ...fields, timestamp: null });
	return digestOf(identity, KEY_LENGTH);
}

/**
 * Asks to start a run for a message. If the answer is `new`, the message is pending from now on.
 * @param memoryId names the trigger node whose memory this is
 * @param staticData the node's static data: `seen` is the keys of messages, one after the other
 * @param response by which n8n will answer the request
 */
export async function claim(
	key: string,
	memoryId: string,
	staticData: IDataObject,
	response: Answer,
): Promise<Verdict> {
	const memory = memories.get(memoryId) ?? { done: new Set(), pending: new Map() };
	memories.set(memoryId, memory);
	// two at the same moment: the second waits for what becomes of the first
	await memory.pending.get(key)?.closed;
	settle(memory);
	// this process's own first, oldest first; whatever else is there, another process has added
	const stored = keysIn(staticData.seen).filter((each) => !memory.pending.has(each));
	memory.done = lastOf(new Set([...memory.done, ...stored]));
	if (memory.done.has(key)) return { kind: 'repeat' };
	if (memory.pending.has(key)) return { kind: 'undecided' };

	const closed = new Promise<void>((resolve) => {
		if (response.destroyed) resolve();
		else response.once('close', resolve);
	});
	const pending = { response, closed, isRemembered: false };
	memory.pending.set(key, pending);
	const remember = () => {
		pending.isRemembered = true;
		staticData.seen = [...lastOf(toStore(memory))].join('');
	};
	return { kind: 'new', remember };
}

/** What a restart must find: also what n8n is about to answer, for the last of several saves wins. */
function toStore(memory: Memory): Set<string> {
	settle(memory);
	const remembered = [...memory.pending].filter(([, { isRemembered }]) => isRemembered);
	return new Set([...memory.done, ...remembered.map(([key]) => key)]);
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
