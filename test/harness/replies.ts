import type { Envelope } from '../../nodes/shared/envelope';
import type {
	HttpResult,
	NotSentCause,
	UnansweredCause,
} from '../../nodes/XportcnKa/transport/httpResult';

/** What came of a request, without one being sent. */

export const ONCE = { count: 1, durationMs: 12 };

export const notSent = (cause: NotSentCause, detail: string, tries = ONCE): HttpResult => ({
	kind: 'notSent',
	cause,
	detail,
	tries,
});

export const unanswered = (cause: UnansweredCause, tries = ONCE): HttpResult => ({
	kind: 'unanswered',
	cause,
	tries,
});

export const page = (httpStatus: number, tries = ONCE): HttpResult => ({
	kind: 'notXportcn',
	httpStatus,
	tries,
});

export const answer = (
	code: number,
	{
		httpStatus = 200,
		tries = ONCE,
		...envelope
	}: Partial<Envelope> & { httpStatus?: number; tries?: typeof ONCE } = {},
): HttpResult => ({
	kind: 'answered',
	httpStatus,
	envelope: { code, msg: null, requestId: null, data: null, ...envelope },
	tries,
});

/** An answer of success with this `data`. */
export const accepted = (data: unknown, requestId: string | null = 'r1'): HttpResult =>
	answer(200, { msg: '成功', data, requestId });
