import type { FaultBehaviour, LoggedRequest, Order } from '../../../sandbox';
import type { Emitted, Execution, NodeRun } from '../execution';
import { brokenEnd, brokenItems, brokenSecrecy, mayThrow, nameOf, sentTwice } from '../promises';
import type { Strike, World } from '../world';
import { canBeRelied } from './createFaults';
import { quantityIn } from './products';
import type { Purchase } from './play';
import { NUMBERS } from './scenario';
import type { CreateScenario } from './scenario';
import { toldAbout } from './told';
import type { Told } from './told';

/** An execution with all that its judge needs. Everything late has happened. */
export interface CreateCase {
	world: World;
	scenario: CreateScenario;
	execution: Execution;
	/** By input item. */
	purchases: Purchase[];
	/** The numbers of the orders that were there before it. */
	before: ReadonlySet<string>;
	created: readonly Order[];
	strikes: readonly Strike[];
}

/** The items that buy the same, and all that was done for them. */
interface Group {
	quantity: number;
	indexes: number[];
	/** The orders that this execution made of it. */
	made: Order[];
	items: Emitted[];
	requests: LoggedRequest[];
	/** What struck its create requests. */
	struck: Array<FaultBehaviour | null>;
	told: Told[];
}

/** The promises that an execution broke, in words. Empty when all were kept. */
export function brokenCreatePromises(judged: CreateCase): string[] {
	const { execution, scenario, world } = judged;
	const [first] = execution.nodeRuns;
	// what an earlier turn of a loop created does not bind a later one
	const isThrowAllowed = (each: NodeRun) =>
		mayThrow(each, scenario.onError, { isRefused: false }) &&
		(each !== first || judged.created.every(isNotBought));
	const spoken = execution.nodeRuns.filter(({ hasOutputs }) => hasOutputs);
	return [
		...brokenEnd(execution, isThrowAllowed),
		...(spoken.length > 0 ? brokenTurns(judged, spoken) : brokenSilence(judged)),
		...brokenSecrecy(execution, world),
	];
}

const isNotBought = ({ lines }: Order) => lines === undefined;

/** A node that gave no items has created nothing. */
const brokenSilence = ({ created, execution }: CreateCase): string[] => [
	...madeByNode(created).map(({ orderId }) => `order ${orderId} was created and is nowhere`),
	...(execution.cancelled || execution.nodeRuns.some(({ thrown }) => thrown !== undefined)
		? []
		: ['the node gave nothing']),
];

/** The turns of a loop together, for what one has created another may name; one turn where there is none. */
function brokenTurns(judged: CreateCase, turns: NodeRun[]): string[] {
	const items = turns.flatMap((turn) => turn.items);
	const groups = groupsOf(
		judged,
		items,
		judged.execution.nodeRuns.flatMap(({ requests }) => requests),
	);
	return [
		...brokenItems(items),
		...items.flatMap((each) => misplaced(each, judged.scenario)),
		...judged.purchases.flatMap((_, index) =>
			turns.every((turn) => turn.items.some(({ item }) => item === index))
				? []
				: [`item ${index} has no output item`],
		),
		...items
			.filter(({ item }) => judged.purchases[Number(item)] === undefined)
			.map(({ item }) => `linked to item ${String(item)}, which is not there`),
		...groups.flatMap((group) => [
			...brokenSending(group, judged),
			...brokenNaming(group, judged),
			...group.indexes.flatMap((index) =>
				turns.flatMap((turn) => brokenClaims(index, turn, group, judged)),
			),
		]),
	];
}

/** The orders that a purchase made, with what each was made for. */
export const madeByNode = (created: readonly Order[]): Order[] =>
	created.filter(({ lines }) => lines !== undefined);

function groupsOf(
	{ purchases, created, strikes }: CreateCase,
	items: Emitted[],
	requests: LoggedRequest[],
): Group[] {
	const made = madeByNode(created);
	const quantityOf = new Map<string, number>();
	for (const [index, { orderId, lines }] of made.entries()) {
		// one without lines is the freight of the one before it
		const quantity = lines?.[0]?.quantity ?? quantityOf.get(made[index - 1]?.orderId);
		if (quantity !== undefined) quantityOf.set(orderId, quantity);
	}
	return [...new Set(purchases.map(({ quantity }) => quantity))].map((quantity) => {
		const indexes = [...purchases.keys()].filter((at) => purchases[at].quantity === quantity);
		return {
			quantity,
			indexes,
			made: made.filter(({ orderId }) => quantityOf.get(orderId) === quantity),
			items: items.filter(({ item }) => indexes.includes(Number(item))),
			requests: requests.filter(
				({ operation, body }) => operation === 'create' && quantityIn(body) === quantity,
			),
			struck: strikes
				.filter(
					({ target: { operation, rawBody } }) =>
						operation === 'create' && quantityIn(JSON.parse(rawBody)) === quantity,
				)
				.map(({ fault }) => fault),
			told: toldAbout(quantity, strikes),
		};
	});
}

