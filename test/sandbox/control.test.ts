import axios from 'axios';
import { PROFILES, startSandbox, type Sandbox } from '../../sandbox';
import { ask, call } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

async function control(method: string, path = '', data?: unknown) {
	const url = `${sandbox.controlUrl}${path}`;
	const { status, data: body } = await axios.request({
		url,
		method,
		data,
		validateStatus: () => true,
	});
	return { status, body };
}

test('the addresses are on loopback', () => {
	expect(sandbox.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/);
	expect(sandbox.controlUrl).toBe(sandbox.baseUrl.replace('/api', '/control'));
});

test('the summary', async () => {
	const [{ orderId, totalAmount }] = sandbox.orders.add(2);
	sandbox.faults.add({ kind: 'hang', on: 'get' });
	await ask(sandbox, 'pay', { orderIds: [orderId] });
	expect(await control('GET')).toEqual({
		status: 200,
		body: {
			profile: 'default',
			clock: { now: expect.any(String), movedMs: 0, pending: 0 },
			balanceFen: 100_000_00 - totalAmount,
			orders: { total: 2, byStatus: { WAITING_FOR_SENT: 1, WAITING_FOR_PAYMENT: 1 } },
			ledger: { debits: 1, totalFen: totalAmount },
			requests: { total: 1, peakInFlight: 1, connections: 1, reusedNonces: 0 },
			faults: [{ kind: 'hang', on: 'get' }],
			settings: {
				refuseSecondDebit: true,
				latencyMs: 0,
				createAnswer: 'array',
				listEnvelope: 'data',
				timestampUnit: 'any',
				clockOffsetMs: 0,
				debitAfterMs: 0,
				paidShownAfterMs: 0,
				rateLimit: null,
			},
		},
	});
});

test('makes orders and lists them', async () => {
	const made = await control('POST', '/orders', { count: 3, totalAmount: 6400, refusal: '不行' });
	expect(made.status).toBe(201);
	expect(made.body.orders).toHaveLength(3);
	expect(made.body.orders[0]).toMatchObject({ totalAmount: 6400, payStatus: 1, refusal: '不行' });
	const one = await control('POST', '/orders', { orderId: '33', shippingFee: 0, outOrderId: 'A' });
	expect(one.body.orders).toMatchObject([{ orderId: '33', shippingFee: 0, outOrderId: 'A' }]);
	const { body } = await control('GET', '/orders');
	expect(body.orders).toEqual([...made.body.orders, ...one.body.orders]);
	expect(sandbox.orders.all()).toEqual(body.orders);
	expect(await control('POST', '/orders', { orderId: '33' })).toMatchObject({ status: 409 });
});

test('moves an order', async () => {
	const [{ orderId }, other] = sandbox.orders.add(2);
	const move = async (id: string, how: string, data?: object) =>
		await control('POST', `/orders/${id}/${how}`, data);
	expect(await move(orderId, 'price', { totalAmount: 9800 })).toMatchObject({
		status: 200,
		body: { totalAmount: 9800, productAmount: 9200, shippingFee: 600 },
	});
	expect((await move(orderId, 'ship')).status).toBe(409);
	await ask(sandbox, 'pay', { orderIds: [orderId] });
	expect((await move(orderId, 'ship')).body.orderStatus).toBe('WAITING_FOR_RECEIVE');
	expect((await move(orderId, 'receive')).body.orderStatus).toBe('CONFIRM_GOODS');
	expect((await move(orderId, 'complete', {})).body.orderStatus).toBe('SUCCESS');
	expect((await move(other.orderId, 'cancel')).body).toMatchObject({
		orderStatus: 'CANCEL',
		payStatus: 1,
		closeReason: 'buyer_cancel',
	});
	expect(await move('33', 'ship')).toEqual({
		status: 404,
		body: { error: 'there is no order 33' },
	});
	expect(sandbox.ledger.totalFen()).toBe(9800);
});

test('plans a fault, draws faults, and clears them', async () => {
	const [{ orderId }] = sandbox.orders.add(1);
	const fault = { kind: 'code', code: 500, on: 'get', when: 'after', times: 2, skip: 1 };
	expect(await control('POST', '/faults', fault)).toEqual({
		status: 201,
		body: { faults: [fault] },
	});
	const codes = [];
	for (let i = 0; i < 3; i++) codes.push((await ask(sandbox, 'get', { orderId })).code);
	expect(codes).toEqual([200, 500, 500]);

	const drawn = { seed: 1, probability: 1, kinds: [{ kind: 'status', status: 503, weight: 2 }] };
	expect((await control('POST', '/faults/drawn', drawn)).status).toBe(201);
	expect((await call(sandbox, 'get', { orderId })).status).toBe(503);
	expect(await control('DELETE', '/faults')).toEqual({ status: 200, body: { faults: [] } });
	expect((await call(sandbox, 'get', { orderId })).status).toBe(200);
});

