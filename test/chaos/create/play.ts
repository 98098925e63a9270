import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import { ADDRESS_PARAMETERS } from '../../harness/purchases';
import { attribute, execute } from '../execution';
import { TIMES } from '../faults';
import { addUp, countsOf, noStatistics } from '../statistics';
import type { ChaosResult } from '../statistics';
import { openWorld } from '../world';
import type { World } from '../world';
import { faultFor, honestCreate } from './createFaults';
import { brokenCreatePromises, brokenNumbers, madeByNode } from './judge';
import type { CreateCase } from './judge';
import { PRODUCTS, priceOf, quotesFor } from './products';
import type { Line } from './products';
import { withFee } from '../../../sandbox/operations/preview';
import { NUMBERS } from './scenario';
import type { CreateScenario, ExistingPlan, PurchasePlan } from './scenario';

/** A purchase as an input item has it. */
export interface Purchase {
	lines: Line[];
	/** What tells it from all others but its twins: how many of each product. */
	quantity: number;
	outOrderId: string;
	maximumTotal: string;
}

/** Some time before the scenario, and between what is done by hand and its begin. Less than a minute. */
const EARLIER_MS = 20_000;

/** Plays a scenario of Create in a world of its own and judges it. */
export async function playCreate(sandbox: Sandbox, scenario: CreateScenario): Promise<ChaosResult> {
	const world = openWorld(sandbox, { honest: honestCreate });
	const { createAnswer, listEnvelope, list, fate } = scenario;
	Object.assign(sandbox, { createAnswer, listEnvelope });
	const purchases = purchasesOf(scenario.items);
	for (const plan of scenario.existing) addExisting(world, plan, purchases);
	world.advance(EARLIER_MS);
	const there = sandbox.orders.all().filter(({ orderStatus }) => orderStatus !== 'CANCEL');
	for (const fault of scenario.faults) sandbox.faults.add(faultFor(fault));
	sandbox.faults.add({ on: 'getMany', kind: 'list', times: 0, ...list });

	const cases = [await playOnce(world, scenario, purchases)];
	if (fate.kind === 'again') {
		world.advance(fate.afterMs);
		const second = fate.over === 'everything' ? purchases : retryableOf(cases[0]);
		if (second.length > 0) cases.push(await playOnce(world, scenario, second));
	}

	attribute(
		world,
		cases.map(({ execution }) => execution),
	);
	const result: ChaosResult = {
		broken: [...cases.flatMap(brokenCreatePromises), ...brokenNumbers(world, scenario, there)],
		statistics: { ...noStatistics(), created: madeByNode(world.created).length },
	};
	for (const { execution } of cases) addUp(result.statistics, countsOf(execution, world));
	return result;
}

function purchasesOf(plans: PurchasePlan[]): Purchase[] {
	const purchases: Purchase[] = [];
	for (const [index, { products, isTwin, outOrderId, maximumMoreFen }] of plans.entries()) {
		const quantity = index + 1;
		const twin = isTwin ? purchases[index - 1] : undefined;
		const lines = twin?.lines ?? products.map((at) => ({ ...PRODUCTS[at], quantity }));
		purchases.push({
			lines,
			quantity: twin?.quantity ?? quantity,
			outOrderId: outOrderId === null ? '' : NUMBERS[outOrderId],
			maximumTotal: maximumOf(lines, maximumMoreFen),
		});
	}
	return purchases;
}

/** A limit by what the purchase costs with the fee. */
function maximumOf(lines: Line[], moreFen: number | string | null): string {
	if (typeof moreFen !== 'number') return moreFen ?? '';
	const total = quotesFor(lines).reduce((fen, quote) => fen + withFee(priceOf(quote)), 0);
	return (Math.max(0, total + moreFen) / 100).toFixed(2);
}

/** Orders that somebody made before under the number of a purchase. */
function addExisting({ sandbox }: World, plan: ExistingPlan, purchases: Purchase[]): void {
	const { lines, outOrderId } = purchases[plan.item % purchases.length];
	if (outOrderId === '') return;
	const quotes = quotesFor(lines);
	const there = plan.isIncomplete && quotes.length > 1 ? quotes.slice(0, -1) : quotes;
	for (const [index, quote] of there.entries()) {
		const totalAmount = Math.max(600, priceOf(quote) + (index === 0 ? plan.moreFen : 0));
		const [{ orderId }] = sandbox.orders.add({ outOrderId, totalAmount });
		if (plan.isCancelled) sandbox.orders.cancel(orderId);
	}
}

/** Runs the node over purchases, until everything late has happened. */
async function playOnce(
	world: World,
	scenario: CreateScenario,
	purchases: Purchase[],
): Promise<CreateCase> {
	const { ifExists, previewFirst, hasMaximum, toleranceFen, options, onError, fate } = scenario;
	const before = new Set(world.sandbox.orders.all().map(({ orderId }) => orderId));
	const execution = await execute(
		world,
		{
			parameters: {
				operation: 'create',
				itemsInput: 'json',
				items: '={{ $json.items }}',
				addressInput: 'fields',
				...ADDRESS_PARAMETERS,
				flow: 'fenxiaonew',
				outOrderId: '={{ $json.outOrderId }}',
				ifExists,
				previewFirst,
				maximumTotal: hasMaximum ? '={{ $json.maximumTotal }}' : '',
				priceTolerance: toleranceFen === null ? '' : (toleranceFen / 100).toFixed(2),
				options: { ...options, timeout: TIMES.timeout },
			},
			onError,
			twice: fate.kind === 'loop',
		},
		purchases.map(
			({ lines, outOrderId, maximumTotal }) =>
				({ items: lines, outOrderId, maximumTotal }) as unknown as IDataObject,
		),
		fate.kind === 'cancel' ? fate.afterRequests : undefined,
	);
	world.settle();
	return {
		world,
		scenario,
		execution,
		purchases,
		before,
		created: world.created.slice(execution.createdFrom),
		strikes: world.strikes.slice(execution.strikesFrom),
	};
}

/** The purchases of which every item says that they may be run again. */
function retryableOf({ purchases, execution: { nodeRuns } }: CreateCase): Purchase[] {
	const items = nodeRuns.flatMap((nodeRun) => nodeRun.items);
	return purchases.filter((_, index) => {
		const mine = items.filter(({ item }) => item === index);
		return mine.length > 0 && mine.every(({ json }) => json.retryable === true);
	});
}
