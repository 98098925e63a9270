import axios from 'axios';
import { startSandbox, type Push, type Sandbox } from '../../sandbox';
import { pause } from '../../sandbox/clock';
import { MESSAGE_SAMPLES } from '../../sandbox/samples';
import { startCallback } from './callback';
import { ask } from './client';

let sandbox: Sandbox;
let callback: Awaited<ReturnType<typeof startCallback>>;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(async () => {
	sandbox.reset();
	callback = await startCallback();
});
afterEach(async () => await callback.stop());

const types = () => callback.messages().map(({ messageType }) => messageType);
const statuses = ({ attempts }: Push) => attempts.map(({ status }) => status);

describe('what is pushed', () => {
	test('the shape of a message is that of the documented samples, in the order of their fields', async () => {
		sandbox.push.to(callback.url);
		sandbox.orders.add({ orderId: '3305075341149134260', totalAmount: 10000, shippingFee: 500 });
		await sandbox.push.idle();
		const [{ method, contentType, body }] = callback.received;
		expect([method, contentType]).toEqual(['POST', 'application/json']);
		// the samples differ from it in number, times and line breaks only
		const blank = (text: string) =>
			text.replace(/PO\d{12}|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|\d{13}(?!\d)(?<!\d{14})/g, '#');
		const sample = MESSAGE_SAMPLES.created.toString().replace(/\n ?/g, '');
		expect(blank(body)).toBe(blank(sample));
	});

	test('every change of an order', async () => {
		sandbox.push.to(callback.url);
		const [paid, cancelled] = sandbox.orders.add(2);
		sandbox.orders.changePrice(paid.orderId, 9800);
		sandbox.orders.cancel(cancelled.orderId);
		await ask(sandbox, 'pay', { orderIds: [paid.orderId] });
		sandbox.orders.ship(paid.orderId);
		sandbox.orders.complete(paid.orderId);
		await sandbox.push.idle();
		expect(types().sort()).toEqual(
			[
				'ORDER_CREATE',
				'ORDER_CREATE',
				'ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY',
				'ORDER_CANCEL',
				'ORDER_PAY_SUCCESS',
				'ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS',
				'ORDER_BUYER_VIEW_ORDER_SUCCESS',
			].sort(),
		);
		const message = callback.messages().find(({ messageType }) => messageType === 'ORDER_CANCEL');
		expect(message).toMatchObject({
			messagePlatform: 1,
			body: { orderId: cancelled.orderId, orderStatus: 'CANCEL', closeReason: 'buyer_cancel' },
		});
	});

	test('nothing before a callback URL is set, and nothing after a stop or a reset', async () => {
		sandbox.orders.add(1);
		sandbox.push.to(callback.url);
		sandbox.push.stop();
		sandbox.orders.add(1);
		sandbox.push.to(callback.url);
		sandbox.reset();
		sandbox.orders.add(1);
		await sandbox.push.idle();
		expect(callback.received).toEqual([]);
		expect(sandbox.push.log.all()).toEqual([]);
	});

	test.each([
		[0, [0]],
		[1, [1]],
		['both', [0, 1]],
	] as const)('platform %s', async (platform, expected) => {
		sandbox.push.to(callback.url, { platform });
		sandbox.orders.add(20);
		await sandbox.push.idle();
		const seen = new Set(callback.messages().map(({ messagePlatform }) => messagePlatform));
		expect([...seen].sort()).toEqual(expected);
	});
});

