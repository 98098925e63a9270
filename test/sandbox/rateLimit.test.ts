import { startSandbox, type Sandbox } from '../../sandbox';
import { RateLimiter } from '../../sandbox/rateLimit';
import { call } from './client';

let sandbox: Sandbox;
let ids: string[];
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.reset();
	ids = sandbox.orders.add(5).map(({ orderId }) => orderId);
});

const pay = async (orderId: string) => await call(sandbox, 'pay', { orderIds: [orderId] });
const LONG = 3_600_000;

describe('HTTP 429 of a gateway', () => {
	test.each([
		['html', 'text/html;charset=UTF-8', /<html>/],
		['text', 'text/plain;charset=UTF-8', /^429 /],
		['empty', 'application/json;charset=UTF-8', /^$/],
	] as const)('body %s', async (body, type, looks) => {
		sandbox.faults.add({ kind: 'status', status: 429, body, retryAfterSeconds: 3 });
		const { status, headers, data } = await pay(ids[0]);
		expect([status, headers['content-type'], headers['retry-after']]).toEqual([429, type, '3']);
		expect(data).toMatch(looks);
		expect(sandbox.ledger.all()).toEqual([]);
		expect(sandbox.requests.all()[0].verdict).toEqual({ status: 429, code: null });
	});

	test('in an envelope, with either HTTP status', async () => {
		sandbox.faults.add({ kind: 'code', code: 429, when: 'after' });
		sandbox.faults.add({ kind: 'code', code: 429, status: 429 });
		expect((await pay(ids[0])).status).toBe(200);
		const answer = await pay(ids[1]);
		expect([answer.status, answer.json().code]).toEqual([429, 429]);
		expect(sandbox.ledger.all().map(({ orderId }) => orderId)).toEqual([ids[0]]);
	});
});

describe('the limit', () => {
	test('lets so many through; the others are not looked at', async () => {
		sandbox.rateLimit = { requests: 3, windowMs: LONG };
		const answers = await Promise.all(ids.map(pay));
		const through = answers.filter(({ status }) => status === 200);
		const turned = answers.filter(({ status }) => status === 429);
		expect([through.length, turned.length]).toEqual([3, 2]);
		expect(sandbox.ledger.all()).toHaveLength(3);
		for (const { headers, data } of turned) {
			expect(Number(headers['retry-after'])).toBeGreaterThan(0);
			expect(Number(headers['retry-after'])).toBeLessThanOrEqual(3600);
			expect(() => JSON.parse(data)).toThrow(SyntaxError);
		}
	});

	test('a new window begins with the first request after the old one', () => {
		const limiter = new RateLimiter();
		const limit = { requests: 2, windowMs: 5000 };
		const turned = [0, 10, 20, 4999, 5000, 5001, 5002].map(
			(now) => limiter.turnsAway(limit, now)?.retryAfterSeconds ?? null,
		);
		expect(turned).toEqual([null, null, 5, 1, null, null, 5]);
		expect(limiter.turnsAway(null, 5003)).toBeNull();
	});

	test('without a header, in the envelope, and with a delay of 0', async () => {
		sandbox.rateLimit = { requests: 0, windowMs: LONG, retryAfterSeconds: null, body: 'envelope' };
		const bare = await pay(ids[0]);
		expect(bare.headers).not.toHaveProperty('retry-after');
		expect(bare.json()).toMatchObject({ code: 429, data: null });
		sandbox.rateLimit = { requests: 0, windowMs: LONG, retryAfterSeconds: 0 };
		expect((await pay(ids[0])).headers['retry-after']).toBe('0');
	});

	test('a request that is turned away meets no fault', async () => {
		sandbox.faults.add({ kind: 'reset' });
		sandbox.rateLimit = { requests: 0, windowMs: LONG };
		expect((await pay(ids[0])).status).toBe(429);
		expect(sandbox.faults.pending()).toHaveLength(1);
	});

	test('a reset lifts it', async () => {
		sandbox.rateLimit = { requests: 0, windowMs: LONG };
		await pay(ids[0]);
		sandbox.reset();
		expect((await pay(ids[0])).status).toBe(200);
	});
});
