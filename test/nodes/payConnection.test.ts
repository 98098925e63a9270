/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sleep } from 'n8n-workflow';

import { startSandbox } from '../../sandbox';
import type { Fault } from '../../sandbox';
import { usePaying } from '../harness/paying';
import { buying } from '../harness/purchases';
import { naming, orderIdsOf } from '../harness/scene';

const scene = usePaying();
const { pay, debitsOf, payFails, paySent } = scene;

describe('A payment that never left', () => {
	it.each([
		['a refused connection', 'http://127.0.0.1:9/api', 'ECONNREFUSED'],
		['an unknown host', 'http://no-such-host.invalid/api', 'ENOTFOUND|EAI_AGAIN'],
	])('for %s is notSent, after five tries', async (_, baseUrl, code) => {
		const orders = scene.sandbox.orders.add(1);
		const { succeeded, failed } = await pay(naming(orders), {}, { credential: { baseUrl } });
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([
			{
				...{ orderId: orders[0].orderId, outcome: 'notSent', errorCode: 'NOT_CONNECTED' },
				...{ retryable: true, httpStatus: null },
			},
		]);
		expect(failed[0].errorMessage).toMatch(new RegExp(code));
		expect(failed[0].errorMessage).toMatch(/tried 5 times in \d+\.\d s/);
		expect(failed[0].errorMessage).not.toMatch(/may have been paid/);
	});

	it('for a key that no header can carry, is not said to have been paid', async () => {
		const orders = scene.sandbox.orders.add(1);
		for (const credential of [
			{ accessKey: 'demo\nkey' },
			{ accessKey: 'demo\u200Bkey' },
			{ userId: '\u202A2218427022945\u202C' },
			{ userId: '采购部' },
		]) {
			const { succeeded, failed } = await pay(
				naming(orders),
				{},
				{ credential, settings: { onError: 'continueRegularOutput' } },
			);
			expect(succeeded).toEqual([]);
			// n8n 2.41 takes such characters out of the headers, so that Xportcn refuses the signature
			expect(['notSent', 'rejected']).toContain(failed[0].outcome);
			expect(failed[0].errorMessage).not.toMatch(/may have been paid/);
		}
		expect(debitsOf(orders)).toEqual([0]);
	});

	it('leaves once when the vendor comes up late', async () => {
		const first = await startSandbox({ orders: 2 });
		const { port } = new URL(first.baseUrl);
		const orders = first.orders.all();
		await first.stop();

		const running = pay(naming(orders), {}, { credential: { baseUrl: first.baseUrl } });
		await sleep(50);
		const late = await startSandbox({ orders: 2, port: Number(port) });
		try {
			const { succeeded } = await running;
			expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders)));
			expect(late.ledger.all()).toHaveLength(2);
			expect(late.requests.of('pay')).toHaveLength(1);
		} finally {
			await late.stop();
		}
	});
});

/** Bodies that do not keep what their headers promise. */
const BROKEN: Array<[string, Omit<Extract<Fault, { kind: 'broken' }>, 'kind'>]> = [
	['cut off by a reset', { framing: 'length', end: 'reset' }],
	['shorter than announced', { framing: 'length' }],
	['that ends in the middle of a chunk', { framing: 'chunked' }],
	['compressed (gzip) and cut off', { encoding: 'gzip' }],
	['compressed (br) and cut off', { encoding: 'br' }],
	['compressed and corrupt', { encoding: 'gzip', content: 'corrupt', framing: 'length' }],
	['that is not compressed as it says (gzip)', { encoding: 'gzip', content: 'plain' }],
	['that is not compressed as it says (br)', { encoding: 'br', content: 'plain' }],
];