function misplaced({ output, json }: Emitted, { options }: CreateScenario): string[] {
	const failed = ['rejected', 'notSent', 'differs', 'unknown'];
	const wanted =
		json.outcome === 'succeeded' && !options.dryRun
			? 'Succeeded'
			: failed.includes(String(json.outcome))
				? 'Failed'
				: undefined;
	return output === wanted ? [] : [`${nameOf(json)} is on ${output}`];
}

/** A create is sent only for what may be created, and once for each item in each turn. */
function brokenSending(
	{ quantity, indexes, requests, told }: Group,
	{ purchases, scenario, execution: { nodeRuns } }: CreateCase,
): string[] {
	const what = `the purchase of ${quantity} each`;
	const items = indexes.filter((index) => mayBeSent(purchases[index], told, scenario));
	const allowed = items.length * nodeRuns.length;
	const sent = requests.filter(({ verdict }) => verdict?.status !== 429 || verdict.code !== null);
	return [
		...(indexes.length * nodeRuns.length === 1 ? sentTwice(requests, what) : []),
		...(sent.length > allowed || (requests.length > 0 && allowed === 0)
			? [`${what} was sent ${requests.length} times, and might be ${allowed} times`]
			: []),
	];
}

const AMOUNT = /^\d+\.\d\d$/;

/** Whether all that guards a purchase lets it through. */
function mayBeSent(
	{ outOrderId, maximumTotal }: Purchase,
	told: Told[],
	{ hasMaximum, ifExists, options, previewFirst }: CreateScenario,
): boolean {
	if (options.dryRun) return false;
	if (ifExists !== 'createAnother' && outOrderId === '') return false;
	if (hasMaximum && (!previewFirst || !AMOUNT.test(maximumTotal))) return false;
	if (!previewFirst) return true;
	const maximum = hasMaximum ? Math.round(Number(maximumTotal) * 100) : Infinity;
	const isWithin = ({ most }: Told) => !hasMaximum || (most !== undefined && most <= maximum);
	return told.some((each) => each.isYes && isWithin(each));
}

/** Shapes of an answer that name the first order only. */
const FIRST_ONLY = ['id', 'object'];

const hasRoomForOne = (
	struck: Group['struck'],
	{ scenario: { createAnswer } }: CreateCase,
): boolean =>
	FIRST_ONLY.includes(createAnswer) ||
	struck.some((fault) => fault?.kind === 'createAnswer' && FIRST_ONLY.includes(fault.shape ?? ''));

const SAYS_NOTHING_WAS_DONE = ['rejected', 'notSent'];

/** Every order that was made is named, or it is said that one may have been made. */
function brokenNaming(
	{ made, items, quantity, told, struck }: Group,
	judged: CreateCase,
): string[] {
	// nobody knows that an answer which has room for one order is about several, unless a preview said so
	const isTold = !hasRoomForOne(struck, judged) || told.some(({ orders }) => orders > 1);
	const named = new Set(items.map(({ json }) => json.orderId));
	// the answer did not tell all orders, or none for certain
	const isLeftOpen = items.some(
		({ json }) =>
			json.outcome === 'unknown' ||
			/Look in Xportcn what was created/.test(String(json.errorMessage)),
	);
	const isDenied = items.every(({ json }) => SAYS_NOTHING_WAS_DONE.includes(String(json.outcome)));
	const isRetryable = items.length > 0 && items.every(({ json }) => json.retryable === true);
	const newly = items
		.filter(({ json }) => json.existing !== true && json.outcome !== 'unknown')
		.flatMap(({ json }) => (json.orderId === undefined ? [] : [String(json.orderId)]));
	const twice = newly.filter((orderId, index) => newly.indexOf(orderId) < index);
	return [
		...twice.map((orderId) => `order ${orderId} is called new twice`),
		...made.flatMap(({ orderId }) => [
			...(isDenied ? [`order ${orderId} was created, and all is said to be undone`] : []),
			...(isRetryable ? [`order ${orderId} was created, and may be created again`] : []),
			...(named.has(orderId) || isLeftOpen || isDenied || !isTold
				? []
				: [`order ${orderId} of ${quantity} each was created and is not named`]),
		]),
	];
}

