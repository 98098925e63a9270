/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Answer, Delivery } from './delivery';
import type { BrokenBody } from './faults/wireFaults';

const COMPRESS = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync };

/** An answer the body of which does not keep what its headers promise. */
export function brokenDelivery(answer: Answer, fault: BrokenBody): Delivery {
	const { encoding, content = 'cut', framing = 'close', end = 'fin' } = fault;
	const isPacked = encoding !== undefined && content !== 'plain';
	const promised = isPacked ? COMPRESS[encoding](answer.body) : answer.body;
	const headers = encoding ? { ...answer.headers, 'content-encoding': encoding } : answer.headers;
	return {
		how: 'broken',
		answer: { ...answer, headers, body: promised },
		sent: content === 'corrupt' ? corrupt(promised) : content === 'cut' ? half(promised) : promised,
		framing,
		end,
	};
}

const half = (body: Buffer) => body.subarray(0, Math.ceil(body.length / 2));

/** The same length, with the middle overwritten. */
function corrupt(body: Buffer): Buffer {
	const broken = Buffer.from(body);
	const from = Math.floor(body.length / 3);
	return broken.fill(0xff, from, from + Math.ceil(body.length / 3));
}
