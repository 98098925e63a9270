import fastify from 'fastify';
import { API_PREFIX, apiRoutes } from './api';
import { controlRoutes } from './control/routes';
import { World, type SandboxOptions } from './world';

export { ENDPOINTS, OPERATIONS, type Operation } from './endpoints';
export type { DrawnFaults } from './faults/faultPlan';
export { FaultPlan } from './faults/faultPlan';
export type { CreateShape } from './faults/createFaults';
export type { Fault, FaultBehaviour, FaultKind, FaultScope } from './faults/faults';
export type { ListQuirks } from './faults/pageFaults';
export type { When } from './faults/when';
export { FundsAccount } from './funds';
export { DEMO_KEYS, type SandboxKeys } from './keys';
export { Ledger, type LedgerEntry } from './ledger';
export { OrderBook } from './orders';
export type { NewOrder, Order, OrderChange, OrderStatus, Parcel } from './order';
export { DEFAULT_LIFE, Life, type LifePlan, type Range, type Step } from './life';
export { MESSAGE_TYPES, type MessageContent, type Platform } from './push/messages';
export { DEFAULT_PROFILE, type Profile } from './profile';
export { drawProfile, PROFILES } from './profiles';
export { PushLog, type Attempt, type Push, type PushSummary } from './push/pushLog';
export { Pusher, type Burst, type PushOptions } from './push/pusher';
export type { RateLimit } from './rateLimit';
export { RequestLog, type LoggedRequest } from './requestLog';
export { DEFAULT_BALANCE_FEN, type SandboxOptions, type Settings } from './world';
export { WorldClock } from './worldClock';

/** A running sandbox. `reset`, the settings and all that it keeps come from World. */
export interface Sandbox extends World {
	/** For the credential: `http://127.0.0.1:PORT/api`. */
	readonly baseUrl: string;
	/** `http://127.0.0.1:PORT/control`. */
	readonly controlUrl: string;
	/** Stops at once; hanging connections are closed. */
	stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/**
 * Starts a local Xportcn on 127.0.0.1.
 *
 * @throws an error with code EADDRINUSE when the port is taken
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const world = new World(options);
	const server = fastify({
		forceCloseConnections: true,
		bodyLimit: MAX_BODY_BYTES,
		// control bodies are taken as they are: nothing is guessed, converted or dropped
		ajv: { customOptions: { coerceTypes: false, removeAdditional: false, discriminator: true } },
	});
	apiRoutes(server, world);
	await server.register(async (control) => controlRoutes(control, world), { prefix: '/control' });
	const address = await server.listen({ host: HOST, port: options.port ?? 0 });
	return Object.assign(world, {
		baseUrl: `${address}${API_PREFIX}`,
		controlUrl: `${address}/control`,
		stop: async () => {
			world.abandonRequests();
			world.push.close();
			await server.close();
		},
	});
}