describe('acknowledgement', () => {
	test('200 ends it', async () => {
		sandbox.push.to(callback.url, { retryEveryMs: 1 });
		sandbox.orders.add(1);
		await sandbox.push.idle();
		await pause(20);
		const [push] = sandbox.push.log.all();
		expect(push).toMatchObject({ id: 1, state: 'acknowledged', repeatOf: null });
		expect(push.attempts).toEqual([
			{ at: expect.any(Number), ms: expect.any(Number), status: 200, problem: null },
		]);
		expect(callback.received).toHaveLength(1);
	});

	test('anything else is tried again, five times, each with its own push time', async () => {
		callback.answerWith((response, nth) => {
			response.statusCode = [204, 302, 400, 401, 500, 503][nth - 1];
			response.end();
		});
		sandbox.push.to(callback.url, { retryEveryMs: 10 });
		sandbox.orders.add(1);
		await sandbox.push.idle();
		const [push] = sandbox.push.log.all();
		expect(push.state).toBe('givenUp');
		expect(statuses(push)).toEqual([204, 302, 400, 401, 500, 503]);
		const times = callback.messages().map(({ timestamp }) => Number(timestamp));
		expect(new Set(times).size).toBe(6);
		expect(new Set(callback.messages().map(({ body }) => JSON.stringify(body))).size).toBe(1);
	});

	test('an answer that comes too late is none', async () => {
		callback.answerWith((response, nth) => {
			if (nth > 1) response.end();
		});
		sandbox.push.to(callback.url, { timeoutMs: 50, retryEveryMs: 1 });
		sandbox.orders.add(1);
		await sandbox.push.idle();
		const [{ attempts, state }] = sandbox.push.log.all();
		expect(state).toBe('acknowledged');
		expect(attempts.map(({ status }) => status)).toEqual([null, 200]);
		expect(attempts[0].ms).toBeGreaterThanOrEqual(45);
		expect(attempts[0].problem).toMatch(/^(ECONNABORTED|ERR_CANCELED)$/);
	});

	test('nobody there: it is given up in the end', async () => {
		await callback.stop();
		sandbox.push.to(callback.url, { retries: 2, retryEveryMs: 1 });
		sandbox.orders.add(1);
		await sandbox.push.idle();
		const [{ attempts, state }] = sandbox.push.log.all();
		expect(state).toBe('givenUp');
		expect(attempts.map(({ problem }) => problem)).toEqual(Array(3).fill('ECONNREFUSED'));
	});

	test('a stop ends the retries, and what is waiting stays so', async () => {
		callback.answerWith((response) => {
			response.statusCode = 500;
			response.end();
		});
		sandbox.push.to(callback.url, { retryEveryMs: 20 });
		sandbox.orders.add(1);
		while (sandbox.push.log.all()[0].attempts.length === 0) await pause(1);
		sandbox.push.stop();
		await sandbox.push.idle();
		expect(callback.received).toHaveLength(1);
		expect(sandbox.push.log.summary()).toMatchObject({ waiting: 1, acknowledged: 0, givenUp: 0 });
	});
});

describe('repeats, lateness, bursts', () => {
	test('a share of the messages is pushed twice, the same share for the same seed', async () => {
		const repeated = async () => {
			sandbox.reset();
			sandbox.push.to(callback.url, { repeatShare: 0.1, repeatAfterMs: 5, seed: 7 });
			sandbox.orders.add(100);
			await sandbox.push.idle();
			return sandbox.push.log.all().flatMap(({ repeatOf }) => repeatOf ?? []);
		};
		const ids = await repeated();
		expect(ids.length).toBeGreaterThan(2);
		expect(ids.length).toBeLessThan(25);
		expect(await repeated()).toEqual(ids);
		expect(sandbox.push.log.summary()).toMatchObject({ messages: 100, repeats: ids.length });
	});

	test('a repeat says the same as its message', async () => {
		sandbox.push.to(callback.url, { repeatShare: 1, repeatAfterMs: 5 });
		sandbox.orders.add(1);
		await sandbox.push.idle();
		const [first, second] = callback.messages();
		expect({ ...second, timestamp: '' }).toEqual({ ...first, timestamp: '' });
		const again = sandbox.push.repeat(2);
		await sandbox.push.idle();
		expect(again.repeatOf).toBe(1);
		expect(callback.received).toHaveLength(3);
	});

	test('late messages come after later ones', async () => {
		sandbox.push.to(callback.url, { lateShare: 0.3, lateByMs: 150 });
		for (let i = 0; i < 20; i++) {
			sandbox.orders.add(1);
			await pause(2);
		}
		await sandbox.push.idle();
		const came = callback.messages().map(({ body }) => body.orderNo as string);
		expect(came).toHaveLength(20);
		expect(came).not.toEqual([...came].sort());
	});

	test('a burst makes so many messages at its rate, half of them about payments', async () => {
		sandbox.push.to(callback.url);
		const before = Date.now();
		await sandbox.push.burst({ count: 40, perSecond: 200 });
		expect(Date.now() - before).toBeGreaterThanOrEqual(190);
		await sandbox.push.idle();
		expect(types().filter((type) => type === 'ORDER_CREATE')).toHaveLength(20);
		expect(types().filter((type) => type === 'ORDER_PAY_SUCCESS')).toHaveLength(20);
		const summary = sandbox.push.log.summary();
		expect(summary).toMatchObject({ messages: 40, attempts: 40, acknowledged: 40, waiting: 0 });
		const { p50 = NaN, p99 = NaN, max = NaN } = summary.acknowledgedMs ?? {};
		expect(p50).toBeLessThanOrEqual(p99);
		expect(p99).toBeLessThanOrEqual(max);
	});

	test('without a callback URL there is nothing to push to', async () => {
		await expect(sandbox.push.burst({ count: 1, perSecond: 1 })).rejects.toThrow('no callback URL');
		await expect(sandbox.push.verify()).rejects.toThrow('no callback URL');
		expect(() => sandbox.push.repeat(1)).toThrow('no callback URL');
	});
});

