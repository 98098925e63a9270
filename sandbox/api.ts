import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pause } from './clock';
import { deliver, jsonAnswer, type Delivery } from './delivery';
import { ENDPOINTS, OPERATIONS, type Operation } from './endpoints';
import { envelopeText, newRequestId, type Envelope } from './envelope';
import { Refusal } from './errors';
import { whenOf, type FaultBehaviour } from './faults/faults';
import { realDelivery, replacement } from './faults/replies';
import { badRequest } from './operations/bodyFields';
import { create } from './operations/create';
import { pay } from './operations/pay';
import { preview } from './operations/preview';
import { productDetails, productSearch } from './operations/products';
import { get, getLogistics, getMany } from './operations/reads';
import { saveAddress } from './operations/saveAddress';
import type { LoggedRequest } from './requestLog';
import { checkSignature } from './signature';
import { STATUS_TEXTS, SUCCESS_TEXT } from './texts';
import type { World } from './world';

/** What each operation does: the body in, `data` out, or a Refusal thrown. */
const WORK: Record<
	Operation,
	(world: World, body: unknown, requestId: string, fault: FaultBehaviour | null) => unknown
> = {
	pay,
	preview: (_world, body) => preview(body),
	create,
	getMany,
	get,
	getLogistics,
	productSearch: (_world, body) => productSearch(body),
	productDetails: (_world, body) => productDetails(body),
	saveAddress,
};

/** Where the API is on the server; part of the base URL. */
export const API_PREFIX = '/api';

/**
 * The vendor's API: one route per operation. Everything else outside of /control is a 404 with an
 * envelope, and noted too: a base URL without /api is a mistake worth seeing.
 */
export function apiRoutes(server: FastifyInstance, world: World): void {
	// the text as it came goes into the request log, so JSON is parsed here and not by Fastify
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
		done(null, text);
	});
	for (const operation of OPERATIONS) {
		server.post(`${API_PREFIX}${ENDPOINTS[operation]}`, async (request, reply) => {
			await serve(world, request, reply, operation);
		});
	}
	server.setNotFoundHandler(async (request, reply) => {
		await serve(world, request, reply, 'unknown');
	});
}

/** One request from arrival to delivery, noted in the request log. */
async function serve(
	world: World,
	request: FastifyRequest,
	reply: FastifyReply,
	operation: Operation | 'unknown',
): Promise<void> {
	// some faults never answer or break the connection: from here on the reply is ours
	reply.hijack();
	const entry = noteArrival(world, request, operation);
	world.openReplies.add(reply.raw);
	reply.raw.once('close', () => {
		world.openReplies.delete(reply.raw);
		world.requests.end(entry);
	});

	const { abandonments } = world;
	let delivery: Delivery;
	try {
		delivery = await decide(world, entry, () => world.abandonments !== abandonments);
	} catch (error) {
		if (error === ABANDONED) return;
		// a mistake in the sandbox itself: loud and recognisable
		delivery = refused(entry.requestId, 500, `sandbox: ${String(error)}`, 500);
	}
	if ('answer' in delivery) {
		entry.verdict = { status: delivery.answer.status, code: delivery.answer.code };
	}
	reply.raw.setHeader('date', new Date(Date.now() + world.clockOffsetMs).toUTCString());
	await deliver(reply, delivery);
}

const ABANDONED = new Error('the sandbox was reset or stopped meanwhile');

function noteArrival(
	world: World,
	request: FastifyRequest,
	operation: Operation | 'unknown',
): LoggedRequest {
	const rawBody = typeof request.body === 'string' ? request.body : '';
	const arrival = {
		operation,
		method: request.method,
		path: request.url.split('?')[0],
		rawBody,
		body: parsed(rawBody),
		headers: request.headers,
		rawHeaders: request.raw.rawHeaders,
		requestId: newRequestId(),
	};
	return world.requests.begin(arrival, request.raw.socket);
}

/** Checks the headers, does the work, lets a fault strike: what the client will get. */
async function decide(
	world: World,
	entry: LoggedRequest,
	isAbandoned: () => boolean,
): Promise<Delivery> {
	const wait = async (ms: number) => {
		if (ms > 0) await pause(ms);
		if (isAbandoned()) throw ABANDONED;
	};
	const { operation, requestId, body, rawBody } = entry;
	await wait(world.latencyMs);
	if (operation === 'unknown') return refused(requestId, 404, STATUS_TEXTS[404], 404);
	const clock = Date.now() + world.clockOffsetMs;
	const refusal = checkSignature(entry.rawHeaders, world.keys, clock, world.timestampUnit);
	if (refusal) {
		entry.refusal = refusal.reason;
		return refused(requestId, 401, refusal.msg, 401);
	}

	const fault = world.faults.take({ operation, orderIds: orderIdsIn(body), rawBody });
	entry.fault = fault?.kind ?? null;
	const instead = fault && replacement(fault, operation, requestId);
	const delay = fault?.kind === 'latency' ? fault : null;

	if (instead && whenOf(fault) === 'before') return instead;
	if (delay && whenOf(delay) === 'before') await wait(delay.ms);
	const envelope = work(world, entry, operation, fault);
	if (instead) return instead;
	if (delay && whenOf(delay) === 'after') await wait(delay.ms);
	return realDelivery(fault, envelope);
}

function work(
	world: World,
	entry: LoggedRequest,
	operation: Operation,
	fault: FaultBehaviour | null,
): Envelope {
	const { requestId, body } = entry;
	try {
		checkBody(entry);
		const data = WORK[operation](world, body, requestId, fault);
		return { requestId, code: 200, msg: SUCCESS_TEXT, data };
	} catch (error) {
		// eslint-disable-next-line @n8n/community-nodes/require-node-api-error -- not a node
		if (!(error instanceof Refusal)) throw error;
		return { requestId, code: error.code, msg: error.message, data: null };
	}
}

/** The vendor's samples send application/json; that anything else is refused is invented. */
function checkBody({ headers, body }: LoggedRequest): void {
	if (!/^application\/json\b/i.test(String(headers['content-type']))) {
		throw badRequest('Content-Type必须是application/json');
	}
	if (body === undefined) throw badRequest('请求体不是合法的JSON');
}

function refused(requestId: string, code: number, msg: string, status: number): Delivery {
	const text = envelopeText({ requestId, code, msg, data: null });
	return { how: 'whole', answer: jsonAnswer(text, code, status) };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Order ids a request names, for faults about certain orders. */
function orderIdsIn(body: unknown): string[] {
	if (typeof body !== 'object' || body === null) return [];
	const { orderIds, orderId } = body as { orderIds?: unknown; orderId?: unknown };
	return [orderIds, orderId].flat().filter((id): id is string => typeof id === 'string');
}
