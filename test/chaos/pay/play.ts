import type { IDataObject } from 'n8n-workflow';

import type { Order, Sandbox } from '../../../sandbox';
import { debitWhen } from '../../../sandbox/debit';
import { attribute, execute } from '../execution';
import type { Execution } from '../execution';
import { TIMES } from '../faults';
import { addUp, countsOf, noStatistics } from '../statistics';
import type { ChaosResult } from '../statistics';
import { openWorld } from '../world';
import type { World } from '../world';
import { faultFor, honestPay } from './payFaults';
import { guardFields, guardParameters, limitsOf } from './guards';
import { brokenPayPromises } from './judge';
import type { PayCase } from './judge';
import { owedFor, valueOf } from './naming';
import type { InputItem, Owed } from './naming';
import type { OrderPlan, PayScenario } from './scenario';
import { ambiguityOf } from './ambiguity';

/** What one execution gets: an item's json, and what is owed for it in each run of the node. */
interface Input {
	json: IDataObject;
	owed: [Owed, Owed];
}

/** Plays a scenario of Pay in a world of its own and judges it. */
export async function playPay(sandbox: Sandbox, scenario: PayScenario): Promise<ChaosResult> {
	const world = openWorld(sandbox, { honest: honestPay });
	const orders = scenario.orders.map((plan) => addOrder(world, plan));
	setUp(world, scenario, orders);

	const first = scenario.items.map((item): Input => {
		const dearest = item.naming.map((naming) => dearestOf(naming, orders)) as [number, number];
		const [orderId, again] = item.naming.map((naming) => valueOf(naming, idsOf(orders)));
		const json = { orderId, again, ...guardFields(item.guards, dearest) } as IDataObject;
		return { json, owed: item.naming.map((each) => owedFor(each, idsOf(orders))) as [Owed, Owed] };
	});
	const cases = [await playOnce(world, scenario, first)];
	if (scenario.fate.kind === 'again') {
		if (!scenario.fate.soon) world.settle();
		const second = scenario.fate.over === 'everything' ? first : retryableOf(cases[0], first);
		if (second.length > 0) cases.push(await playOnce(world, scenario, second));
	}
	world.settle();
	attribute(
		world,
		cases.map(({ execution }) => execution),
	);

	const result: ChaosResult = {
		broken: cases.flatMap(brokenPayPromises),
		statistics: noStatistics(),
	};
	for (const each of cases) {
		addUp(result.statistics, countsOf(each.execution, world));
		addUp(result.statistics, ambiguityOf(each));
	}
	return result;
}

const idsOf = (orders: Order[]) => orders.map(({ orderId }) => orderId);

function addOrder({ sandbox }: World, { state, amountFen }: OrderPlan): Order {
	const [order] = sandbox.orders.add({
		totalAmount: state === 'tooExpensive' ? sandbox.account.balanceFen + 1 : amountFen,
		refusal: typeof state === 'object' ? state.refusal : null,
	});
	const { orderId } = order;
	if (state === 'cancelled') sandbox.orders.cancel(orderId);
	if (state === 'paid') debitWhen(sandbox, { orderId, requestId: EARLIER });
	if (state === 'paidUnseen') {
		debitWhen(sandbox, { orderId, requestId: EARLIER, shownAfterMs: null });
	}
	return order;
}

/** Stands in the ledger for a payment before the scenario. */
const EARLIER = 'earlier';

/** The vendor's ways, what goes wrong, and what its sellers do meanwhile. */
function setUp(world: World, scenario: PayScenario, orders: Order[]): void {
	const { sandbox } = world;
	Object.assign(sandbox, scenario.vendor);
	const willBePaid = ({ state, cancelledAfter }: OrderPlan) =>
		state === 'paid' ||
		state === 'paidUnseen' ||
		(state === 'unpaid' && cancelledAfter === undefined);
	const paid = new Set(idsOf(orders.filter((_, index) => willBePaid(scenario.orders[index]))));
	for (const fault of scenario.faults) {
		sandbox.faults.add(faultFor(fault, orders, (orderId) => paid.has(orderId)));
	}
	for (const [index, { cancelledAfter }] of scenario.orders.entries()) {
		if (cancelledAfter === undefined) continue;
		const { orderId } = orders[index];
		world.afterRequests(cancelledAfter, () => {
			const isWaiting = sandbox.orders.get(orderId)?.orderStatus === 'WAITING_FOR_PAYMENT';
			if (isWaiting) sandbox.orders.cancel(orderId);
		});
	}
}

/** What the dearest order costs that an item names, fen. */
function dearestOf(naming: InputItem, orders: Order[]): number {
	const { orderIds } = owedFor(naming, idsOf(orders));
	const named = orders.filter(({ orderId }) => orderIds.includes(orderId));
	return Math.max(100, ...named.map(({ totalAmount }) => totalAmount));
}

/** Runs the node over items, once or in a loop, with all that its judge needs. */
async function playOnce(world: World, scenario: PayScenario, input: Input[]): Promise<PayCase> {
	const { options, guards, onError, fate } = scenario;
	const [name, value] = guards.brokenOption ?? [];
	const isLoop = fate.kind === 'loop';
	const execution = await execute(
		world,
		{
			parameters: {
				operation: 'pay',
				orderId: isLoop
					? '={{ $runIndex === 0 ? $json.orderId : $json.again }}'
					: '={{ $json.orderId }}',
				...guardParameters(guards),
				options: {
					...options,
					timeout: TIMES.timeout,
					...(name !== undefined && { [name]: value }),
				},
			},
			onError,
			twice: isLoop,
		},
		input.map(({ json }) => json),
		fate.kind === 'cancel' ? fate.afterRequests : undefined,
	);
	return caseOf(world, scenario, execution, input);
}

function caseOf(
	world: World,
	scenario: PayScenario,
	execution: Execution,
	input: Input[],
): PayCase {
	const { guards } = scenario;
	const runs = execution.nodeRuns.map((nodeRun) => {
		const limits = input.map(({ json }) => limitsOf(guards, json, nodeRun.runIndex));
		const owed = input.map((each) => each.owed[nodeRun.runIndex]);
		return { nodeRun, owed, limits };
	});
	const isRefused =
		guards.brokenOption !== null ||
		runs.some(({ limits }) => limits.some(({ isSettingUnreadable }) => isSettingUnreadable));
	return { world, scenario, execution, runs, isRefused };
}

/** An input of the orders whose result says that they may be run again, with the same guards. */
function retryableOf({ runs: [run] }: PayCase, input: Input[]): Input[] {
	const again = new Map<string, Input>();
	for (const { json, item } of run?.nodeRun.items ?? []) {
		const orderId = String(json.orderId);
		const from = input[Number(item)];
		if (json.retryable !== true || !from) continue;
		const owed = { orderIds: [orderId], junk: 0 };
		again.set(orderId, { json: { ...from.json, orderId }, owed: [owed, owed] });
	}
	return [...again.values()];
}
