import type { Sandbox } from '../../sandbox';
import { demoCredential } from '../../tools/demo/examples';
import { openSandbox } from '../../tools/n8n/sandbox';
import type { Program } from './contender';
import { payWith } from './contender';
import type { Cost, Task } from './payer';

/** Orders to warm up with. What the first hundreds cost is about V8, not about the contender. */
const SPARE_ORDERS = 200;
/** Enough for every order. */
const BALANCE_FEN = Number.MAX_SAFE_INTEGER;

/** The conditions of one race. */
export interface Cell {
	orders: number;
	/** How long every answer takes, ms. */
	latencyMs: number;
	maxConcurrency: number;
	batchSize: number;
}

/** What the sandbox saw of a contender. */
export interface Traffic {
	requests: number;
	/** Most requests that waited for an answer at one moment. */
	atOnce: number;
	/** TCP connections that were opened. */
	connections: number;
}

/** What a contender did in a race. */
export interface Result extends Traffic {
	cost: Cost;
}

export function trafficOf({ requests }: Sandbox): Traffic {
	return {
		requests: requests.of('pay').length,
		atOnce: requests.peakInFlight,
		connections: requests.connections,
	};
}

/** A sandbox with orders that count and some to warm up with, the same ones each time. */
export async function openRaceSandbox(orders: number, latencyMs: number) {
	const sandbox = await openSandbox({ balanceFen: BALANCE_FEN, seed: 1688 });
	const ids = sandbox.orders.add(orders + SPARE_ORDERS).map(({ orderId }) => orderId);
	sandbox.latencyMs = latencyMs;
	return { sandbox, orderIds: ids.slice(0, orders), spare: ids.slice(orders) };
}

/** Throws unless the ledger has one debit of each order. */
export function demandOneDebitEach(who: string, { ledger }: Sandbox, orderIds: string[]): void {
	const wrong = orderIds.filter((orderId) => ledger.debitsOf(orderId) !== 1);
	if (wrong.length === 0) return;
	throw new Error(
		`${who}: ${wrong.length} of ${orderIds.length} orders were not debited once, such as ${wrong[0]}: ${ledger.debitsOf(wrong[0])} times`,
	);
}

/** Lets one program pay under these conditions. Throws when it did not pay each order once. */
export async function race(program: Program, cell: Cell, weigh = false): Promise<Result> {
	const { orders, latencyMs, maxConcurrency, batchSize } = cell;
	const { sandbox, orderIds, spare } = await openRaceSandbox(orders, latencyMs);
	try {
		const credential = demoCredential(sandbox).data as Task['credential'];
		const task = { credential, orderIds, batchSize, maxConcurrency, weigh };
		const { cost, paid } = await payWith(
			program,
			{ ...task, orderIds: spare, weigh: false },
			() => {
				sandbox.requests.clear();
				return task;
			},
		);
		demandOneDebitEach(program, sandbox, orderIds);
		if (paid !== orders) throw new Error(`${program} says that ${paid} of ${orders} are paid`);
		return { cost, ...trafficOf(sandbox) };
	} finally {
		await sandbox.stop();
	}
}
