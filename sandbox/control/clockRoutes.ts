import type { FastifyInstance } from 'fastify';
import { chinaTime } from '../clock';
import type { LifePlan } from '../life';
import type { World } from '../world';
import { ADVANCE, LIFE, STEP } from './schemas';

/** The world's clock, and orders that move by themselves on it. */
export function clockRoutes(control: FastifyInstance, { clock, life }: World): void {
	const state = () => ({
		now: chinaTime(clock.now()),
		movedMs: clock.movedMs,
		pending: clock.pending,
	});

	control.get('/clock', state);
	control.post<{ Body: { ms: number } }>(
		'/clock/advance',
		{ schema: { body: ADVANCE } },
		(request) => {
			clock.advance(request.body.ms);
			return state();
		},
	);
	control.post('/clock/settle', () => {
		clock.settle();
		return state();
	});
	control.put<{ Body: LifePlan }>('/life', { schema: { body: LIFE } }, (request) => {
		life.begin(request.body);
		return state();
	});
	control.delete('/life', () => {
		life.stop();
		return state();
	});
	control.post<{ Body: { count: number; seed?: number; cancelledShare?: number } }>(
		'/life/step',
		{ schema: { body: STEP } },
		(request) => {
			const { count, ...draw } = request.body;
			return { changes: life.step(count, draw) };
		},
	);
}
