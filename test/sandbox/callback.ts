import { http, net } from '../../tools/node';

/** What a callback URL was sent. */
export interface Received {
	method: string;
	contentType: string | undefined;
	body: string;
	at: number;
}

/** A callback URL that notes what it gets and answers 200, or as it is told. */
export async function startCallback() {
	const received: Received[] = [];
	let reply: (response: http.ServerResponse, nth: number) => void = (response) =>
		void response.end();
	const server = http.createServer((request: http.IncomingMessage, response) => {
		void request.toArray().then((chunks) => {
			received.push({
				method: String(request.method),
				contentType: request.headers['content-type'],
				body: Buffer.concat(chunks).toString(),
				at: Date.now(),
			});
			reply(response, received.length);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}/callback`,
		received,
		/** The bodies received, parsed, `messageBody` too. */
		messages: () =>
			received.map(({ body }) => {
				const { messageBody, ...message } = JSON.parse(body);
				return { ...message, body: JSON.parse(messageBody) };
			}),
		answerWith(next: typeof reply) {
			reply = next;
		},
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
