import type { IDataObject } from 'n8n-workflow';

import { fenToCny } from '../../../shared/money';
import { failed, isFailed, succeeded } from '../../outcome/outcome';
import type { Failed, Result } from '../../outcome/outcome';
import type { XportcnClient } from '../../transport/client';
import type { Operation, OperationContext, ResultsByTask } from '../operation';
import type { SettingsReader } from '../settings';
import { createFields, createOptions } from './createFields';
import { createDryRun, refusedByPreview, withoutPreview } from './createGuards';
import { resultsOfCreate } from './createdOrders';
import type { Announced } from './createdOrders';
import { parseCreateResponse } from './createResponse';
import { readCreateTask } from './createTask';
import type { CreateTask } from './createTask';
import { differenceFrom, existingResults, notCompared, refusedAsExisting } from './existingResults';
import type { ExistingOrder } from './existingResults';
import { findExisting } from './existingOrders';
import { EARLIER_IS_UNCLEAR, openKnownNumbers } from './knownNumbers';
import type { Begun, KnownNumbers, Listed } from './knownNumbers';
import { openNewOrders } from './newOrders';
import type { NewOrders } from './newOrders';
import { orderJson, totalOf } from './orderFields';
import { VERIFY_WAIT } from './paySettings';
import { previewPurchase, totalOfPreview } from './previewResponse';
import type { Preview } from './previewResponse';
import { identifyPurchase } from './purchase';
import { groupsOf, isAlone, nothingEarlier, remember } from './sameNumber';
import type { Earlier } from './sameNumber';
import { findLostCreate } from './verifyCreate';

interface CreateSettings {
	verifyUnknown: boolean;
	verifyWait: number;
	dryRun: boolean;
}

/** Create: previews a purchase, checks its total, then creates the order. Sends each purchase once. */
export const create: Operation<CreateTask, CreateSettings> = {
	endpoint: 'order.create',
	properties: createFields,
	options: createOptions,
	fixedInToolMode: ['priceTolerance'],
	identify: identifyPurchase,

	readSettings: (reader: SettingsReader) => ({
		verifyUnknown: reader.yesNo('verifyUnknown', 'Verify Unknown', true),
		verifyWait: reader.wholeNumber('verifyWait', VERIFY_WAIT),
		dryRun: reader.yesNo('dryRun', 'Dry Run', false),
	}),

	prepare: (context, itemIndex) => [readCreateTask(context, itemIndex)],

	async executeAll(tasks, run) {
		const newOrders = openNewOrders(run);
		const knownNumbers = openKnownNumbers(run);
		const results: ResultsByTask = new Map();
		await Promise.all(
			groupsOf(tasks).map(async (group) => {
				const earlier = nothingEarlier();
				for (const { task, context } of group) {
					const outcome = await createOne(task, context, {
						earlier,
						newOrders,
						knownNumbers,
						isOnlyOne: isAlone(task, tasks),
					}).catch(() => [UNEXPECTED]);
					results.set(task.key, outcome);
					remember(earlier, outcome);
				}
			}),
		);
		return results;
	},
};

/** Once anything was sent nothing throws: a mistake of this node's own is `unknown`. */
const UNEXPECTED = failed(
	'unknown',
	'UNEXPECTED',
	"This node stopped unexpectedly, so it is not known whether an order was created. Look for it in Xportcn before you run this again, and report it with n8n's log.",
);

/** What a purchase has to know of the others. */
interface Others {
	earlier: Earlier;
	newOrders: NewOrders;
	knownNumbers: KnownNumbers;
	/** Whether no other item of the run has its number. */
	isOnlyOne: boolean;
}

async function createOne(
	task: CreateTask,
	{ client, settings }: OperationContext<CreateSettings>,
	others: Others,
): Promise<Result[]> {
	const { purchase, maximumTotal } = task;
	const existing = await lookUp(task, client, others);
	if ('failure' in existing) return [existing.failure];
	const { orders, missing } = existing;
	if (orders.length > 0)
		return [...(await resultsOfExisting(task, client, settings, orders)), ...missing];
	if (missing.length > 0) return missing;

	let preview: Preview | undefined;
	if (task.previewFirst || settings.dryRun) {
		const read = await previewPurchase(client, purchase);
		if (!read.ok) return [withoutPreview(read.failure)];
		preview = read.preview;
	}

	const refusal = preview && refusedByPreview(purchase, preview, maximumTotal);
	if (refusal) return [refusal];
	if (preview && settings.dryRun) return [createDryRun(preview)];
	const { outOrderId } = purchase;
	const begun = others.knownNumbers.begin(client, outOrderId, existing.listed);
	if ('refused' in begun) return begun.refused;
	const results = await createOrders(task, client, settings, preview, { ...others, begun });
	begun.settle(results);
	return others.newOrders.give(client, results);
}

