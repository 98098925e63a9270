import { brokenDelivery } from '../brokenBody';
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

/** An envelope that says no, as a whole answer. `msg`: by default what goes with the code. */
export function refusalAnswer(requestId: string, code: number, status = 200, msg?: string): Answer {
	const text = msg ?? STATUS_TEXTS[code] ?? BUSY_TEXT;
	return jsonAnswer(envelopeText({ requestId, code, msg: text, data: null }), code, status);
}

/** A web page, such as a login wall's or a gateway's. */
export function htmlAnswer(status: number): Answer {
	const contentType = 'text/html;charset=UTF-8';
	return { status, code: null, contentType, headers: {}, body: Buffer.from(LOGIN_PAGE) };
}

function textAnswer(status: number): Answer {
	const body = Buffer.from(`${status} ${STATUS_TEXTS[status] ?? BUSY_TEXT}`);
	return { status, code: null, contentType: 'text/plain;charset=UTF-8', headers: {}, body };
}

/** An answer with an HTTP status in one of its bodies. All but the envelope are a gateway's. */
export function statusAnswer(
	{ status, body, retryAfterSeconds }: Omit<Extract<FaultBehaviour, { kind: 'status' }>, 'kind'>,
	requestId: string,
): Answer {
	const answer =
		body === 'html'
			? htmlAnswer(status)
			: body === 'text'
				? textAnswer(status)
				: refusalAnswer(requestId, status, status);
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
		case 'code':
			return whole(refusalAnswer(requestId, fault.code, fault.status, fault.msg ?? BUSY_TEXT));
		case 'halfWay':
			return whole(refusalAnswer(requestId, fault.code, fault.status, fault.msg));
		case 'raw': {
			const { status = 200, contentType = JSON_TYPE, headers = {} } = fault;
			return whole({ status, code: null, contentType, headers, body: Buffer.from(fault.body) });
		}
		case 'vendorSample':
			return whole({ ...jsonAnswer('', 200), body: sampleOf(operation) });
		case 'broken': {
			const { status } = fault;
			if (status === undefined) return null;
			return brokenDelivery(refusalAnswer(requestId, status, status), fault);
		}
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
		case 'broken':
			return brokenDelivery(answer, fault);
		default:
			return whole(answer);
	}
}

/** The envelope with one more field, so that it is this many bytes long. */
function padded(text: string, bytes: number): string {
	const [head, tail] = [`${text.slice(0, -1)},"padding":"`, '"}'];
	return head + 'x'.repeat(Math.max(0, bytes - Buffer.byteLength(head + tail))) + tail;
}
