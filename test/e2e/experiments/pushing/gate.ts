import httpProxy from '@fastify/http-proxy';
import axios from 'axios';
import fastify from 'fastify';

/** What stands in front of an n8n, as a load balancer with a readiness check does. */
export interface Gate {
	url: string;
	/** How many requests it did not let through. */
	readonly heldBack: number;
	stop(): Promise<void>;
}

/**
 * Starts one on 127.0.0.1 that answers 503 until n8n says that it is ready.
 *
 * n8n needs that: while it starts, between connecting to its database and having it migrated, it
 * answers 200 to every request, and whoever pushed a message takes it for delivered.
 */
export async function openGate(n8nUrl: string): Promise<Gate> {
	let heldBack = 0;
	const isReady = async () => {
		const answer = await axios
			.get(`${n8nUrl}/healthz/readiness`, { proxy: false, validateStatus: () => true })
			.catch(() => undefined);
		return answer?.status === 200;
	};
	const server = fastify({ forceCloseConnections: true });
	await server.register(httpProxy, {
		upstream: n8nUrl,
		preHandler: async (_request, reply) => {
			if (await isReady()) return;
			heldBack += 1;
			await reply.code(503).send();
		},
	});
	return {
		url: await server.listen({ host: '127.0.0.1', port: 0 }),
		get heldBack() {
			return heldBack;
		},
		stop: async () => await server.close(),
	};
}
