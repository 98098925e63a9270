import { startSandbox, type Fault, type Sandbox } from '../../sandbox';
import { pause } from '../../sandbox/clock';
import { ALREADY_DEBITED, ask, call, PREVIEW_REQUEST, problemOf } from './client';

let sandbox: Sandbox;
let ids: string[];
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.reset();
	ids = sandbox.orders.add(3).map(({ orderId }) => orderId);
});

const pay = async (orderIds = ids, timeout?: number) =>
	await call(sandbox, 'pay', { orderIds }, { timeout });
const debits = () => ids.map((id) => sandbox.ledger.debitsOf(id));
const NONE = [0, 0, 0];
const ALL = [1, 1, 1];
const failed = (orderId: string, failedReason = ALREADY_DEBITED) => ({ orderId, failedReason });

/** Each fault with `when`, and what the client sees of it. */
const REPLACING: Array<[Fault, (timeout: number) => Promise<void>]> = [
	[
		{ kind: 'hang' },
		async (timeout) => expect(await problemOf(pay(ids, timeout))).toBe('ECONNABORTED'),
	],
	[
		{ kind: 'reset' },
		// RST; a connection that is merely closed would be "socket hang up"
		async () => {
			await expect(pay()).rejects.toMatchObject({ code: 'ECONNRESET', message: 'read ECONNRESET' });
		},
	],
	[
		{ kind: 'status', status: 429, retryAfterSeconds: 7 },
		async () => {
			const answer = await pay();
			expect([answer.status, answer.headers['retry-after']]).toEqual([429, '7']);
			expect(answer.json()).toMatchObject({ code: 429, msg: '请求过于频繁', data: null });
		},
	],
	[
		{ kind: 'status', status: 502, body: 'html' },
		async () => {
			const { status, headers, data } = await pay();
			expect([status, headers['content-type']]).toEqual([502, 'text/html;charset=UTF-8']);
			expect(data).toContain('<html>');
		},
	],
	[
		{ kind: 'status', status: 503, body: 'empty' },
		async () => expect(await pay()).toMatchObject({ status: 503, data: '' }),
	],
	[
		{ kind: 'html' },
		async () => {
			const { status, headers, data } = await pay();
			expect([status, headers['content-type']]).toEqual([200, 'text/html;charset=UTF-8']);
			expect(data).toContain('登录');
		},
	],
	[
		{ kind: 'code', code: 500, msg: '系统异常' },
		async () => {
			const answer = await pay();
			expect(answer.status).toBe(200);
			expect(answer.json()).toMatchObject({ code: 500, msg: '系统异常', data: null });
		},
	],
	[
		{ kind: 'raw', body: '{"code":200', status: 201, headers: { 'x-a': 'b' } },
		async () => {
			const { status, headers, data } = await pay();
			expect([status, headers['x-a'], data]).toEqual([201, 'b', '{"code":200']);
		},
	],
	[
		{ kind: 'raw', body: Buffer.from([0x7b, 0x7d]), contentType: 'text/plain' },
		async () => {
			const { status, headers, data } = await pay();
			expect([status, headers['content-type'], data]).toEqual([200, 'text/plain', '{}']);
		},
	],
];

describe('faults that replace the answer', () => {
	describe.each(REPLACING)('%j', (fault, see) => {
		test('before: nothing is debited', async () => {
			sandbox.faults.add({ ...fault, when: 'before' } as Fault);
			await see(150);
			expect(debits()).toEqual(NONE);
			expect(sandbox.account.balanceFen).toBe(100_000_00);
		});

		test('after: all is debited', async () => {
			sandbox.faults.add({ ...fault, when: 'after' } as Fault);
			await see(150);
			expect(debits()).toEqual(ALL);
		});

		test('without when it is before; it strikes once and is in the log', async () => {
			sandbox.faults.add(fault);
			await see(150);
			expect(debits()).toEqual(NONE);
			expect((await pay()).json().data.successOrderIds).toEqual(ids);
			expect(debits()).toEqual(ALL);
			expect(sandbox.requests.all().map((each) => each.fault)).toEqual([fault.kind, null]);
		});
	});

	test('what the log says of answers and of none', async () => {
		for (const [fault, see] of REPLACING) {
			sandbox.faults.add(fault);
			await see(50);
		}
		expect(sandbox.requests.all().map(({ verdict }) => verdict)).toEqual([
			null,
			null,
			{ status: 429, code: 429 },
			{ status: 502, code: null },
			{ status: 503, code: null },
			{ status: 200, code: null },
			{ status: 200, code: 500 },
			{ status: 201, code: null },
			{ status: 200, code: null },
		]);
	});
});