describe.each(BROKEN)('An answer %s', (_, fault) => {
	it('to a payment ends by the Timeout at the latest, and leaves it unknown', async () => {
		const orders = scene.sandbox.orders.add(2);
		payFails({ kind: 'broken', ...fault });
		const { succeeded, failed } = await pay(naming(orders), { options: { timeout: 500 } });
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject(
			orders.map(({ orderId }) => ({ orderId, outcome: 'unknown', retryable: false })),
		);
		expect(paySent()).toHaveLength(1);
		expect(debitsOf(orders)).toEqual([1, 1]);
	});

	it.each([401, 429])('with HTTP %s makes nobody send the payment again', async (status) => {
		scene.sandbox.refuseSecondDebit = false;
		const orders = scene.sandbox.orders.add(2);
		payFails({ kind: 'broken', status, when: 'after', ...fault });
		const { succeeded, failed } = await pay(naming(orders), { options: { timeout: 500 } });
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject(orders.map(() => ({ outcome: 'unknown', retryable: false })));
		expect(paySent()).toHaveLength(1);
		expect(debitsOf(orders)).toEqual([1, 1]);
	});

	it('with HTTP 401 makes nobody create a second order', async () => {
		scene.sandbox.faults.add({
			...{ on: 'create', kind: 'broken', status: 401, when: 'after', times: 0 },
			...fault,
		} as Fault);
		const { succeeded, failed } = await scene.run({
			operation: 'create',
			...buying(),
			options: { timeout: 500, verifyUnknown: false },
		});
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ outcome: 'unknown', retryable: false }]);
		expect(scene.sandbox.orders.all()).toHaveLength(1);
	});
});

it('A whole HTTP 401 is an answer, and nobody sends the payment a second time', async () => {
	scene.sandbox.refuseSecondDebit = false;
	const orders = scene.sandbox.orders.add(1);
	payFails({ kind: 'status', status: 401, when: 'after' });
	await pay(naming(orders));
	expect(paySent()).toHaveLength(1);
	expect(debitsOf(orders)).toEqual([1]);
});

describe('A gateway that takes no more requests', () => {
	it.each(['text', 'html', 'empty'] as const)(
		'gets a payment again, for the work never began: %s',
		async (body) => {
			const orders = scene.sandbox.orders.add(2);
			scene.sandbox.faults.add({ on: 'pay', kind: 'status', status: 429, body, times: 2 });
			const { succeeded } = await pay(naming(orders));
			expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders)));
			expect(paySent()).toHaveLength(3);
			expect(debitsOf(orders)).toEqual([1, 1]);
		},
	);

	it('gets it again for JSON of its own, too', async () => {
		const orders = scene.sandbox.orders.add(1);
		const body = '{"code":429,"message":"rate limit exceeded"}';
		scene.sandbox.faults.add({ on: 'pay', kind: 'raw', status: 429, body });
		expect((await pay(naming(orders))).succeeded).toHaveLength(1);
		expect(debitsOf(orders)).toEqual([1]);
	});

	it.each([
		['cut off', '{"code":429,"msg":"请求过于'],
		['cut off behind its first byte', '{'],
		['with its code as text', '{"code":"429","msg":"请求过于频繁","data":null}'],
		['without its code', '{"requestId":"abc","data":null}'],
	])('did not speak when this may be an answer of Xportcn: %s', async (_, body) => {
		const orders = scene.sandbox.orders.add(1);
		payFails({ kind: 'raw', status: 429, body, when: 'after' });
		const { failed } = await pay(naming(orders), { options: { verifyUnknown: false } });
		expect(failed).toMatchObject([
			{
				...{ outcome: 'unknown', errorCode: 'NOT_XPORTCN', httpStatus: 429, retryable: false },
				errorMessage: expect.stringContaining('may have been paid'),
			},
		]);
		expect(paySent()).toHaveLength(1);
		expect(debitsOf(orders)).toEqual([1]);
	});

	it('gets it five times at most, and then it may be tried again', async () => {
		const orders = scene.sandbox.orders.add(1);
		payFails({ kind: 'status', status: 429, body: 'text' });
		const { failed } = await pay(naming(orders));
		expect(paySent()).toHaveLength(5);
		expect(failed).toMatchObject([
			{
				...{ outcome: 'rejected', errorCode: 'TOO_MANY_REQUESTS', httpStatus: 429 },
				...{ retryable: true, errorMessage: expect.stringContaining('Nothing was done') },
			},
		]);
	});

	it('gets nothing more while its Retry-After lasts, from no batch', async () => {
		const orders = scene.sandbox.orders.add(3);
		payFails({ kind: 'status', status: 429, body: 'text', retryAfterSeconds: 600 });
		const { failed } = await pay(naming(orders), { options: { batchSize: 1, maxConcurrency: 1 } });
		expect(paySent()).toEqual([[orders[0].orderId]]);
		expect(failed).toMatchObject([
			{ outcome: 'rejected', errorCode: 'TOO_MANY_REQUESTS', retryable: true },
			{ outcome: 'notSent', errorCode: 'TOO_MANY_REQUESTS', retryable: true },
			{ outcome: 'notSent', errorCode: 'TOO_MANY_REQUESTS', retryable: true },
		]);
	});

	it('lets all of them through in the end, each paid once', async () => {
		scene.sandbox.refuseSecondDebit = false;
		scene.sandbox.rateLimit = { requests: 3, windowMs: 1000 };
		const orders = scene.sandbox.orders.add(12);
		const { succeeded } = await pay(naming(orders), { options: { batchSize: 1 } });
		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders)));
		expect(debitsOf(orders)).toEqual(orders.map(() => 1));
	});
});

