import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import {
	begin,
	changesSince,
	MOST_ORDERS,
	remember,
} from '../../../nodes/XportcnKaPollTrigger/changes';
import type { Sighting } from '../../../nodes/XportcnKaPollTrigger/changes';
import { ANY_CHANGE, ORDER_EVENTS } from '../../../nodes/XportcnKaPollTrigger/events';
import type { WatchedEvent } from '../../../nodes/XportcnKaPollTrigger/events';
import { readMemory, writeMemory } from '../../../nodes/XportcnKaPollTrigger/memory';
import type { Memory } from '../../../nodes/XportcnKaPollTrigger/memory';

const ALL: WatchedEvent[] = [...ORDER_EVENTS];
const idOf = (number: number) => String(3305075341149000000n + BigInt(number));

const sighting = (number: number, changes: Partial<Sighting> = {}): Sighting => ({
	orderId: idOf(number),
	order: {},
	createdAt: number,
	events: ['created'],
	status: 'a',
	...changes,
});
const toldBy = (memory: Memory, list: Sighting[], watched: readonly WatchedEvent[]) =>
	changesSince(memory, list, watched).map(({ order: { orderId }, changes }) => ({
		orderId,
		changes,
	}));
/** As n8n keeps it: through JSON. */
const stored = (memory: Memory): IDataObject => {
	const staticData: IDataObject = {};
	writeMemory(staticData, memory);
	return JSON.parse(JSON.stringify(staticData)) as IDataObject;
};
const reread = (memory: Memory): Memory => readMemory(stored(memory)) as Memory;

describe('The memory', () => {
	it('is read as it was written', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(
					fc.record({
						number: fc.integer({ min: 1, max: 1e6 }),
						createdAt: fc.option(fc.integer({ min: -4e9, max: 4e9 }), { nil: undefined }),
						events: fc.subarray([...ORDER_EVENTS]),
						status: fc.stringMatching(/^[\w-]{4}$/),
					}),
					{ selector: ({ number }) => number },
				),
				fc.subarray([...ALL, ANY_CHANGE] as WatchedEvent[]),
				fc.option(fc.integer({ min: 0, max: 4e9 }), { nil: undefined }),
				(orders, watched, since) => {
					const memory: Memory = {
						subject: 'aB3_-x',
						watched,
						since,
						orders: new Map(orders.map(({ number, ...rest }) => [idOf(number), rest])),
					};
					expect(reread(memory)).toEqual(memory);
				},
			),
		);
	});

	it.each([
		['nothing', {}],
		['a text', { memory: 'x' }],
		['another shape', { memory: { subject: 'a', watched: 'paid', since: null, orders: '' } }],
		['half an entry', { memory: { subject: 'a', watched: [], since: null, orders: '33050' } }],
		[
			'an entry that was cut off',
			{ memory: { subject: 'a', watched: [], since: null, orders: `${idOf(1)}.1.c.a 33` } },
		],
	])('that is %s is none', (_, staticData) => {
		expect(readMemory(staticData as IDataObject)).toBeUndefined();
	});

	it('is written again only when it differs', () => {
		const memory = begin('a', [sighting(1)], ALL, undefined);
		let writes = 0;
		const staticData = new Proxy<IDataObject>(
			{},
			{
				set(target, name, value) {
					writes += 1;
					return Reflect.set(target, name, value);
				},
			},
		);
		writeMemory(staticData, memory);
		writeMemory(staticData, remember(memory, [sighting(1)], ALL));
		expect(writes).toBe(1);
		writeMemory(staticData, remember(memory, [sighting(2)], ALL));
		expect(writes).toBe(2);
	});
});

/** What the list shows of an order, in the course of time: which state, or that it is not there. */
const STATES: Array<Partial<Sighting> | null> = [
	null,
	{ events: ['created'], status: 'u' },
	{ events: ['created', 'paid'], status: 'p' },
	{ events: ['created', 'paid', 'shipped'], status: 's' },
	{ events: ['created', 'paid', 'shipped'], status: 'r' },
	{ events: ['created', 'cancelled'], status: 'x' },
	{ events: ['created'], status: 'q' },
];
const ORDERS = 6;
const timeline = fc.array(
	fc.array(fc.nat(STATES.length - 1), { minLength: ORDERS, maxLength: ORDERS }),
	{ minLength: 2, maxLength: 12 },
);
const listsOf = (steps: number[][]): Sighting[][] =>
	steps.map((states) =>
		states.flatMap((state, number) => {
			const shown = STATES[state];
			return shown === null ? [] : [sighting(number + 1, shown)];
		}),
	);
const watchedEvents = fc.subarray([...ALL, ANY_CHANGE] as WatchedEvent[], { minLength: 1 });

