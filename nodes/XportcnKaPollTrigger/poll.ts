import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { begin, changesSince, remember } from './changes';
import type { Change } from './changes';
import { pollError } from './failure';
import { itemFor } from './item';
import { latestOrder } from './latestOrder';
import { hasMemory, readMemory, writeMemory } from './memory';
import { readAllOrders, readOrders } from './readOrders';
import type { OrderList, OrderListRead } from './readOrders';
import { openWatch } from './watch';
import type { Watch } from './watch';

/**
 * One poll: reads the order list and compares it with what is remembered.
 * @returns an item for each order that has changed; null when there is none
 * @throws NodeOperationError for a parameter or credential that cannot be used; NodeApiError when the
 * list cannot be read. Either leaves the memory as it was, so that nothing is lost.
 */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const watch = await openWatch(this);
	const { client, settings } = watch;
	const changes =
		this.getMode() === 'manual'
			? [await sampleOf(this, watch)]
			: await oneAtATime(
					this.getWorkflowStaticData('node'),
					async (staticData) => await changesOf(this, watch, staticData),
				);
	if (changes.length === 0) return null;
	const { isSimple } = settings;
	return [changes.map((change) => itemFor(change, { unit: client.amountUnit, isSimple }))];
}

/** The static data of nodes that are polling just now. */
const underWay = new WeakSet<IDataObject>();

/** n8n begins a poll when it is due, whether or not the one before is over: then nothing is done. */
async function oneAtATime(
	staticData: IDataObject,
	work: (staticData: IDataObject) => Promise<Change[]>,
): Promise<Change[]> {
	if (underWay.has(staticData)) return [];
	underWay.add(staticData);
	try {
		return await work(staticData);
	} finally {
		underWay.delete(staticData);
	}
}

/** What has changed since the last poll; the memory is then that of this one. */
async function changesOf(
	context: IPollFunctions,
	{ settings, client, subject, budgetMs }: Watch,
	staticData: IDataObject,
): Promise<Change[]> {
	const { filters, watched } = settings;
	const startedAt = Date.now();
	const memory = readMemory(staticData);
	// a memory that cannot be read again would silence the trigger, so it must not go unnoticed
	if (!memory && hasMemory(staticData)) context.logger.warn(UNREADABLE(context.getNode().name));
	if (memory?.subject !== subject) {
		const hasTime = () => Date.now() - startedAt < budgetMs / 2;
		const list = listIn(context, await readAllOrders(client, filters, hasTime));
		writeMemory(staticData, begin(subject, list.sightings, watched, horizonOf(list, filters)));
		context.logger.info(
			`${context.getNode().name}: remembers ${list.sightings.length} orders as they are now. What changes from here on starts the workflow.`,
		);
		return [];
	}
	const { sightings } = listIn(context, await readOrders(client, filters), memory);
	// nothing waits from here to the end: n8n saves the memory with the run that it starts right after
	const changes = changesSince(memory, sightings, watched);
	writeMemory(staticData, remember(memory, sightings, watched));
	return changes;
}

const UNREADABLE = (name: string) =>
	`${name}: what it remembered of the orders cannot be read, so it begins anew. What changed since the last poll starts nothing: look at the orders in Xportcn. If you see this again, report it.`;

const DAY_S = 86_400;

/**
 * How old an order may be that comes into the list after a first poll. One that is older than all in
 * it was there before, and the list did not show it. Behind a filter that may be otherwise: an order
 * can come into such a list later in its life. Where the list was empty, no order from long before
 * can be new.
 */
function horizonOf({ sightings, isCut, readAt }: OrderList, filters: IDataObject) {
	const isFiltered = Object.keys(filters).length > 0;
	if (isFiltered && !isCut) return undefined;
	const times = sightings.flatMap(({ createdAt }) => createdAt ?? []);
	if (times.length > 0) return Math.min(...times);
	return sightings.length > 0 || readAt === undefined ? undefined : readAt - DAY_S;
}

const sampleOf = async (
	context: IPollFunctions,
	{ settings: { filters, watched }, client }: Watch,
): Promise<Change> => {
	const { sightings } = listIn(context, await readOrders(client, filters));
	return latestOrder(context.getNode(), sightings, watched);
};

/** @throws NodeApiError when the list could not be read */
function listIn(context: IPollFunctions, read: OrderListRead, memory?: unknown): OrderList {
	if (read.ok) return read.list;
	throw pollError(context.getNode(), read.failure, memory !== undefined);
}