/** What the items of one purchase say in a turn, against what was made. */
function brokenClaims(
	index: number,
	{ items, runIndex }: NodeRun,
	group: Group,
	judged: CreateCase,
): string[] {
	const { world, purchases, before } = judged;
	const mine = items.filter(({ item }) => item === index);
	const earlier = purchases.slice(0, runIndex > 0 ? undefined : index);
	const { outOrderId } = purchases[index];
	const isMade = (orderId: string) => group.made.some((order) => order.orderId === orderId);
	return [
		...mine.flatMap(({ json }) => {
			const { outcome, orderId, existing, retryable, totalCny, totalSource } = json;
			if (orderId === undefined)
				return brokenIf(json, { 'says that it exists': existing === true });
			const order = world.sandbox.orders.get(String(orderId));
			const isThere = before.has(String(orderId)) || isMadeFor(earlier, String(orderId), judged);
			const isNew = outcome === 'succeeded' || outcome === 'differs';
			return brokenIf(json, {
				'does not exist': order === undefined,
				'has another number of the buyer': (order?.outOrderId ?? '') !== outOrderId,
				'was not there before': existing === true && !isThere,
				'is cancelled': existing === true && order?.orderStatus === 'CANCEL',
				'was not made by this': existing !== true && isNew && !isMade(String(orderId)),
				'may be tried again, although it is not known what happened':
					retryable === true && outcome === 'unknown',
				'costs something else':
					totalCny !== undefined &&
					totalSource === undefined &&
					Math.round(Number(totalCny) * 100) !== order?.totalAmount,
			});
		}),
		...brokenSuccess(mine, group, judged),
	];
}

const brokenIf = (json: Emitted['json'], broken: Record<string, boolean>): string[] =>
	Object.entries(broken)
		.filter(([, isBroken]) => isBroken)
		.map(([words]) => `order ${nameOf(json)} ${words}`);

/** Whether this execution made an order for one of these purchases, with the same number. */
function isMadeFor(purchases: readonly Purchase[], orderId: string, { created }: CreateCase) {
	const order = madeByNode(created).find((each) => each.orderId === orderId);
	const quantity = order?.lines?.[0]?.quantity;
	return purchases.some(
		(purchase) =>
			purchase.outOrderId === order?.outOrderId &&
			(quantity === undefined ? order?.lines?.length === 0 : purchase.quantity === quantity),
	);
}

/** Succeeded is only what was announced: all its lines, in as many orders, for no more than it may cost. */
function brokenSuccess(
	items: Emitted[],
	{ told, quantity }: Group,
	{ scenario: { toleranceFen, previewFirst }, world: { sandbox } }: CreateCase,
): string[] {
	const succeeded = items.filter(({ json }) => json.outcome === 'succeeded');
	const isCompared = succeeded.every(({ json }) => json.existing === true) && previewFirst;
	if (succeeded.length === 0 || (told.length === 0 && !isCompared)) return [];
	const orders = succeeded.flatMap(({ json }) => sandbox.orders.get(String(json.orderId)) ?? []);
	const isExisting = succeeded.every(({ json }) => json.existing === true);
	const isPriceTold = succeeded.every(
		({ json }) => json.totalCny !== undefined && json.totalSource === undefined,
	);
	const sum = orders.reduce((fen, { totalAmount }) => fen + totalAmount, 0);
	const tolerance = toleranceFen ?? 0;
	// what an earlier item created may not have said what it costs
	const isOfPreview = succeeded.every(({ json }) => json.totalSource === 'preview');
	const fits = ({ orders: count, most, least, isYes }: Told): boolean => {
		if (isExisting) {
			if (orders.length < count || most === undefined || least === undefined) return false;
			return isOfPreview || (sum >= least - tolerance && sum <= most + tolerance);
		}
		const isTooDear = isPriceTold && most !== undefined && sum > most + tolerance;
		return isYes && orders.length === count && !isTooDear;
	};
	return [
		...(items.length > succeeded.length ? [`a part of ${quantity} each succeeded`] : []),
		...(told.some(fits)
			? []
			: [
					`${quantity} each ${isExisting ? 'exist' : 'succeeded'} as ${orders.length} orders for ${sum} fen, announced were ${JSON.stringify(told)}`,
				]),
	];
}

/**
 * With 'If It Exists Already', whatever happened: an execution makes one set of orders for a number. With
 * a list that can be relied on no later execution makes a second one, and none is made beside what was there.
 * @param there the orders from before
 */
export function brokenNumbers(
	{ created }: World,
	{ ifExists, list, listEnvelope, fate }: CreateScenario,
	there: readonly Order[],
): string[] {
	const isListRelied = canBeRelied(list, listEnvelope);
	const isOneExecution = fate.kind !== 'again';
	if (ifExists === 'createAnother' || !(isListRelied || isOneExecution)) return [];
	return NUMBERS.flatMap((outOrderId) => {
		const made = madeByNode(created).filter((order) => order.outOrderId === outOrderId);
		const lines = made.flatMap((order) => order.lines ?? []);
		const quantities = new Set(lines.map(({ quantity }) => quantity));
		const products = lines.map(({ offerId }) => offerId);
		const isTwice = quantities.size > 1 || new Set(products).size < products.length;
		const wasThere = there.some((order) => order.outOrderId === outOrderId);
		return [
			...(isTwice ? [`two sets of orders have the number ${outOrderId}`] : []),
			...(isListRelied && wasThere && made.length > 0
				? [`${outOrderId} existed and was created again`]
				: []),
		];
	});
}
