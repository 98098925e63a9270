import axios from 'axios';
import { net } from '../../tools/node';
import { ENDPOINTS, startSandbox, type Sandbox } from '../../sandbox';
import { pause } from '../../sandbox/clock';
import { call, problemOf, signedHeaders } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

test('what is kept of a request', async () => {
	const body = '{ "orderIds":["33"] }';
	const headers = signedHeaders(sandbox);
	const before = Date.now();
	const answer = await call(sandbox, 'pay', body, { headers });
	const [request] = sandbox.requests.all();
	expect(request).toMatchObject({
		operation: 'pay',
		method: 'POST',
		path: `/api${ENDPOINTS.pay}`,
		rawBody: body,
		body: { orderIds: ['33'] },
		headers,
		requestId: answer.json().requestId,
		nonceReused: false,
		refusal: null,
		fault: null,
		verdict: { status: 200, code: 200 },
	});
	const at = request.rawHeaders.findIndex((name) => name.toLowerCase() === 'signature');
	expect(request.rawHeaders[at + 1]).toBe(headers.signature);
	expect(request.startedAt).toBeGreaterThanOrEqual(before);
	expect(request.endedAt).toBeGreaterThanOrEqual(request.startedAt);
	expect(sandbox.requests.of('pay')).toEqual([request]);
	expect(sandbox.requests.of('get')).toEqual([]);
});

test.each([
	['POST', '/api/alibaba/ka/order/nothing'],
	['GET', `/api${ENDPOINTS.pay}`],
	['POST', ENDPOINTS.pay],
])('%s %s is a 404 with an envelope, and noted', async (method, path) => {
	const url = sandbox.baseUrl.replace('/api', path);
	const answer = await axios.request({ url, method, data: { a: 1 }, validateStatus: () => true });
	expect(answer.status).toBe(404);
	expect(answer.data).toMatchObject({ code: 404, msg: '接口不存在', data: null });
	// Fastify reads no body of a GET
	const body = method === 'POST' ? { a: 1 } : undefined;
	expect(sandbox.requests.of('unknown')).toMatchObject([
		{ method, path, body, verdict: { status: 404, code: 404 } },
	]);
});

test('reused nonces are counted and not refused', async () => {
	const headers = signedHeaders(sandbox);
	for (let i = 0; i < 3; i++) {
		const { status } = await call(sandbox, 'productSearch', { keyword: 'x' }, { headers });
		expect(status).toBe(200);
	}
	await call(sandbox, 'productSearch', { keyword: 'x' });
	expect(sandbox.requests.reusedNonces()).toBe(2);
	const reused = sandbox.requests.all().map(({ nonceReused }) => nonceReused);
	expect(reused).toEqual([false, true, true, false]);
});

test('the peak of requests in flight', async () => {
	sandbox.latencyMs = 50;
	const search = async () => await call(sandbox, 'productSearch', { keyword: 'x' });
	await Promise.all([search(), search(), search()]);
	expect(sandbox.requests.peakInFlight).toBe(3);
	sandbox.requests.clear();
	expect(sandbox.requests.peakInFlight).toBe(0);
	await search();
	await search();
	expect(sandbox.requests.peakInFlight).toBe(1);
});

test('a reset abandons what is under way: it debits nothing later', async () => {
	const [{ orderId }] = sandbox.orders.add(1);
	sandbox.faults.add({ kind: 'latency', ms: 100 });
	sandbox.faults.add({ kind: 'hang' });
	const problems = [1, 2].map(
		async () => await problemOf(call(sandbox, 'pay', { orderIds: [orderId] })),
	);
	while (sandbox.requests.all().length < 2) await pause(5);
	sandbox.reset();
	expect(await Promise.all(problems)).toEqual(['ECONNRESET', 'ECONNRESET']);

	// same seed, same id: a late debit would hit the new order
	expect(sandbox.orders.add(1)[0].orderId).toBe(orderId);
	await pause(150);
	expect(sandbox.ledger.all()).toEqual([]);
	expect(sandbox.requests.all()).toEqual([]);
});

test('a reset brings back everything', async () => {
	const own = await startSandbox({ orders: 2, balanceFen: 50_000, latencyMs: 1 });
	try {
		const start = own.orders.all().map(({ orderId }) => orderId);
		own.createAnswer = 'id';
		own.listEnvelope = 'bare';
		own.timestampUnit = 'milliseconds';
		own.clockOffsetMs = 1_000;
		own.refuseSecondDebit = false;
		own.latencyMs = 0;
		own.faults.add({ kind: 'hang', on: 'get' });
		own.faults.drawFrom(1, { probability: 1, kinds: [{ kind: 'hang' }], on: 'get' });
		await call(own, 'pay', { orderIds: start });
		expect(own.account.balanceFen).toBeLessThan(50_000);
		own.reset();
		expect(own).toMatchObject({
			createAnswer: 'array',
			listEnvelope: 'data',
			timestampUnit: 'any',
			clockOffsetMs: 0,
			refuseSecondDebit: true,
			latencyMs: 1,
		});
		expect(own.orders.all().map(({ orderId, payStatus }) => [orderId, payStatus])).toEqual(
			start.map((orderId) => [orderId, 1]),
		);
		expect([own.account.balanceFen, own.ledger.all(), own.ledger.totalFen()]).toEqual([
			50_000,
			[],
			0,
		]);
		expect([own.requests.all(), own.requests.peakInFlight]).toEqual([[], 0]);
		expect(own.ledger.debitsOf(start[0])).toBe(0);
		expect((await call(own, 'get', { orderId: start[0] })).status).toBe(200);
	} finally {
		await own.stop();
	}
});

test('stop closes hanging connections, and nothing is debited afterwards', async () => {
	const own = await startSandbox();
	const [{ orderId }] = own.orders.add(1);
	own.faults.add({ kind: 'hang' });
	own.faults.add({ kind: 'latency', ms: 50 });
	const problems = [1, 2].map(
		async () => await problemOf(call(own, 'pay', { orderIds: [orderId] })),
	);
	while (own.requests.all().length < 2) await pause(5);
	const before = Date.now();
	await own.stop();
	expect(Date.now() - before).toBeLessThan(1000);
	expect(await Promise.all(problems)).toEqual(['ECONNRESET', 'ECONNRESET']);
	await pause(80);
	expect(own.ledger.all()).toEqual([]);
	expect(await problemOf(call(own, 'pay', { orderIds: [orderId] }))).toBe('ECONNREFUSED');
});

test('stop does not wait for a request that is only half there', async () => {
	const own = await startSandbox();
	const socket = net.connect(Number(new URL(own.baseUrl).port), '127.0.0.1');
	const gone = new Promise((resolve) => socket.once('close', resolve));
	socket.on('error', () => {});
	socket.write(`POST /api${ENDPOINTS.pay} HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{`);
	await pause(50);
	const before = Date.now();
	await own.stop();
	await gone;
	expect(Date.now() - before).toBeLessThan(1000);
});
