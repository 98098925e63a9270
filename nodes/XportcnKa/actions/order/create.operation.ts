import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { cnyToFen, fenToCny } from '../../../shared/money';
import { failed, isFailed, succeeded } from '../../outcome/outcome';
import type { Failed, Result } from '../../outcome/outcome';
import type { XportcnClient } from '../../transport/client';
import type { BoundTask, Operation, OperationContext, ResultsByTask } from '../operation';
import { amountParameter, filledIn, textParameter, unusable } from '../parameters';
import type { SettingsReader } from '../settings';
import { createFields, createOptions } from './createFields';
import { createDryRun, refusedByPreview, withoutPreview } from './createGuards';
import { resultsOfCreate } from './createdOrders';
import type { Announced } from './createdOrders';
import { parseCreateResponse } from './createResponse';
import { existingResults } from './existingResults';
import type { ExistingOrder } from './existingResults';
import { findExisting } from './existingOrders';
import { orderJson, totalOf } from './orderFields';
import { VERIFY_WAIT } from './paySettings';
import { previewPurchase, totalOfPreview } from './previewResponse';
import type { Preview } from './previewResponse';
import { identifyPurchase, readPurchaseTask } from './purchase';
import type { PurchaseTask } from './purchase';
import { findLostCreate } from './verifyCreate';

const IF_EXISTS = ['createAnother', 'returnExisting', 'refuse'] as const;

interface CreateTask extends PurchaseTask {
	/** Fields of the create request that the preview does not have. */
	extra: IDataObject;
	previewFirst: boolean;
	/** Fen; nothing is created above it. */
	maximumTotal: number | undefined;
	/** Fen. */
	priceTolerance: number;
	ifExists: (typeof IF_EXISTS)[number];
}

interface CreateSettings {
	verifyUnknown: boolean;
	verifyWait: number;
	dryRun: boolean;
}

type BoundCreateTask = BoundTask<CreateTask, CreateSettings>;

/** Create: previews a purchase, checks its total, then creates the order. Never creates twice. */
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

	prepare: (context, itemIndex) => [prepareCreate(context, itemIndex)],

	async executeAll(tasks) {
		const results: ResultsByTask = new Map();
		await Promise.all(
			groupsOf(tasks).map(async (group) => {
				const earlier: Earlier = { orders: new Map(), isUnclear: false, isRehearsed: false };
				for (const { task, context } of group) {
					const outcome = await createOne(task, context, earlier, isAlone(task, tasks)).catch(
						() => [UNEXPECTED],
					);
					results.set(task.key, outcome);
					remember(earlier, outcome);
				}
			}),
		);
		return results;
	},
};

/** What earlier items of the run with the same number have created. */
interface Earlier {
	/** By their numbers. */
	orders: Map<string, ExistingOrder>;
	isUnclear: boolean;
	/** Whether one of them would have created its order, but for a dry run. */
	isRehearsed: boolean;
}

function remember(earlier: Earlier, results: Result[]): void {
	earlier.isUnclear ||= results.some(({ outcome }) => outcome === 'unknown');
	earlier.isRehearsed ||= results.some(
		(result) => isFailed(result) && result.errorCode === 'DRY_RUN',
	);
	for (const { outcome, json = {}, requestId } of results) {
		if (outcome !== 'succeeded' && outcome !== 'differs') continue;
		// items after the first have got the same orders
		const orderId = String(json.orderId);
		if (earlier.orders.has(orderId)) continue;
		earlier.orders.set(orderId, { json, fen: cnyToFen(json.totalCny), requestId });
	}
}

/** The tasks that are done one after the other: those with the same number, if it has to be one order. */
function groupsOf(tasks: readonly BoundCreateTask[]): BoundCreateTask[][] {
	const groups = new Map<unknown, BoundCreateTask[]>();
	// a number in two accounts is two orders
	const numberOf = ({ task, context: { client } }: BoundCreateTask) =>
		JSON.stringify([client.accountId, task.purchase.outOrderId]);
	const guarded = new Set(
		tasks.filter(({ task }) => task.ifExists !== 'createAnother').map(numberOf),
	);
	for (const bound of tasks) {
		const number = numberOf(bound);
		const key = guarded.has(number) ? number : bound;
		groups.set(key, [...(groups.get(key) ?? []), bound]);
	}
	return [...groups.values()];
}

/** Whether no other item of the run has the same number: two lost orders could not be told apart. */
const isAlone = ({ purchase, key }: CreateTask, tasks: readonly BoundCreateTask[]): boolean =>
	!tasks.some(({ task }) => task.key !== key && task.purchase.outOrderId === purchase.outOrderId);

/** Once anything was sent nothing throws: a mistake of this node's own is `unknown`. */
const UNEXPECTED = failed(
	'unknown',
	'UNEXPECTED',
	"This node stopped unexpectedly, so it is not known whether an order was created. Look for it in Xportcn before you run this again, and report it with n8n's log.",
);

