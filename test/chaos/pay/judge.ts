import type { LedgerEntry, LoggedRequest, Order } from '../../../sandbox';
import type { Emitted, Execution, NodeRun } from '../execution';
import { brokenEnd, brokenItems, brokenSecrecy, mayThrow, nameOf, sentTwice } from '../promises';
import type { World } from '../world';
import { brokenBudget, brokenLimits } from './judgeGuards';
import type { ItemLimits } from './guards';
import type { Owed } from './naming';
import type { PayScenario } from './scenario';

/** One run of the node, and what it was asked for. */
export interface PayRun {
	nodeRun: NodeRun;
	/** By input item. */
	owed: Owed[];
	limits: ItemLimits[];
}

/** An execution with all that its judge needs. Judged once everything that is late has happened. */
export interface PayCase {
	scenario: PayScenario;
	world: World;
	execution: Execution;
	runs: PayRun[];
	/** Settings that guard money are there and cannot be read: nothing may be sent. */
	isRefused: boolean;
}

/** The promises that an execution broke, in words. Empty when all were kept. */
export function brokenPayPromises(judged: PayCase): string[] {
	const { execution, scenario, world, runs, isRefused } = judged;
	const isThrowAllowed = (nodeRun: NodeRun) =>
		mayThrow(nodeRun, scenario.onError, { isRefused }) && !hasDebited(nodeRun, world);
	return [
		...brokenEnd(execution, isThrowAllowed),
		...runs.flatMap((run) => [
			...brokenItems(run.nodeRun.items),
			...(hasItemsToJudge(run, execution) ? brokenOutputs(run, scenario) : []),
			...brokenMoney(run, judged),
			...brokenSending(run, judged),
			...brokenLimits(run, judged),
		]),
		...brokenTurns(judged),
		...brokenBudget(judged),
		...brokenSecrecy(execution, world),
	];
}

/** The pay requests of a run of the node. */
export const paymentsOf = ({ requests }: NodeRun): LoggedRequest[] =>
	requests.filter(({ operation }) => operation === 'pay');

/** The orders that a pay request is about. */
export const orderIdsOf = ({ body }: LoggedRequest): string[] =>
	(body as { orderIds: string[] }).orderIds;

/** A node that threw gave no items; one that was cancelled before its turn neither. */
function hasItemsToJudge({ nodeRun }: PayRun, { cancelled }: Execution): boolean {
	if (nodeRun.hasOutputs) return true;
	const neverBegan = cancelled && paymentsOf(nodeRun).length === 0;
	return nodeRun.thrown === undefined && !neverBegan;
}

/** The debits of an order that a run of the node caused. */
export const debitsBy = (nodeRun: NodeRun, { sandbox }: World, orderId: string): LedgerEntry[] => {
	const ids = new Set(paymentsOf(nodeRun).map(({ requestId }) => requestId));
	return sandbox.ledger.entries.filter(
		(entry) => entry.orderId === orderId && ids.has(entry.requestId),
	);
};

const hasDebited = (nodeRun: NodeRun, world: World): boolean =>
	paymentsOf(nodeRun)
		.flatMap(orderIdsOf)
		.some((orderId) => debitsBy(nodeRun, world, orderId).length > 0);

/** Every order asked for is on exactly one output, once for each item that names it; nothing else. */
function brokenOutputs({ nodeRun: { items }, owed }: PayRun, scenario: PayScenario): string[] {
	const broken = owed.flatMap(({ orderIds, junk }, index) => {
		const mine = items.filter(({ item }) => item === index);
		const of = (orderId: string) => mine.filter(({ json }) => json.orderId === orderId).length;
		const others = mine.filter(({ json }) => !orderIds.includes(String(json.orderId)));
		return [
			...orderIds
				.filter((orderId) => of(orderId) !== 1)
				.map((orderId) => `item ${index}: order ${orderId} left ${of(orderId)} times`),
			...(others.length === junk
				? []
				: [`item ${index}: ${others.length} items beside its orders instead of ${junk}`]),
			...others
				.filter(({ json }) => json.outcome !== 'notSent')
				.map(({ json }) => `item ${index}: junk is called ${String(json.outcome)}`),
		];
	});
	const strangers = items.filter(({ item }) => owed[Number(item)] === undefined);
	return [
		...broken,
		...strangers.map(({ item }) => `linked to item ${String(item)}, which is not there`),
		...items.flatMap((each) => misplaced(each, scenario)),
	];
}

function misplaced({ output, json }: Emitted, { options }: PayScenario): string[] {
	const { alreadyPaidOutput, confirmPayment, dryRun } = options;
	const wanted = (): Array<Emitted['output']> => {
		switch (json.outcome) {
			case 'succeeded':
				return dryRun ? [] : ['Succeeded'];
			case 'alreadyPaid':
				if (alreadyPaidOutput === 'failed' || dryRun) return ['Failed'];
				return confirmPayment ? ['Succeeded', 'Failed'] : ['Succeeded'];
			case 'rejected':
			case 'notSent':
			case 'unknown':
				return ['Failed'];
			default:
				return [];
		}
	};
	return wanted().includes(output) ? [] : [`order ${nameOf(json)} is on ${output}`];
}