test('every kind of fault can be planned', async () => {
	const faults = [
		{ kind: 'latency', ms: 5, when: 'after' },
		{ kind: 'hang', when: 'before', orderId: '33' },
		{ kind: 'reset' },
		{ kind: 'status', status: 429, retryAfterSeconds: 3, body: 'empty' },
		{ kind: 'html', status: 403 },
		{ kind: 'code', code: 7, msg: 'x' },
		{ kind: 'omit', orderIds: ['33'], when: 'before' },
		{ kind: 'bothLists', count: 2, reason: 'x', debited: false },
		{ kind: 'foreignIds', orderIds: ['33'] },
		{ kind: 'idsAsNumbers' },
		{ kind: 'raw', body: '', status: 302, contentType: 'text/plain', headers: { location: '/' } },
		{ kind: 'truncate', bytes: 3, cutConnection: true },
		{ kind: 'huge', bytes: 10 },
		{ kind: 'drip', chunkBytes: 1, everyMs: 0 },
		{ kind: 'vendorSample' },
		{ kind: 'reset', laterMs: 5 },
		{ kind: 'code', code: 400, status: 400, laterMs: 5 },
		{ kind: 'halfWay', done: 2, code: 500, msg: '', status: 500 },
		{ kind: 'successFalse', value: 'false', at: 'data', msg: 'x', data: 'usual', when: 'after' },
		{ kind: 'accepted', as: 'both', reason: 'x', debitAfterMs: null, shownAfterMs: null },
		{
			kind: 'accepted',
			as: 'submitted',
			msg: '',
			debitAfterMs: 5,
			shownAfterMs: 0,
			count: 1,
			paying: true,
		},
		{ kind: 'broken', status: 401, encoding: 'br', content: 'corrupt', framing: 'chunked' },
		{ kind: 'broken', end: 'reset' },
		{ kind: 'createAnswer', shape: '1688', success: 'true' },
		{ kind: 'createdPrice', addFen: -5 },
		{ kind: 'linesFailed', lines: [0], errorCode: 'x', errorMessage: '' },
		{ kind: 'sellersRefused', count: 1, resultCode: 'x', message: '' },
		{ kind: 'otherOrders', change: 'split' },
		{ kind: 'rowRefused', row: 1, status: null, resultCode: null, message: 'x', at: 'line' },
		{ kind: 'linesUnlisted', listed: 1, sums: 'all' },
		{ kind: 'sumsAs', as: 'yuan', sums: ['sumPayment'] },
		{ kind: 'totalRaised', addFen: 5 },
		{ kind: 'list', ignoresOutOrderId: true, lagMs: 5, order: 'shuffled', growsBy: 1, cancels: 1 },
		{ kind: 'list', hidesOutOrderId: true, ignoresPageNo: true, maxPageSize: 1 },
	];
	for (const fault of faults) expect((await control('POST', '/faults', fault)).status).toBe(201);
	expect(sandbox.faults.pending()).toEqual(faults);
	const { body } = await control('GET', '/faults');
	expect(body.faults).toEqual(faults);
	expect(Object.keys(body.kinds).sort()).toEqual(
		[...new Set(faults.map((each) => each.kind))].sort(),
	);
	expect(body.kinds.halfWay).toEqual(['done!', 'code!', 'msg', 'status']);
});

test('the clock is moved, and what is due happens', async () => {
	const [{ orderId }] = sandbox.orders.add(1);
	sandbox.faults.add({ kind: 'accepted', debitAfterMs: 60_000, shownAfterMs: 60_000 });
	await ask(sandbox, 'pay', { orderIds: [orderId] });
	expect((await control('GET', '/clock')).body).toMatchObject({ movedMs: 0, pending: 1 });
	const moved = await control('POST', '/clock/advance', { ms: 60_000 });
	expect(moved.body).toEqual({
		now: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
		movedMs: expect.any(Number),
		pending: 1,
	});
	expect(sandbox.ledger.debitsOf(orderId)).toBe(1);
	expect((await control('POST', '/clock/settle')).body.pending).toBe(0);
	expect(sandbox.orders.get(orderId)?.payStatus).toBe(2);
});

test('orders move by themselves, or a step at a time', async () => {
	sandbox.orders.add(3);
	const plan = { seed: 3, cancelledShare: 0, afterMs: { paid: [5, 9], shipped: null } };
	expect(await control('PUT', '/life', plan)).toMatchObject({ status: 200, body: { pending: 3 } });
	await control('POST', '/clock/settle');
	const statuses = () => sandbox.orders.all().map(({ orderStatus }) => orderStatus);
	expect(statuses()).toEqual(Array(3).fill('WAITING_FOR_SENT'));
	expect((await control('DELETE', '/life')).status).toBe(200);
	const { body } = await control('POST', '/life/step', { count: 2, seed: 5 });
	expect(body.changes).toMatchObject([{ kind: 'shipped' }, { kind: 'shipped' }]);
	expect(statuses().filter((status) => status === 'WAITING_FOR_RECEIVE')).toHaveLength(2);
});