describe('Requests at the same time', () => {
	it('are four at first', async () => {
		const orders = scene.sandbox.orders.add(8);
		payFails({ kind: 'hang' });
		await pay(naming(orders), { options: { batchSize: 1, timeout: 300 } });
		expect(paySent()).toHaveLength(8);
		expect(scene.sandbox.requests.peakInFlight).toBe(4);
	});

	it('become more while Xportcn answers well, but never more than 16', async () => {
		scene.sandbox.latencyMs = 100;
		const orders = scene.sandbox.orders.add(120);
		await pay(naming(orders), { options: { batchSize: 1 } });
		expect(scene.sandbox.requests.peakInFlight).toBeGreaterThan(4);
		expect(scene.sandbox.requests.peakInFlight).toBeLessThanOrEqual(16);
		expect(debitsOf(orders)).toEqual(orders.map(() => 1));
	});

	it.each([1, 2, 3])('are at most %s when Max Concurrency says so', async (maxConcurrency) => {
		scene.sandbox.latencyMs = 20;
		const orders = scene.sandbox.orders.add(20);
		await pay(naming(orders), { options: { batchSize: 1, maxConcurrency } });
		expect(scene.sandbox.requests.peakInFlight).toBe(maxConcurrency);
	});
});

describe('A proxy that asks for a login', () => {
	const proxy = createServer((_, response) => {
		response.writeHead(407, { 'proxy-authenticate': 'Basic', 'content-type': 'text/html' });
		response.end('<html><body>407</body></html>');
	});
	proxy.on('connect', (_, socket) => {
		socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
	});
	const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy', 'NO_PROXY', 'no_proxy'];
	const before = Object.fromEntries(NAMES.map((name) => [name, process.env[name]]));
	beforeAll(async () => {
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
		for (const name of NAMES) delete process.env[name];
		const { port } = proxy.address() as AddressInfo;
		process.env.HTTP_PROXY = process.env.HTTPS_PROXY = `http://127.0.0.1:${port}`;
	});
	afterAll(async () => {
		for (const [name, value] of Object.entries(before)) {
			if (value === undefined) delete process.env[name];
			else process.env[name] = value;
		}
		proxy.closeAllConnections();
		await new Promise((resolve) => proxy.close(resolve));
	});

	it.each(['http://xportcn.invalid/api', 'https://xportcn.invalid/api'])(
		'is what the message is about: %s',
		async (baseUrl) => {
			const { failed } = await pay(
				[{ orderId: '3300504350583134260' }],
				{},
				{
					credential: { baseUrl },
				},
			);
			expect(failed).toHaveLength(1);
			expect(failed[0].outcome).not.toBe('succeeded');
			expect(failed[0].errorMessage).toMatch(/proxy/i);
		},
	);
});