/** What the node says of an order against what happened to it. */
function brokenMoney({ nodeRun, owed }: PayRun, { scenario, world }: PayCase): string[] {
	const asked = [...new Set(owed.flatMap(({ orderIds }) => orderIds))];
	return asked.flatMap((orderId) => {
		const items = nodeRun.items.filter(({ json }) => json.orderId === orderId);
		const outcomes = new Set(items.map(({ json }) => String(json.outcome)));
		const order = world.sandbox.orders.get(orderId);
		const debits = world.sandbox.ledger.debitsOf(orderId);
		const byThisRun = debitsBy(nodeRun, world, orderId).length;
		return [
			...(debits > 1 ? [`order ${orderId} was debited ${debits} times`] : []),
			...(outcomes.size > 1 ? [`order ${orderId} is ${[...outcomes].join(' and ')}`] : []),
			...(byThisRun > 0 && items.length === 0 && nodeRun.thrown === undefined && nodeRun.hasOutputs
				? [`order ${orderId} was debited and is nowhere`]
				: []),
			...items.flatMap(({ output, json }) =>
				brokenClaims({ output, json }, { order, debits, byThisRun }, scenario),
			),
		];
	});
}

interface Truth {
	order: Order | undefined;
	debits: number;
	byThisRun: number;
}

function brokenClaims(
	{ output, json }: Pick<Emitted, 'output' | 'json'>,
	{ order, debits, byThisRun }: Truth,
	{ options: { confirmPayment } }: PayScenario,
): string[] {
	const { outcome, errorCode, retryable, totalCny, wouldPayCny } = json;
	const isCancelled = order?.orderStatus === 'CANCEL';
	const changedNothing =
		outcome === 'rejected' ||
		outcome === 'notSent' ||
		(outcome !== 'unknown' && retryable === true);
	// Xportcn returns the money of a cancelled order: the message says where to look
	const isReturned = errorCode === 'ORDER_CANCELLED' && isCancelled;
	// the seller may cancel what was accepted, before it is debited
	const isAccepted =
		outcome === 'succeeded' || /earlier in this execution/.test(String(json.errorMessage));
	const isPaid = debits > 0 || (isAccepted && isCancelled && !confirmPayment);
	const amounts = [totalCny, wouldPayCny].filter((amount) => amount !== undefined);
	const broken = {
		'was never debited': ['succeeded', 'alreadyPaid'].includes(String(outcome)) && !isPaid,
		'is not shown as paid': confirmPayment && output === 'Succeeded' && order?.payStatus !== 2,
		'was debited by this call': changedNothing && byThisRun > 0 && !isReturned,
		'may be tried again, and was debited by this call': retryable === true && byThisRun > 0,
		'may be tried again, although it is not known what happened':
			retryable === true && outcome === 'unknown',
		'was not cancelled': errorCode === 'ORDER_CANCELLED' && !isCancelled,
		'has no link to pay at': errorCode === 'PAYMENT_LINK' && typeof json.payUrl !== 'string',
		'costs something else': amounts.some(
			(amount) => Math.round(Number(amount) * 100) !== order?.totalAmount,
		),
	};
	return Object.entries(broken)
		.filter(([, isBroken]) => isBroken)
		.map(([words]) => `order ${nameOf(json)} on ${output} ${words}`);
}

/** What a turn of a loop sent, and did not say that nothing came of it, no later turn sends. */
const brokenTurns = ({ runs }: PayCase): string[] =>
	runs.flatMap(({ nodeRun: { items }, nodeRun }, index) => {
		const later = runs
			.slice(index + 1)
			.flatMap((run) => paymentsOf(run.nodeRun).flatMap(orderIdsOf));
		const sent = new Set(paymentsOf(nodeRun).flatMap(orderIdsOf));
		const mayBePaid = items
			.filter(({ json }) => ['succeeded', 'unknown'].includes(String(json.outcome)))
			.map(({ json }) => String(json.orderId));
		return [...new Set(mayBePaid)]
			.filter((orderId) => sent.has(orderId) && later.includes(orderId))
			.map((orderId) => `order ${orderId} was sent again in a later turn`);
	});

/** Every order is sent once, in batches of the size asked for; nothing when nothing is to be sent. */
function brokenSending(
	{ nodeRun }: PayRun,
	{ scenario: { options }, isRefused }: PayCase,
): string[] {
	const payments = paymentsOf(nodeRun);
	const sent = new Set(payments.flatMap(orderIdsOf));
	return [
		...(isRefused && nodeRun.requests.length > 0
			? ['something was sent although a setting cannot be read']
			: []),
		...(options.dryRun && payments.length > 0 ? ['a dry run paid'] : []),
		...[...sent].flatMap((orderId) =>
			sentTwice(
				payments.filter((payment) => orderIdsOf(payment).includes(orderId)),
				`order ${orderId}`,
			),
		),
		...payments
			.map(orderIdsOf)
			.filter((ids) => ids.length > options.batchSize || new Set(ids).size < ids.length)
			.map((ids) => `a batch has the orders ${ids.join()}`),
	];
}
