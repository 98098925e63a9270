import { sleep } from 'n8n-workflow';
import type { IDataObject, IRun } from 'n8n-workflow';

import type { LoggedRequest, Sandbox } from '../../sandbox';
import { runWorkflow, startWorkflow } from '../harness/engine';
import { credentialFor } from '../harness/scene';
import { itemsFrom, singleNodeWorkflow } from '../harness/workflows';
import { faultFor } from './faults';
import { brokenPromises, emittedBy } from './judge';
import type { Emitted } from './judge';
import { owedFor, valueOf } from './naming';
import type { Owed } from './naming';
import { TIMES } from './scenario';
import type { OrderState, Scenario } from './scenario';
import { addUp, noStatistics, secretsOf, statisticsOf } from './statistics';
import type { Statistics } from './statistics';

/** What came of a scenario. */
export interface ChaosResult {
	/** Empty: everything was as promised. */
	broken: string[];
	statistics: Statistics;
}

/** What one run of the node gets. */
interface Input {
	jsons: IDataObject[];
	owed: Owed[];
}

/** Plays a scenario on a fresh sandbox and judges it. */
export async function play(sandbox: Sandbox, scenario: Scenario): Promise<ChaosResult> {
	sandbox.refuseSecondDebit = scenario.refuseSecondDebit;
	const orderIds = scenario.orders.map((state) => addOrder(sandbox, state));
	const inState = (...states: OrderState[]) =>
		orderIds.filter((_, index) => states.includes(scenario.orders[index]));
	await payBefore(sandbox, inState('paid'));

	const payable = new Set(inState('paid', 'unpaid'));
	for (const fault of scenario.faults) sandbox.faults.add(faultFor(fault, orderIds, payable));

	const result: ChaosResult = { broken: [], statistics: noStatistics() };
	const first: Input = {
		jsons: scenario.items.map((item) => ({ orderId: valueOf(item, orderIds) }) as IDataObject),
		owed: scenario.items.map((item) => owedFor(item, orderIds)),
	};
	const items = await runOnce(sandbox, scenario, first, result);
	if (scenario.fate.kind === 'again') {
		const second = scenario.fate.over === 'everything' ? first : retryableOf(items);
		await runOnce(sandbox, scenario, second, result);
	}
	return result;
}

function addOrder({ orders, account }: Sandbox, state: OrderState): string {
	const details =
		typeof state === 'object'
			? state
			: state === 'tooExpensive'
				? { totalAmount: account.balanceFen + 1 }
				: {};
	const [{ orderId }] = orders.add([details]);
	if (state === 'cancelled') orders.cancel(orderId);
	return orderId;
}

/** Pays orders by an undisturbed run of the node, so that the ledger knows of it. */
async function payBefore(sandbox: Sandbox, orderIds: string[]): Promise<void> {
	if (orderIds.length === 0) return;
	await runWorkflow(
		singleNodeWorkflow({ operation: 'pay', orderId: orderIds.join() }),
		credentialFor(sandbox.baseUrl),
		itemsFrom({}),
	);
	if (!orderIds.every((orderId) => sandbox.ledger.debitsOf(orderId) === 1)) {
		throw new Error('an undisturbed run did not pay');
	}
}

/** Runs the node once and adds what came of it to the result. */
async function runOnce(
	sandbox: Sandbox,
	scenario: Scenario,
	{ jsons, owed }: Input,
	result: ChaosResult,
): Promise<Emitted[]> {
	const { ledger, requests } = sandbox;
	const arrivedBefore = requests.all().length;
	const debitsBefore = new Map(
		ledger.entries.map(({ orderId }) => [orderId, ledger.debitsOf(orderId)]),
	);
	const entriesBefore = ledger.entries.length;
	const arrived = () => requests.all().slice(arrivedBefore);

	const { run, cancelled } = await execute(sandbox, scenario, jsons, () => arrived().length);
	await untilQuiet(requests);

	const items = emittedBy(run);
	const statistics = statisticsOf(
		scenario,
		arrived(),
		ledger.entries.length - entriesBefore,
		items,
		omittedIn(sandbox, scenario),
		(orderId) => sandbox.orders.get(orderId) !== undefined,
	);
	addUp(result.statistics, statistics);
	result.broken.push(
		...brokenPromises({
			run,
			owed,
			alreadyPaidOutput: scenario.options.alreadyPaidOutput,
			debitsBefore: (orderId) => debitsBefore.get(orderId) ?? 0,
			debitsAfter: (orderId) => ledger.debitsOf(orderId),
			secrets: secretsOf(sandbox),
			cancelled,
			paymentsSent: arrived().filter(({ operation }) => operation === 'pay').length,
		}),
	);
	return items;
}

/** Executes the workflow, and cancels it when that is its fate. */
async function execute(
	{ baseUrl }: Sandbox,
	{ options, onError, fate }: Scenario,
	jsons: IDataObject[],
	arrived: () => number,
): Promise<{ run: IRun; cancelled: boolean }> {
	const parameters: IDataObject = {
		operation: 'pay',
		orderId: '={{ $json.orderId }}',
		options: { ...options, ...TIMES },
	};
	const running = startWorkflow(
		singleNodeWorkflow(parameters, { onError }),
		credentialFor(baseUrl),
		itemsFrom(...jsons),
	);
	if (fate.kind !== 'cancel') return { run: await running.finished, cancelled: false };

	let finished = false;
	let cancelled = false;
	const watch = async () => {
		while (!finished && arrived() < fate.afterRequests) await sleep(1);
		if (finished) return;
		cancelled = true;
		running.cancel();
	};
	const watching = watch();
	const run = await running.finished;
	finished = true;
	await watching;
	return { run, cancelled };
}

/** Waits for payments that the vendor still works on, and for requests that are still on their way. */
async function untilQuiet(requests: Sandbox['requests']): Promise<void> {
	const isHeldBack = ({ fault, verdict }: LoggedRequest) => fault === 'latency' && verdict === null;
	for (;;) {
		const arrived = requests.all().length;
		await sleep(15);
		const now = requests.all();
		if (now.length === arrived && !now.some(isHeldBack)) return;
	}
}

const omittedIn = ({ orders }: Sandbox, { faults }: Scenario): Set<string> => {
	const orderIds = orders.all().map(({ orderId }) => orderId);
	const indexes = faults.flatMap((fault) => ('omit' in fault ? fault.omit : []));
	return new Set(indexes.map((index) => orderIds[index % orderIds.length]));
};

/** An input of the orders whose result says that they may be run again. */
function retryableOf(items: Emitted[]): Input {
	const again = items.filter(({ retryable }) => retryable === true);
	const orderIds = [...new Set(again.map(({ orderId }) => String(orderId)))];
	return {
		jsons: orderIds.map((orderId) => ({ orderId })),
		owed: orderIds.map((orderId) => ({ orderIds: [orderId], junk: 0 })),
	};
}