describe('the control API', () => {
	async function control(method: string, path: string, data?: unknown) {
		const url = `${sandbox.controlUrl}/push${path}`;
		const { status, data: body } = await axios.request({
			...{ url, method, data },
			validateStatus: () => true,
		});
		return { status, body };
	}

	test('set, verify, burst, send, repeat, look, stop', async () => {
		const set = await control('PUT', '', { url: callback.url, retries: 0, platform: 'both' });
		expect(set).toMatchObject({ status: 200, body: { url: callback.url } });
		expect(await control('POST', '/verify', {})).toMatchObject({ body: { status: 200 } });
		await control('POST', '/verify', { method: 'GET' });
		await control('POST', '/verify', { body: { a: 1 } });
		expect(callback.received.map(({ method, body }) => [method, body])).toEqual([
			['POST', ''],
			['GET', ''],
			['POST', '{"a":1}'],
		]);

		const burst = await control('POST', '/burst', { count: 4, perSecond: 1000 });
		expect(burst).toMatchObject({ status: 200, body: { summary: { acknowledged: 4 } } });
		const refund = {
			messageType: 'ORDER_BUYER_VIEW_ORDER_BUYER_REFUND',
			messageBody: '{"refundId":"TQ1","orderId":"3296711100591134260"}',
			messagePlatform: 1,
		};
		expect(await control('POST', '/messages', refund)).toMatchObject({
			status: 201,
			body: { id: 5, ...refund, state: 'waiting' },
		});
		expect(await control('POST', '/messages/5/repeat')).toMatchObject({
			status: 201,
			body: { id: 6, repeatOf: 5 },
		});
		await sandbox.push.idle();
		const { body } = await control('GET', '');
		expect(body).toMatchObject({ url: callback.url, summary: { messages: 5, repeats: 1 } });
		expect(body.pushes).toEqual(sandbox.push.log.all());

		expect((await control('DELETE', '')).body.url).toBeNull();
		sandbox.orders.add(1);
		expect((await control('GET', '')).body.pushes).toHaveLength(6);
	});

	test.each([
		['PUT', '', {}],
		['PUT', '', { url: 'ftp://x' }],
		['PUT', '', { url: 'http://x', repeatShare: 2 }],
		['PUT', '', { url: 'http://x', platform: 2 }],
		['PUT', '', { url: 'http://x', typo: 1 }],
		['POST', '/burst', { count: 0, perSecond: 1 }],
		['POST', '/burst', { count: 1 }],
		['POST', '/messages', { messageType: 'A' }],
		['POST', '/verify', { methods: 'GET' }],
	])('%s /push%s %j is refused with a reason', async (method, path, data) => {
		const { status, body } = await control(method, path, data);
		expect(status).toBe(400);
		expect(body.error).toEqual(expect.any(String));
		expect(sandbox.push.url).toBeNull();
	});

	test.each([
		['/burst', { count: 1, perSecond: 1 }, 409],
		['/messages/1/repeat', undefined, 409],
	])('POST %s without a callback URL', async (path, data, status) => {
		expect((await control('POST', path, data)).status).toBe(status);
	});

	test('there is no such push to repeat', async () => {
		sandbox.push.to(callback.url);
		expect((await control('POST', '/messages/9/repeat')).status).toBe(404);
	});
});