describe('latency', () => {
	test.each(['before', 'after'] as const)('%s the work, which happens anyway', async (when) => {
		sandbox.faults.add({ kind: 'latency', ms: 200, when });
		expect(await problemOf(pay(ids, 100))).toBe('ECONNABORTED');
		expect(debits()).toEqual(when === 'after' ? ALL : NONE);
		await pause(200);
		expect(debits()).toEqual(ALL);
	});

	test('a patient client gets the real answer', async () => {
		sandbox.faults.add({ kind: 'latency', ms: 100 });
		const before = Date.now();
		expect((await pay()).json().data.successOrderIds).toEqual(ids);
		expect(Date.now() - before).toBeGreaterThanOrEqual(95);
	});

	test('latencyMs is for every request', async () => {
		sandbox.latencyMs = 60;
		const before = Date.now();
		await pay();
		await pay();
		expect(Date.now() - before).toBeGreaterThanOrEqual(115);
	});
});

describe('faults of the two lists', () => {
	const lists = async () => (await pay()).json().data;

	test('omit: one id, debited all the same', async () => {
		sandbox.faults.add({ kind: 'omit' });
		expect(await lists()).toEqual({ successOrderIds: ids.slice(1), failedOrderList: [] });
		expect(debits()).toEqual(ALL);
	});

	test('omit before: not debited either', async () => {
		sandbox.faults.add({ kind: 'omit', count: 2, when: 'before' });
		expect(await lists()).toEqual({ successOrderIds: [ids[2]], failedOrderList: [] });
		expect(debits()).toEqual([0, 0, 1]);
	});

	test('omit hides a refusal too', async () => {
		sandbox.orders.cancel(ids[1]);
		sandbox.faults.add({ kind: 'omit', orderIds: [ids[1]] });
		expect(await lists()).toEqual({ successOrderIds: [ids[0], ids[2]], failedOrderList: [] });
	});

	test('bothLists: debited, and in both', async () => {
		sandbox.faults.add({ kind: 'bothLists', orderIds: [ids[1]] });
		expect(await lists()).toEqual({
			successOrderIds: [ids[0], ids[2], ids[1]],
			failedOrderList: [failed(ids[1])],
		});
		expect(debits()).toEqual(ALL);
	});

	test('bothLists, not debited', async () => {
		sandbox.faults.add({ kind: 'bothLists', count: 2, debited: false, reason: '处理中' });
		expect(await lists()).toEqual({
			successOrderIds: [ids[2], ids[0], ids[1]],
			failedOrderList: [failed(ids[0], '处理中'), failed(ids[1], '处理中')],
		});
		expect(debits()).toEqual([0, 0, 1]);
	});

	test('bothLists of an order paid before: once in each list, no second debit', async () => {
		await pay([ids[0]]);
		sandbox.faults.add({ kind: 'bothLists' });
		expect(await lists()).toEqual({
			successOrderIds: [ids[1], ids[2], ids[0]],
			failedOrderList: [failed(ids[0])],
		});
		expect(debits()).toEqual(ALL);
	});

	test('foreignIds: in both lists, and not debited', async () => {
		const [stranger] = sandbox.orders.add(1);
		sandbox.faults.add({ kind: 'foreignIds', orderIds: [stranger.orderId, 'x'] });
		expect(await lists()).toEqual({
			successOrderIds: [...ids, stranger.orderId, 'x'],
			failedOrderList: [failed(stranger.orderId), failed('x')],
		});
		expect(sandbox.ledger.debitsOf(stranger.orderId)).toBe(0);
	});

	test('a fault about certain orders waits for a request that names one', async () => {
		sandbox.faults.add({ kind: 'omit', orderIds: [ids[2]] });
		expect((await pay([ids[0]])).json().data.successOrderIds).toEqual([ids[0]]);
		expect((await pay([ids[2]])).json().data.successOrderIds).toEqual([]);
	});
});

