import type { Envelope } from '../../nodes/shared/envelope';
import type { NotSentCause, Reply, UnansweredCause } from '../../nodes/XportcnKa/transport/reply';

/** What came of a request, without one being sent. */

export const ONCE = { count: 1, durationMs: 12 };

export const notSent = (cause: NotSentCause, detail: string, attempts = ONCE): Reply => ({
	kind: 'notSent',
	cause,
	detail,
	attempts,
});

export const unanswered = (cause: UnansweredCause, attempts = ONCE): Reply => ({
	kind: 'unanswered',
	cause,
	attempts,
});

export const page = (httpStatus: number, attempts = ONCE): Reply => ({
	kind: 'notXportcn',
	httpStatus,
	attempts,
});

export const answer = (
	code: number,
	{
		httpStatus = 200,
		attempts = ONCE,
		...envelope
	}: Partial<Envelope> & { httpStatus?: number; attempts?: typeof ONCE } = {},
): Reply => ({
	kind: 'answered',
	httpStatus,
	envelope: { code, msg: null, requestId: null, data: null, ...envelope },
	attempts,
});

/** An answer of success with this `data`. */
export const accepted = (data: unknown, requestId: string | null = 'r1'): Reply =>
	answer(200, { msg: '成功', data, requestId });
