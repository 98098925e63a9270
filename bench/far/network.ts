import { net, once, pipeline, setTimeout, tls } from '../../tools/node';
import { certificate } from './certificate';

const HOST = '127.0.0.1';

/** A network with a long way, in front of a server of this machine. */
export interface FarNetwork {
	/** Where the server is to be asked: by HTTPS, with the certificate of certificate(). */
	readonly url: string;
	/** Most connections that were waiting for their first answer at one moment. */
	readonly atOnce: number;
	/** How many were opened. */
	readonly connections: number;
	/** Forgets what it counted. */
	clear(): void;
	close(): Promise<void>;
}

async function listen(server: net.Server): Promise<number> {
	server.listen(0, HOST);
	await once(server, 'listening');
	return (server.address() as net.AddressInfo).port;
}

/**
 * Hands on what comes out of one socket to the other so many ms later.
 * In: the sockets; ms; how long the first of it takes.
 */
function relay(from: net.Socket, to: net.Socket, ms: number, firstMs = ms): void {
	const due: Array<() => void> = [];
	const notBefore = performance.now() + firstMs;
	const later = (act: () => void) => {
		due.push(act);
		// the oldest, whichever timer fires: two that end in the same ms have no order
		setTimeout(() => due.shift()?.(), Math.max(ms, notBefore - performance.now()));
	};
	from.on('data', (chunk) => later(() => to.write(chunk)));
	from.on('end', () => later(() => to.end()));
	from.on('close', () => later(() => to.destroy()));
	from.on('error', () => undefined); // 'close' follows
}

/**
 * Puts a way of so many ms there and back in front of an HTTP server, with TLS at its end. TCP's
 * handshake takes a round trip as well, so a new connection has its answer after three.
 * In: the server's address; ms.
 */
export async function openFarNetwork(url: string, roundTripMs: number): Promise<FarNetwork> {
	const { port, pathname } = new URL(url);
	const { key, cert } = await certificate();
	/** What to do when the server has answered, by the port of the connection's near end. */
	const onAnswer = new Map<number | undefined, () => void>();
	const sockets = new Set<net.Socket>();
	let [waiting, atOnce, connections] = [0, 0, 0];

	const secure = tls.createServer({ key, cert }, (socket) => {
		const server = net.connect(Number(port), HOST);
		server.once('data', () => onAnswer.get(socket.remotePort)?.());
		pipeline(socket, server, socket, () => undefined);
	});
	const securePort = await listen(secure);
	const oneWayMs = roundTripMs / 2;
	const far = net.createServer({ allowHalfOpen: true }, (near) => {
		const there = net.connect({ port: securePort, host: HOST, allowHalfOpen: true });
		connections += 1;
		waiting += 1;
		atOnce = Math.max(atOnce, waiting);
		let isWaiting = true;
		const answered = () => {
			if (isWaiting) waiting -= 1;
			isWaiting = false;
		};
		there.once('connect', () => {
			const { localPort } = there;
			onAnswer.set(localPort, () => setTimeout(answered, oneWayMs));
			there.once('close', () => onAnswer.delete(localPort));
		});
		for (const socket of [near, there]) {
			sockets.add(socket);
			socket.once('close', () => sockets.delete(socket));
		}
		near.once('close', answered);
		// a lost connection: known at the near end when that is, not when its socket has closed
		there.once('close', () => setTimeout(answered, oneWayMs));
		relay(near, there, oneWayMs, roundTripMs + oneWayMs);
		relay(there, near, oneWayMs);
	});
	const farPort = await listen(far);

	return {
		url: `https://${HOST}:${farPort}${pathname}`,
		get atOnce() {
			return atOnce;
		},
		get connections() {
			return connections;
		},
		clear() {
			[atOnce, connections] = [waiting, 0];
		},
		async close() {
			for (const socket of sockets) socket.destroy();
			await Promise.all([far, secure].map(async (server) => await once(server.close(), 'close')));
		},
	};
}