test('shows which Xportcn it is, and which there are', async () => {
	expect((await control('GET', '/profile')).body).toEqual(sandbox.profile);
	expect((await control('GET', '/profiles')).body).toEqual({ profiles: Object.keys(PROFILES) });
});

test('ledger, requests and reset', async () => {
	const [{ orderId, totalAmount }] = sandbox.orders.add(1);
	const { requestId } = await ask(sandbox, 'pay', { orderIds: [orderId] });
	const ledger = await control('GET', '/ledger');
	expect(ledger.body).toEqual({
		entries: [{ orderId, amountFen: totalAmount, requestId, at: expect.any(Number) }],
		totalFen: totalAmount,
	});
	const requests = await control('GET', '/requests');
	expect(requests.body.requests).toMatchObject([{ requestId, operation: 'pay' }]);
	expect((await control('POST', '/reset')).body).toMatchObject({
		orders: { total: 0 },
		ledger: { debits: 0 },
		requests: { total: 0 },
		balanceFen: 100_000_00,
	});
	expect(sandbox.ledger.all()).toEqual([]);
});

test('settings', async () => {
	const settings = {
		refuseSecondDebit: false,
		latencyMs: 1,
		createAnswer: 'object',
		listEnvelope: 'bare',
		timestampUnit: 'seconds',
		clockOffsetMs: -1_000,
		debitAfterMs: 5_000,
		paidShownAfterMs: null,
		rateLimit: { requests: 99, windowMs: 500, retryAfterSeconds: null, body: 'html' },
	};
	const { status, body } = await control('PUT', '/settings', { ...settings, balanceFen: 77 });
	expect([status, body.settings, body.balanceFen]).toEqual([200, settings, 77]);
	expect(sandbox).toMatchObject(settings);
	expect(sandbox.account.balanceFen).toBe(77);
	await control('PUT', '/settings', { latencyMs: 0 });
	expect(sandbox).toMatchObject({ ...settings, latencyMs: 0 });
});

test.each([
	['POST', '/orders', { count: 0 }],
	['POST', '/orders', { count: '3' }],
	['POST', '/orders', { amount: 5 }],
	['POST', '/orders', { totalAmount: 1.5 }],
	['POST', '/orders', { totalAmount: 5, shippingFee: 6 }],
	['POST', '/orders', 'nonsense'],
	['POST', '/orders/33/price', {}],
	['POST', '/faults', {}],
	['POST', '/faults', { kind: 'nonsense' }],
	['POST', '/faults', { kind: 'latency' }],
	['POST', '/faults', { kind: 'status', status: 99 }],
	['POST', '/faults', { kind: 'hang', when: 'later' }],
	['POST', '/faults', { kind: 'hang', typo: 1 }],
	['POST', '/faults', { kind: 'omit', on: 'get' }],
	['POST', '/faults', { kind: 'accepted', as: 'maybe' }],
	['POST', '/faults', { kind: 'accepted', debitAfterMs: -1 }],
	['POST', '/faults', { kind: 'halfWay', done: 1 }],
	['POST', '/faults', { kind: 'createdPrice', addFen: 0.5 }],
	['POST', '/faults/drawn', { seed: 1, probability: 2, kinds: [{ kind: 'hang' }] }],
	['POST', '/faults/drawn', { seed: 1, probability: 1, kinds: [] }],
	['PUT', '/settings', {}],
	['PUT', '/settings', { latencyMs: -1 }],
	['PUT', '/settings', { createAnswer: 'xml' }],
	['PUT', '/settings', { debitAfterMs: -1 }],
	['PUT', '/settings', { rateLimit: {} }],
	['POST', '/clock/advance', { ms: -1 }],
	['PUT', '/life', { afterMs: { paid: [1] } }],
	['POST', '/life/step', {}],
])('%s %s %j is refused with a reason and changes nothing', async (method, path, body) => {
	const before = await control('GET');
	const { status, body: answer } = await control(method, path, body);
	expect(status).toBe(400);
	expect(answer.error).toEqual(expect.any(String));
	// a second may have passed meanwhile
	before.body.clock.now = expect.any(String);
	expect(await control('GET')).toEqual(before);
});

test('an unknown control path is a 404 of its own and not in the request log', async () => {
	const { status, body } = await control('GET', '/nothing');
	expect([status, body]).toEqual([404, { error: 'there is no GET /control/nothing' }]);
	expect(sandbox.requests.all()).toEqual([]);
});
