import type { FastifyReply } from 'fastify';
import { pause } from './clock';

/** An HTTP answer. `code` is the one in its envelope, null without an envelope. */
export interface Answer {
	status: number;
	code: number | null;
	contentType: string;
	headers: Record<string, string>;
	body: Buffer;
}

/** What the client gets to see of a request. */
export type Delivery =
	| { how: 'whole'; answer: Answer }
	| { how: 'silence' }
	| { how: 'reset' }
	/** Announces the whole answer, sends so many bytes of it and closes the connection. */
	| { how: 'cut'; answer: Answer; bytes: number }
	| { how: 'drip'; answer: Answer; chunkBytes: number; everyMs: number };

export const JSON_TYPE = 'application/json;charset=UTF-8';

/** An envelope as a whole answer. */
export function jsonAnswer(text: string, code: number, status = 200): Answer {
	return { status, code, contentType: JSON_TYPE, headers: {}, body: Buffer.from(text) };
}

/** Writes to a hijacked reply. Resolves when there is nothing more to write. */
export async function deliver(reply: FastifyReply, delivery: Delivery): Promise<void> {
	const { raw } = reply;
	if (delivery.how === 'silence') return;
	if (delivery.how === 'reset') {
		raw.socket?.resetAndDestroy();
		return;
	}

	const { answer } = delivery;
	raw.writeHead(answer.status, {
		'content-type': answer.contentType,
		'content-length': answer.body.length,
		...answer.headers,
	});
	if (delivery.how === 'whole') {
		raw.end(answer.body);
	} else if (delivery.how === 'cut') {
		raw.write(answer.body.subarray(0, delivery.bytes), () => raw.destroy());
	} else {
		for (let sent = 0; sent < answer.body.length; sent += delivery.chunkBytes) {
			if (sent > 0) await pause(delivery.everyMs);
			if (raw.destroyed) return;
			raw.write(answer.body.subarray(sent, sent + delivery.chunkBytes));
		}
		raw.end();
	}
}