async function createOne(
	task: CreateTask,
	{ client, settings }: OperationContext<CreateSettings>,
	earlier: Earlier,
	isOnlyOne: boolean,
): Promise<Result[]> {
	const { purchase, ifExists, maximumTotal, priceTolerance } = task;
	const existing = await lookUp(task, client, earlier);
	if ('failure' in existing) return [existing.failure];
	if (ifExists === 'refuse' && existing.orders.length > 0)
		return existingResults(existing.orders, ifExists, undefined, priceTolerance, settings.dryRun);

	let preview: Preview | undefined;
	if (task.previewFirst || settings.dryRun) {
		const read = await previewPurchase(client, purchase);
		if (read.ok) preview = read.preview;
		else if (existing.orders.length === 0) return [withoutPreview(read.failure)];
	}
	if (ifExists !== 'createAnother' && existing.orders.length > 0)
		return existingResults(existing.orders, ifExists, preview, priceTolerance, settings.dryRun);

	const refusal = preview && refusedByPreview(purchase, preview, maximumTotal);
	if (refusal) return [refusal];
	if (preview && settings.dryRun) return [createDryRun(preview)];
	return await createOrders(task, client, settings, preview, existing.orders, isOnlyOne);
}

/** The orders that exist already under the number of a purchase, where the user wants to know. */
async function lookUp(
	{ purchase: { outOrderId }, ifExists }: CreateTask,
	client: XportcnClient,
	earlier: Earlier,
): Promise<{ orders: ExistingOrder[] } | { failure: Failed }> {
	if (ifExists === 'createAnother' || outOrderId === undefined) return { orders: [] };
	if (earlier.isUnclear) return { failure: EARLIER_IS_UNCLEAR };
	if (earlier.isRehearsed) return { failure: EARLIER_IS_REHEARSED };
	if (earlier.orders.size > 0) return { orders: [...earlier.orders.values()] };
	const read = await findExisting(client, outOrderId);
	if (!read.ok) return { failure: read.failure };
	const { orders, requestId } = read;
	const { amountUnit: unit } = client;
	return {
		orders: orders.map((order) => ({
			json: orderJson(order, unit),
			fen: totalOf(order, unit),
			requestId,
		})),
	};
}

const EARLIER_IS_UNCLEAR = failed(
	'notSent',
	'CANNOT_LOOK',
	"An earlier item of this run has the same 'Out Order ID', and it is not known what became of it. No order was created for this item. Look at the earlier one in Xportcn first.",
);

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
	existing: readonly ExistingOrder[],
	isOnlyOne: boolean,
): Promise<Result[]> {
	const sentAt = Date.now();
	const response = await client.send(client.endpoints['order.create'], { ...purchase, ...extra });
	const isSingle = preview?.orders.length === 1;
	const parsed = parseCreateResponse(response, isSingle);
	const announced: Announced = {
		orders: preview?.orders.length,
		total: preview && totalOfPreview(preview),
		priceTolerance,
	};
	const results = resultsOfCreate(parsed, announced);

	const { outOrderId } = purchase;
	const canBeTold = isOnlyOne || ifExists !== 'createAnother';
	if (outOrderId === undefined || !settings.verifyUnknown || !canBeTold) return results;
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
			expected: announced.orders,
			total: announced.total,
			priceTolerance,
			known: parsed.orders.map(({ orderId }) => orderId),
			before: new Set(existing.map(({ json }) => String(json.orderId))),
		},
		settings.verifyWait,
	);
	if (!found) return results;
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

/**
 * What one item wants to have created.
 * @throws NodeOperationError naming the parameter that is missing or cannot be used
 */
function prepareCreate(context: IExecuteFunctions, itemIndex: number): CreateTask {
	const text = (name: string) => textParameter(context, name, itemIndex);
	const task = readPurchaseTask(context, itemIndex);
	const previewFirst = readPreviewFirst(context, itemIndex);
	const ifExists = readIfExists(context, itemIndex);
	if (ifExists !== 'createAnother' && task.purchase.outOrderId === undefined) {
		throw unusable(
			context,
			itemIndex,
			"'Out Order ID' is empty",
			"'If It Exists Already' looks for an order by this number. Give each order a number of your own.",
		);
	}
	return {
		...task,
		extra: filledIn({
			message: text('message'),
			tradeType: text('tradeType'),
			shopPromotionId: text('shopPromotionId'),
		}),
		previewFirst,
		maximumTotal: readMaximumTotal(context, itemIndex, previewFirst),
		priceTolerance:
			amountParameter(context, 'priceTolerance', 'Price Tolerance (CNY)', itemIndex) ?? 0,
		ifExists,
	};
}

function readPreviewFirst(context: IExecuteFunctions, itemIndex: number): boolean {
	const value = context.getNodeParameter('previewFirst', itemIndex, true) as unknown;
	if (typeof value === 'boolean') return value;
	throw unusable(
		context,
		itemIndex,
		"'Preview First' must be true or false",
		`It is ${JSON.stringify(value ?? null)} now. Switch it on or off.`,
	);
}

function readIfExists(context: IExecuteFunctions, itemIndex: number): CreateTask['ifExists'] {
	const value = context.getNodeParameter('ifExists', itemIndex, 'createAnother') as unknown;
	const chosen = IF_EXISTS.find((each) => each === value);
	if (chosen !== undefined) return chosen;
	throw unusable(
		context,
		itemIndex,
		"'If It Exists Already' has a value that is not in its list",
		'Choose one from the list.',
	);
}

function readMaximumTotal(
	context: IExecuteFunctions,
	itemIndex: number,
	previewFirst: boolean,
): number | undefined {
	const fen = amountParameter(context, 'maximumTotal', 'Maximum Total (CNY)', itemIndex);
	if (fen === undefined || previewFirst) return fen;
	throw unusable(
		context,
		itemIndex,
		"'Maximum Total (CNY)' needs 'Preview First'",
		'The total is known from the preview only. Switch it on, or empty the limit.',
	);
}
