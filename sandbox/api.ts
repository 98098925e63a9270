import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ABANDONED, decide } from './answering';
import { deliver, type Delivery } from './delivery';
import { OPERATIONS, type Operation } from './endpoints';
import { newRequestId } from './envelope';
import { refusalAnswer } from './faults/replies';
import type { LoggedRequest } from './requestLog';
import type { World } from './world';

/** Where the API is on the server; part of the base URL. */
export const API_PREFIX = '/api';

/**
 * The vendor's API: one route per operation, where the profile has it. Everything else outside of
 * /control is a wrong path, and noted too: a base URL without /api is a mistake worth seeing.
 */
export function apiRoutes(server: FastifyInstance, world: World): void {
	// the text as it came goes into the request log, so JSON is parsed here and not by Fastify
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
		done(null, text);
	});
	for (const operation of OPERATIONS) {
		server.post(`${API_PREFIX}${world.profile.paths[operation]}`, async (request, reply) => {
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
		const answer = refusalAnswer(entry.requestId, 500, 500, `sandbox: ${String(error)}`);
		delivery = { how: 'whole', answer };
	}
	if ('answer' in delivery) {
		entry.verdict = { status: delivery.answer.status, code: delivery.answer.code };
	}
	reply.raw.setHeader('date', new Date(Date.now() + world.clockOffsetMs).toUTCString());
	await deliver(reply, delivery);
}

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

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