describe('faults of the real answer', () => {
	test('idsAsNumbers: bare numbers with all their digits, in every operation', async () => {
		sandbox.orders.cancel(ids[2]);
		sandbox.faults.add({ kind: 'idsAsNumbers', times: 0 });
		const paid = (await pay()).data;
		expect(paid).toContain(`"successOrderIds":[${ids[0]},${ids[1]}]`);
		expect(paid).toContain(`{"orderId":${ids[2]},"failedReason":"订单已取消,无法支付"}`);
		expect(paid).toContain('"developId":"1023561483696472887"');
		const read = (await call(sandbox, 'get', { orderId: ids[0] })).data;
		expect(read).toContain(`"data":{"orderId":${ids[0]},"orderNo":"PO`);
		sandbox.createAnswer = 'id';
		const created = (await call(sandbox, 'create', PREVIEW_REQUEST)).data;
		expect(created).toContain(`"data":${sandbox.orders.all()[3].orderId}}`);
	});

	test('truncate: half by default, or so many bytes, as a complete HTTP answer', async () => {
		sandbox.faults.add({ kind: 'truncate' });
		sandbox.faults.add({ kind: 'truncate', bytes: 10 });
		const half = await pay();
		expect(half.status).toBe(200);
		expect(half.data.length).toBeGreaterThan(50);
		expect(() => half.json()).toThrow(SyntaxError);
		expect((await pay()).data).toBe('{"requestI');
		expect(debits()).toEqual(ALL);
	});

	test('truncate with cutConnection: less than was announced', async () => {
		sandbox.faults.add({ kind: 'truncate', bytes: 10, cutConnection: true });
		expect(['ECONNRESET', 'ERR_BAD_RESPONSE']).toContain(await problemOf(pay()));
		expect(debits()).toEqual(ALL);
	});

	test('huge: a valid envelope of exactly so many bytes', async () => {
		sandbox.faults.add({ kind: 'huge', bytes: 3_000_000 });
		const answer = await pay();
		expect(Buffer.byteLength(answer.data)).toBe(3_000_000);
		expect(answer.json()).toMatchObject({ code: 200, data: { successOrderIds: ids } });
	});

	test('drip: whole in the end, and slow', async () => {
		sandbox.faults.add({ kind: 'drip', chunkBytes: 50, everyMs: 20 });
		const before = Date.now();
		const answer = await pay();
		const chunks = Math.ceil(Buffer.byteLength(answer.data) / 50);
		expect(Date.now() - before).toBeGreaterThanOrEqual((chunks - 1) * 19);
		expect(answer.json().data.successOrderIds).toEqual(ids);
	});

	test('drip: a client that gives up ends it', async () => {
		sandbox.faults.add({ kind: 'drip', chunkBytes: 1, everyMs: 20 });
		// not axios' timeout: it counts silence, and drops keep coming
		const signal = AbortSignal.timeout(100);
		const body = { orderIds: ids };
		expect(await problemOf(call(sandbox, 'pay', body, { signal }))).toBe('ERR_CANCELED');
		await pause(60);
		expect(sandbox.requests.all()[0].endedAt).not.toBeNull();
		expect(debits()).toEqual(ALL);
	});
});

describe('which requests are struck', () => {
	const codes = async (times: number) => {
		const seen: number[] = [];
		for (let i = 0; i < times; i++) seen.push((await ask(sandbox, 'getMany', {})).code);
		return seen;
	};

	test('times and skip', async () => {
		sandbox.faults.add({ kind: 'code', code: 501, times: 2, skip: 1 });
		expect(await codes(5)).toEqual([200, 501, 501, 200, 200]);
		expect(sandbox.faults.pending()).toEqual([]);
	});

	test('times 0 is always, until cleared', async () => {
		sandbox.faults.add({ kind: 'code', code: 501, times: 0 });
		expect(await codes(3)).toEqual([501, 501, 501]);
		sandbox.faults.clear();
		expect(await codes(1)).toEqual([200]);
	});

	test('one fault per request, first come first; skip counts what others strike', async () => {
		sandbox.faults.add({ kind: 'code', code: 501 });
		sandbox.faults.add({ kind: 'code', code: 502 });
		sandbox.faults.add({ kind: 'code', code: 503, skip: 3 });
		expect(await codes(5)).toEqual([501, 502, 200, 503, 200]);
	});

	test('on: only that operation', async () => {
		sandbox.faults.add({ kind: 'code', code: 501, on: 'pay' });
		expect(await codes(1)).toEqual([200]);
		expect((await pay()).json().code).toBe(501);
	});

	test('orderId: only requests that name it', async () => {
		sandbox.faults.add({ kind: 'code', code: 501, orderId: ids[1], times: 2 });
		expect((await pay([ids[0]])).json().code).toBe(200);
		expect((await pay([ids[2], ids[1]])).json().code).toBe(501);
		expect((await ask(sandbox, 'get', { orderId: ids[0] })).code).toBe(200);
		expect((await ask(sandbox, 'get', { orderId: ids[1] })).code).toBe(501);
	});

	test('faults of the pay lists leave other operations alone', async () => {
		sandbox.faults.add({ kind: 'omit' });
		expect(await codes(1)).toEqual([200]);
		expect(sandbox.faults.pending()).toHaveLength(1);
		expect(() => sandbox.faults.add({ kind: 'omit', on: 'get' })).toThrow('cannot strike get');
	});
});
