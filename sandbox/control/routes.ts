import type { FastifyError, FastifyInstance } from 'fastify';
import { chinaTime } from '../clock';
import { SandboxInputError } from '../errors';
import type { DrawnFaults } from '../faults/faultPlan';
import type { Fault } from '../faults/faults';
import type { NewOrder, Order } from '../order';
import { PROFILES } from '../profiles';
import type { Settings, World } from '../world';
import { clockRoutes } from './clockRoutes';
import { pushRoutes } from './pushRoutes';
import { DRAWN_FAULTS, FAULT, FAULT_KINDS } from './faultSchemas';
import { NEW_ORDERS, PRICE, SETTINGS } from './schemas';

/** The control API: plain JSON, unsigned. Safe only because the server listens on loopback. */
export function controlRoutes(control: FastifyInstance, world: World): void {
	control.setErrorHandler<FastifyError | SandboxInputError>((error, _request, reply) => {
		const status = error instanceof SandboxInputError ? error.status : (error.statusCode ?? 500);
		return reply.code(status).send({ error: error.message });
	});
	control.setNotFoundHandler((request, reply) =>
		reply.code(404).send({ error: `there is no ${request.method} ${request.url}` }),
	);
	// `curl -X POST -H 'content-type: application/json'` without a body is fine
	control.addContentTypeParser(
		'application/json',
		{ parseAs: 'string' },
		(_request, text, done) => {
			try {
				done(null, text === '' ? undefined : JSON.parse(String(text)));
			} catch {
				done(new SandboxInputError(400, 'the body is not JSON'));
			}
		},
	);

	control.get('/', () => summary(world));
	control.get('/ledger', () => ({
		entries: world.ledger.all(),
		totalFen: world.ledger.totalFen(),
	}));
	control.get('/requests', () => ({ requests: world.requests.all() }));
	control.post('/reset', () => {
		world.reset();
		return summary(world);
	});
	orderRoutes(control, world);
	faultRoutes(control, world);
	settingsRoutes(control, world);
	clockRoutes(control, world);
	profileRoutes(control, world);
	pushRoutes(control, world);
}

function orderRoutes(control: FastifyInstance, { orders }: World): void {
	control.get('/orders', () => ({ orders: orders.all() }));
	control.post<{ Body: NewOrder & { count?: number } }>(
		'/orders',
		{ schema: { body: NEW_ORDERS } },
		(request, reply) => {
			const { count = 1, ...details } = request.body;
			return reply.code(201).send({ orders: orders.add(count, details) });
		},
	);

	const moves: Record<string, (orderId: string) => Order> = {
		ship: (orderId) => orders.ship(orderId),
		cancel: (orderId) => orders.cancel(orderId),
		receive: (orderId) => orders.receive(orderId),
		complete: (orderId) => orders.complete(orderId),
	};
	for (const [move, change] of Object.entries(moves)) {
		control.post<{ Params: { id: string } }>(`/orders/:id/${move}`, (request) =>
			change(request.params.id),
		);
	}
	control.post<{ Params: { id: string }; Body: { totalAmount: number } }>(
		'/orders/:id/price',
		{ schema: { body: PRICE } },
		(request) => orders.changePrice(request.params.id, request.body.totalAmount),
	);
}

function faultRoutes(control: FastifyInstance, { faults }: World): void {
	control.get('/faults', () => ({ faults: faults.pending(), kinds: FAULT_KINDS }));
	control.post<{ Body: Fault }>('/faults', { schema: { body: FAULT } }, (request, reply) => {
		faults.add(request.body);
		return reply.code(201).send({ faults: faults.pending() });
	});
	control.post<{ Body: DrawnFaults & { seed: number } }>(
		'/faults/drawn',
		{ schema: { body: DRAWN_FAULTS } },
		(request, reply) => {
			const { seed, ...weights } = request.body;
			faults.drawFrom(seed, weights);
			return reply.code(201).send({ seed, ...weights });
		},
	);
	control.delete('/faults', () => {
		faults.clear();
		return { faults: faults.pending() };
	});
}

function settingsRoutes(control: FastifyInstance, world: World): void {
	control.put<{ Body: Partial<Settings> & { balanceFen?: number } }>(
		'/settings',
		{ schema: { body: SETTINGS } },
		(request) => {
			const { balanceFen, ...settings } = request.body;
			if (balanceFen !== undefined) world.account.balanceFen = balanceFen;
			Object.assign(world, settings);
			return summary(world);
		},
	);
}

function profileRoutes(control: FastifyInstance, { profile }: World): void {
	control.get('/profile', () => profile);
	control.get('/profiles', () => ({ profiles: Object.keys(PROFILES) }));
}

/** What there is to see at a glance. */
function summary(world: World) {
	const orders = world.orders.all();
	const byStatus: Record<string, number> = {};
	for (const { orderStatus } of orders) byStatus[orderStatus] = (byStatus[orderStatus] ?? 0) + 1;
	const { account, ledger, requests, faults } = world;
	const { refuseSecondDebit, latencyMs, createAnswer, listEnvelope } = world;
	const { timestampUnit, clockOffsetMs, debitAfterMs, paidShownAfterMs, rateLimit } = world;
	const { profile, clock } = world;
	return {
		profile: profile.name,
		clock: { now: chinaTime(clock.now()), movedMs: clock.movedMs, pending: clock.pending },
		balanceFen: account.balanceFen,
		orders: { total: orders.length, byStatus },
		ledger: { debits: ledger.entries.length, totalFen: ledger.totalFen() },
		requests: {
			total: requests.all().length,
			peakInFlight: requests.peakInFlight,
			connections: requests.connections,
			reusedNonces: requests.reusedNonces(),
		},
		faults: faults.pending(),
		settings: {
			...{ refuseSecondDebit, latencyMs, createAnswer, listEnvelope },
			...{ timestampUnit, clockOffsetMs, debitAfterMs, paidShownAfterMs, rateLimit },
		},
	};
}
