import { jsonAnswer, JSON_TYPE, type Answer, type Delivery } from '../delivery';
import type { Operation } from '../endpoints';
import { envelopeText, withBareIds, type Envelope } from '../envelope';
import { ANSWER_SAMPLES } from '../samples';
import { BUSY_TEXT, STATUS_TEXTS } from '../texts';
import type { FaultBehaviour } from './faults';

/** A login page. Invented for the sandbox. */
const LOGIN_PAGE = `<!DOCTYPE html>
<html><head><title>登录 - Xportcn</title></head>
<body><form action="/login"><input name="account"><button>登录</button></form></body></html>
`;

const whole = (answer: Answer): Delivery => ({ how: 'whole', answer });

function htmlAnswer(status: number): Answer {
	const contentType = 'text/html;charset=UTF-8';
	return { status, code: null, contentType, headers: {}, body: Buffer.from(LOGIN_PAGE) };
}

function statusAnswer(
	{ status, body, retryAfterSeconds }: Extract<FaultBehaviour, { kind: 'status' }>,
	requestId: string,
): Answer {
	const msg = STATUS_TEXTS[status] ?? BUSY_TEXT;
	const answer =
		body === 'html'
			? htmlAnswer(status)
			: jsonAnswer(envelopeText({ requestId, code: status, msg, data: null }), status, status);
	if (body === 'empty') Object.assign(answer, { body: Buffer.alloc(0), code: null });
	if (retryAfterSeconds !== undefined) answer.headers['retry-after'] = String(retryAfterSeconds);
	return answer;
}

/**
 * What the client gets instead of the real answer.
 *
 * @returns null for a fault that leaves the real answer in place or only changes it
 */
export function replacement(
	fault: FaultBehaviour,
	operation: Operation,
	requestId: string,
): Delivery | null {
	switch (fault.kind) {
		case 'hang':
			return { how: 'silence' };
		case 'reset':
			return { how: 'reset' };
		case 'status':
			return whole(statusAnswer(fault, requestId));
		case 'html':
			return whole(htmlAnswer(fault.status ?? 200));
		case 'code': {
			const { code, msg = BUSY_TEXT } = fault;
			return whole(jsonAnswer(envelopeText({ requestId, code, msg, data: null }), code));
		}
		case 'raw': {
			const { status = 200, contentType = JSON_TYPE, headers = {} } = fault;
			return whole({ status, code: null, contentType, headers, body: Buffer.from(fault.body) });
		}
		case 'vendorSample':
			return whole({ ...jsonAnswer('', 200), body: sampleOf(operation) });
		default:
			return null;
	}
}

function sampleOf(operation: Operation): Buffer {
	return operation === 'preview' ? ANSWER_SAMPLES.preview : ANSWER_SAMPLES.pay;
}

/** The real answer, changed on its way out when the fault is of that kind. */
export function realDelivery(fault: FaultBehaviour | null, envelope: Envelope): Delivery {
	const text = envelopeText(envelope);
	const answer = jsonAnswer(text, envelope.code);
	switch (fault?.kind) {
		case 'idsAsNumbers': {
			const bare = envelopeText(envelope, withBareIds(envelope.data));
			return whole(jsonAnswer(bare, envelope.code));
		}
		case 'huge':
			return whole(jsonAnswer(padded(text, fault.bytes), envelope.code));
		case 'truncate': {
			const { bytes = Math.floor(answer.body.length / 2) } = fault;
			if (fault.cutConnection) return { how: 'cut', answer, bytes };
			return whole({ ...answer, body: answer.body.subarray(0, bytes) });
		}
		case 'drip':
			return { how: 'drip', answer, chunkBytes: fault.chunkBytes, everyMs: fault.everyMs };
		default:
			return whole(answer);
	}
}

/** The envelope with one more field, so that it is this many bytes long. */
function padded(text: string, bytes: number): string {
	const [head, tail] = [`${text.slice(0, -1)},"padding":"`, '"}'];
	return head + 'x'.repeat(Math.max(0, bytes - Buffer.byteLength(head + tail))) + tail;
}
