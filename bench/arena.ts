import type { Sandbox } from '../sandbox';
import { demoCredential } from '../tools/demo/examples';
import type { CredentialFile } from '../tools/n8n/instance';
import { openSandbox } from '../tools/n8n/sandbox';
import { openFarNetwork } from './far/network';

/** Orders to warm up with. What the first hundreds cost is about V8, not about the contender. */
const SPARE_ORDERS = 200;
/** Enough for every order. */
const BALANCE_FEN = Number.MAX_SAFE_INTEGER;

/** What orders are paid under. */
export interface Conditions {
	orders: number;
	/** How long the vendor takes for every answer, ms. */
	latencyMs: number;
	/** A network behind which the vendor is, over TLS: its round trip, ms. None: on this machine. */
	roundTripMs?: number;
	/** What goes wrong. Arranged once the contender is warm. */
	troubles?(sandbox: Sandbox, orderIds: string[]): void;
}

/** What was seen of a contender. */
export interface Traffic {
	/** Requests that pay. */
	requests: number;
	/** Most requests that waited for an answer at one moment. */
	atOnce: number;
	/** TCP connections that were opened. */
	connections: number;
}

/** A vendor with orders that are to be paid. */
export interface Arena {
	sandbox: Sandbox;
	credential: CredentialFile;
	orderIds: string[];
	/** Others, to warm up with. */
	spare: string[];
	/** From here on everything counts. */
	begin(): void;
	traffic(): Traffic;
	close(): Promise<void>;
}

/** In: the conditions. Out: an arena with the same orders each time. */
export async function openArena(conditions: Conditions): Promise<Arena> {
	const { orders, latencyMs, roundTripMs, troubles } = conditions;
	const sandbox = await openSandbox({ balanceFen: BALANCE_FEN, seed: 1688, latencyMs });
	const ids = sandbox.orders.add(orders + SPARE_ORDERS).map(({ orderId }) => orderId);
	const orderIds = ids.slice(0, orders);
	const network =
		roundTripMs === undefined ? undefined : await openFarNetwork(sandbox.baseUrl, roundTripMs);
	const { requests, keys } = sandbox;
	return {
		...{ sandbox, orderIds, spare: ids.slice(orders) },
		credential: demoCredential({ baseUrl: network?.url ?? sandbox.baseUrl, keys }),
		begin() {
			requests.clear();
			network?.clear();
			troubles?.(sandbox, orderIds);
		},
		traffic: () => ({
			requests: requests.of('pay').length,
			atOnce: network?.atOnce ?? requests.peakInFlight,
			connections: network?.connections ?? requests.connections,
		}),
		async close() {
			await network?.close();
			await sandbox.stop();
		},
	};
}

/** Throws unless the ledger has one debit of each order. */
export function demandOneDebitEach(who: string, { ledger }: Sandbox, orderIds: string[]): void {
	const wrong = orderIds.filter((orderId) => ledger.debitsOf(orderId) !== 1);
	if (wrong.length === 0) return;
	throw new Error(
		`${who}: ${wrong.length} of ${orderIds.length} orders were not debited once, such as ${wrong[0]}: ${ledger.debitsOf(wrong[0])} times`,
	);
}
