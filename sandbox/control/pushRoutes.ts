import type { FastifyInstance } from 'fastify';
import type { MessageContent } from '../push/messages';
import type { Burst, PushOptions } from '../push/pusher';
import type { World } from '../world';
import { PUSH_BURST, PUSH_MESSAGE, PUSH_TARGET, PUSH_VERIFY } from './schemas';

/** The message service: where it pushes to, what it has pushed, and how to make it push. */
export function pushRoutes(control: FastifyInstance, { push }: World): void {
	const state = () => ({ url: push.url, summary: push.log.summary() });

	control.get('/push', () => ({ ...state(), pushes: push.log.all() }));
	control.put<{ Body: PushOptions & { url: string } }>(
		'/push',
		{ schema: { body: PUSH_TARGET } },
		(request) => {
			const { url, ...options } = request.body;
			push.to(url, options);
			return state();
		},
	);
	control.delete('/push', () => {
		push.stop();
		return state();
	});
	control.post<{ Body: { method?: string; body?: unknown } }>(
		'/push/verify',
		{ schema: { body: PUSH_VERIFY } },
		async (request) => await push.verify(request.body),
	);
	control.post<{ Body: MessageContent }>(
		'/push/messages',
		{ schema: { body: PUSH_MESSAGE } },
		(request, reply) => reply.code(201).send(push.send(request.body)),
	);
	control.post<{ Params: { id: string } }>('/push/messages/:id/repeat', (request, reply) =>
		reply.code(201).send(push.repeat(Number(request.params.id))),
	);
	// answers when all has been delivered or given up
	control.post<{ Body: Burst }>(
		'/push/burst',
		{ schema: { body: PUSH_BURST } },
		async (request) => {
			await push.burst(request.body);
			await push.idle();
			return state();
		},
	);
}
