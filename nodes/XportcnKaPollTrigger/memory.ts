import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/json';
import { isWatchedEvent, ORDER_EVENTS } from './events';
import type { OrderEvent, WatchedEvent } from './events';

/** What is remembered of one order. */
export interface Remembered {
	/** When it was created, in seconds by the vendor's clock; undefined when it does not say. */
	createdAt: number | undefined;
	events: readonly OrderEvent[];
	/** Stands for the status fields that it was last seen with. */
	status: string;
}

/**
 * What was there at the last poll. n8n saves it when a poll starts a run and when the workflow is
 * switched on; after a restart it may be older than the last poll, and must lead to the same changes.
 */
export interface Memory {
	/** The account and the filters that it is about. */
	subject: string;
	/** What the user wanted to be told of. */
	watched: readonly WatchedEvent[];
	/** Orders that were created before this are not followed (seconds, the vendor's clock). */
	since: number | undefined;
	orders: ReadonlyMap<string, Remembered>;
}

/** The events of an order as letters. */
const LETTERS: Readonly<Record<OrderEvent, string>> = {
	created: 'c',
	paid: 'p',
	shipped: 's',
	cancelled: 'x',
};

/** `3305075341149134260.tfbiwo.cp.k3_Z`: order number, creation, events, status. */
const ENTRY = /^(\d{1,32})\.(-?[\da-z]+|)\.([cpsx]*)\.([\w-]*)$/;

/** Whether a node's static data holds a memory, readable or not. */
export const hasMemory = ({ memory }: IDataObject): boolean =>
	memory !== undefined && memory !== null;

/** What a node's static data holds as its memory; undefined when there is none that can be read. */
export function readMemory({ memory }: IDataObject): Memory | undefined {
	if (!isObject(memory)) return undefined;
	const { subject, watched, since, orders } = memory;
	if (typeof subject !== 'string' || !Array.isArray(watched) || typeof orders !== 'string') {
		return undefined;
	}
	const entries = orders === '' ? [] : orders.split(' ').map(readEntry);
	if (!entries.every((entry) => entry !== undefined)) return undefined;
	return {
		subject,
		watched: watched.filter(isWatchedEvent),
		since: typeof since === 'number' ? since : undefined,
		orders: new Map(entries),
	};
}

/** Puts a memory into a node's static data, unless it holds the same already. */
export function writeMemory(staticData: IDataObject, memory: Memory): void {
	const { subject, watched, since, orders } = memory;
	const stored = {
		subject,
		watched: [...watched],
		since: since ?? null,
		orders: [...orders].map(entryOf).join(' '),
	};
	if (JSON.stringify(staticData.memory) !== JSON.stringify(stored)) staticData.memory = stored;
}

function entryOf([orderId, { createdAt, events, status }]: [string, Remembered]): string {
	const letters = events.map((event) => LETTERS[event]).join('');
	return [orderId, createdAt?.toString(36) ?? '', letters, status].join('.');
}

function readEntry(text: string): [string, Remembered] | undefined {
	const [, orderId, createdAt, letters, status] = ENTRY.exec(text) ?? [];
	if (orderId === undefined) return undefined;
	return [
		orderId,
		{
			createdAt: createdAt === '' ? undefined : parseInt(createdAt, 36),
			events: ORDER_EVENTS.filter((event) => letters.includes(LETTERS[event])),
			status,
		},
	];
}