/** The results for orders that exist already: taken as they are, refused, or held against the preview. */
async function resultsOfExisting(
	{ purchase, ifExists, previewFirst, priceTolerance }: CreateTask,
	client: XportcnClient,
	{ dryRun }: CreateSettings,
	orders: readonly ExistingOrder[],
): Promise<Result[]> {
	if (ifExists === 'refuse') return refusedAsExisting(orders);
	if (!previewFirst) return existingResults(orders, undefined, dryRun);
	const read = await previewPurchase(client, purchase);
	if (!read.ok) return notCompared(orders, read.failure);
	return existingResults(orders, differenceFrom(orders, read.preview, priceTolerance), dryRun);
}

/** What is known of the number of a purchase. */
interface LookedUp {
	orders: ExistingOrder[];
	/** The results for orders of it that this execution knows, and the list does not show. */
	missing: Result[];
	/** What the list shows; undefined where nobody wanted to know. */
	listed?: Listed;
}

/** The orders that exist already under the number of a purchase, where the user wants to know. */
async function lookUp(
	{ purchase: { outOrderId }, ifExists }: CreateTask,
	client: XportcnClient,
	{ earlier, knownNumbers }: Others,
): Promise<LookedUp | { failure: Failed }> {
	if (ifExists === 'createAnother' || outOrderId === undefined) return { orders: [], missing: [] };
	if (earlier.isUnclear) return { failure: EARLIER_IS_UNCLEAR };
	if (earlier.isRehearsed) return { failure: EARLIER_IS_REHEARSED };
	if (earlier.orders.size > 0) return { orders: [...earlier.orders.values()], missing: [] };
	const read = await findExisting(client, outOrderId);
	if (!read.ok) return { failure: read.failure };
	const { orders, cancelled, requestId } = read;
	const { amountUnit: unit } = client;
	const listed = { orderIds: orders.map(({ orderId }) => orderId), cancelled };
	return {
		orders: orders.map(({ order }) => ({
			json: orderJson(order, unit),
			fen: totalOf(order, unit),
			requestId,
		})),
		missing: knownNumbers.compare(client, outOrderId, listed),
		listed,
	};
}

const EARLIER_IS_REHEARSED = failed(
	'notSent',
	'ALREADY_EXISTS',
	"An earlier item of this run has the same 'Out Order ID'. Without 'Dry Run' its order would exist already, so none would be created for this item.",
);

/** Creates the orders of a purchase with one request, and settles what its answer leaves open. */
async function createOrders(
	{ purchase, extra, priceTolerance, ifExists }: CreateTask,
	client: XportcnClient,
	settings: CreateSettings,
	preview: Preview | undefined,
	{ newOrders, isOnlyOne, begun }: Others & { begun: Begun },
): Promise<Result[]> {
	const sentAt = Date.now();
	const response = await client.send(client.endpoints['order.create'], { ...purchase, ...extra });
	const isSingle = preview?.orders.length === 1;
	const parsed = parseCreateResponse(response, isSingle);
	const total = preview && totalOfPreview(preview);
	const announced: Announced = { orders: preview?.orders.length, total, priceTolerance };
	const results = resultsOfCreate(parsed, announced);

	const { outOrderId } = purchase;
	const canBeTold = () => (isOnlyOne || ifExists !== 'createAnother') && begun.isOnlyOne();
	if (outOrderId === undefined || !settings.verifyUnknown || !canBeTold()) return results;
	// without a preview nobody knows how many orders there are, what they cost, or when it was sent by
	// Xportcn's clock: an order in the list may be another's, and not the only one
	if (!preview) return results;
	if (!results.some(mayBeFound) || parsed.failedLines.length > 0) return results;
	const found = await findLostCreate(
		client,
		{
			outOrderId,
			sentAt,
			serverTime: preview.serverTime,
			expected: preview.orders.length,
			total,
			priceTolerance,
			isTaken: (orderId) => newOrders.has(client, orderId),
			known: parsed.orders.map(({ orderId }) => orderId),
		},
		settings.verifyWait,
	);
	if (!found || !canBeTold()) return results;
	return found.orders.map((order) =>
		succeeded(foundJson(order, found.orders.length, announced, client), found.requestId),
	);
}

/** An order that the list shows. What a single one costs is known from its preview if it does not say. */
function foundJson(
	order: IDataObject,
	count: number,
	{ total }: Announced,
	{ amountUnit }: XportcnClient,
): IDataObject {
	const json = { ...orderJson(order, amountUnit), settledBy: 'orderList' };
	const announced = count === 1 ? fenToCny(total?.least) : undefined;
	return 'totalCny' in json || announced === undefined
		? json
		: { ...json, totalCny: announced, totalSource: 'preview' };
}

/** Whether the order list may tell more: what is unclear, and an answer that names too few orders. */
const mayBeFound = (result: Result): boolean =>
	isFailed(result) && (result.outcome === 'unknown' || result.errorCode === 'ORDER_COUNT_DIFFERS');
