import getPort from 'get-port';
import { net, once } from '../node';

/** In: a port number. Out: whether something could listen on it right now. */
export async function isPortFree(port: number): Promise<boolean> {
	// A program that listens on all addresses does not always stop us from taking 127.0.0.1, and
	// the other way round.
	for (const host of ['127.0.0.1', undefined]) {
		const server = net.createServer().listen({ port, host, exclusive: true });
		// once() rejects when the server says 'error'
		const isFree = await once(server, 'listening').then(
			() => true,
			() => false,
		);
		server.close();
		if (!isFree) return false;
	}
	return true;
}

/** Out: the number of a port that was free a moment ago. */
export const freePort = async () => await getPort({ host: '127.0.0.1' });
