/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { STATUS_CODES, type ServerResponse } from 'node:http';
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
	| { how: 'drip'; answer: Answer; chunkBytes: number; everyMs: number }
	/** Sends these bytes instead of the answer's, framed and ended as told. */
	| {
			how: 'broken';
			answer: Answer;
			sent: Buffer;
			framing: 'close' | 'length' | 'chunked';
			end: 'fin' | 'reset';
	  };

export const JSON_TYPE = 'application/json;charset=UTF-8';

/** An envelope as a whole answer. */
export function jsonAnswer(text: string, code: number, status = 200): Answer {
	return { status, code, contentType: JSON_TYPE, headers: {}, body: Buffer.from(text) };
}

/** Long enough for what was written to arrive first. */
const RESET_AFTER_MS = 20;

/** Writes to a hijacked reply. Resolves when there is nothing more to write. */
export async function deliver(reply: FastifyReply, delivery: Delivery): Promise<void> {
	const { raw } = reply;
	if (delivery.how === 'silence') return;
	if (delivery.how === 'reset') {
		raw.socket?.resetAndDestroy();
		return;
	}

	if (delivery.how === 'broken') {
		await deliverBroken(raw, delivery);
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

/** Writes to the socket itself: Node's own response would put the framing right. */
async function deliverBroken(
	raw: ServerResponse,
	{ answer, sent, framing, end }: Extract<Delivery, { how: 'broken' }>,
): Promise<void> {
	const { socket } = raw;
	if (!socket) return;
	const headers: Record<string, string> = {
		'content-type': answer.contentType,
		...answer.headers,
		date: String(raw.getHeader('date')),
		...(framing === 'close' && { connection: 'close' }),
		...(framing === 'length' && { 'content-length': String(answer.body.length) }),
		...(framing === 'chunked' && { 'transfer-encoding': 'chunked' }),
	};
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	const head = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}\r\n${lines.join('')}\r\n`;
	const chunk = framing === 'chunked' ? [`${sent.length.toString(16)}\r\n`, '\r\n'] : ['', ''];
	socket.write(Buffer.concat([Buffer.from(head + chunk[0]), sent, Buffer.from(chunk[1])]));
	if (end === 'fin') {
		socket.end();
	} else {
		// a reset at once would also take back what has been written
		await pause(RESET_AFTER_MS);
		socket.resetAndDestroy();
	}
}
