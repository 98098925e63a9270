/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { ExpectedError } from './errors';

/** Listens for a moment. Out: the port, or undefined when it is taken. */
async function tryListen(port: number, host?: string): Promise<number | undefined> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(undefined));
		server.listen({ port, host, exclusive: true }, () => {
			const taken = (server.address() as AddressInfo).port;
			server.close(() => resolve(taken));
		});
	});
}

/** In: a port number. Out: whether something could listen on it right now. */
export async function isPortFree(port: number): Promise<boolean> {
	// A program that listens on all addresses does not always stop us from taking 127.0.0.1, and
	// the other way round.
	for (const host of ['127.0.0.1', undefined]) {
		if ((await tryListen(port, host)) === undefined) return false;
	}
	return true;
}

/** Ports a person may have asked for, with --port and --sandbox-port. */
export interface AskedPorts {
	port: number | undefined;
	sandboxPort: number | undefined;
}

/** Throws ExpectedError when one of them is taken. */
export async function mustBeFree({ port, sandboxPort }: AskedPorts): Promise<void> {
	const asked = Object.entries({ '--port': port, '--sandbox-port': sandboxPort });
	for (const [option, number] of asked) {
		if (number === undefined || (await isPortFree(number))) continue;
		throw new ExpectedError(`Port ${number} is taken. Choose another with ${option} <number>.`);
	}
}

/** Out: the number of a port that was free a moment ago. */
export async function freePort(): Promise<number> {
	const port = await tryListen(0, '127.0.0.1');
	if (port === undefined) throw new Error('the system gave out no free port');
	return port;
}