describe('Polls from an older memory', () => {
	it('tell the same: it is saved only with a poll that tells something', () => {
		fc.assert(
			fc.property(
				timeline,
				watchedEvents,
				fc.option(fc.nat(ORDERS), { nil: undefined }),
				(steps, watched, since) => {
					const [first, ...later] = listsOf(steps);
					let kept = begin('a', first, watched, since);
					let saved = reread(kept);
					for (const list of later) {
						const told = toldBy(kept, list, watched);
						expect(toldBy(saved, list, watched)).toEqual(told);
						kept = remember(kept, list, watched);
						if (told.length > 0) saved = reread(remember(saved, list, watched));
					}
				},
			),
			{ numRuns: 2000 },
		);
	});

	it('tell each event of an order once at most, and never nothing', () => {
		fc.assert(
			fc.property(timeline, (steps) => {
				const [first, ...later] = listsOf(steps);
				let memory = begin('a', first, ALL, undefined);
				const told: string[] = [];
				for (const list of later) {
					for (const { orderId, changes } of toldBy(memory, list, ALL)) {
						expect(changes).not.toEqual([]);
						told.push(...changes.map((change) => `${orderId} ${change}`));
					}
					memory = remember(memory, list, ALL);
				}
				expect(new Set(told).size).toBe(told.length);
				const happened = new Set(
					later.flat().flatMap(({ orderId, events }) => events.map((each) => `${orderId} ${each}`)),
				);
				const before = first.flatMap(({ orderId, events }) =>
					events.map((each) => `${orderId} ${each}`),
				);
				for (const event of before) happened.delete(event);
				expect(new Set(told)).toEqual(happened);
			}),
		);
	});

	it('changed tells of exactly the polls in which an order is not as it was last shown', () => {
		fc.assert(
			fc.property(timeline, (steps) => {
				const [first, ...later] = listsOf(steps);
				const shown = new Map(first.map(({ orderId, status }) => [orderId, status]));
				let memory = begin('a', first, [ANY_CHANGE], undefined);
				for (const list of later) {
					const different = list.filter(({ orderId, status }) => shown.get(orderId) !== status);
					expect(
						toldBy(memory, list, [ANY_CHANGE])
							.map(({ orderId }) => orderId)
							.sort(),
					).toEqual(different.map(({ orderId }) => orderId).sort());
					for (const { orderId, status } of list) shown.set(orderId, status);
					memory = remember(memory, list, [ANY_CHANGE]);
				}
			}),
		);
	});
});

describe('The bounds of the memory', () => {
	const range = (from: number, to: number) =>
		Array.from({ length: to - from + 1 }, (_, i) => sighting(from + i));

	it('the newest orders are kept, whether or not the list shows them', () => {
		const memory = begin('a', range(1, MOST_ORDERS), ALL, undefined);
		const next = remember(memory, range(MOST_ORDERS + 1, MOST_ORDERS + 10), ALL);
		expect(next.orders.size).toBe(MOST_ORDERS);
		expect(next.since).toBe(11);
		expect([...next.orders.keys()].sort()[0]).toBe(idOf(11));
	});

	it('an order that was let go of is no news when the list shows it again', () => {
		const memory = begin('a', range(1, MOST_ORDERS), ALL, undefined);
		const next = remember(memory, [sighting(MOST_ORDERS + 1)], ALL);
		const again = sighting(1, { events: ['created', 'paid'], status: 'p' });
		expect(toldBy(next, [again], ALL)).toEqual([]);
		expect(remember(next, [again], ALL).orders.has(idOf(1))).toBe(false);
	});

	it('of orders that were created in the same second as one that was let go of, none is news', () => {
		const alike = range(1, MOST_ORDERS + 1).map((each) => ({ ...each, createdAt: 7 }));
		const memory = begin('a', alike, ALL, undefined);
		expect(memory.orders.size).toBe(MOST_ORDERS);
		expect(toldBy(memory, alike, ALL)).toEqual([]);
	});

	it('orders that do not say when they were created: those in the list are kept', () => {
		const undated = (from: number, to: number) =>
			range(from, to).map((each) => ({ ...each, createdAt: undefined }));
		const memory = begin('a', undated(1, MOST_ORDERS), ALL, undefined);
		const list = undated(2, MOST_ORDERS + 1);
		const next = reread(remember(memory, list, ALL));
		expect(next.orders.has(idOf(1))).toBe(false);
		expect(next.since).toBeUndefined();
		expect(toldBy(next, list, ALL)).toEqual([]);
	});

	it('takes no more room than 200 kB', () => {
		const orders = range(1, MOST_ORDERS).map((each) =>
			sighting(Number(each.createdAt), {
				createdAt: 1_779_263_269,
				events: ORDER_EVENTS,
				status: 'aB_-',
			}),
		);
		expect(JSON.stringify(stored(begin('a', orders, ALL, 1))).length).toBeLessThan(200_000);
	});
});
