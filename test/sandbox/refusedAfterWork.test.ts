import { startSandbox, type Fault, type Sandbox } from '../../sandbox';
import { ask, call, PREVIEW_REQUEST } from './client';

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

const pay = async (orderIds = ids) => await call(sandbox, 'pay', { orderIds });
const debits = () => ids.map((id) => sandbox.ledger.debitsOf(id));

const CUP = { offerId: 889512351602, specId: '530ad00177264564503ec3b848650652', quantity: 1 };
const SHOES = { offerId: 682340157729, specId: '9b3e61d05c7f42a8b1d4e8f70a26c35d', quantity: 2 };
const TWO_SELLERS = { ...PREVIEW_REQUEST, cargoParamList: [CUP, SHOES] };

describe('refused half-way', () => {
	test.each([
		[200, 500, '请求过于频繁'],
		[200, 429, '限流'],
		[429, 429, '请求过于频繁'],
		[200, 403, '没有权限'],
		[403, 403, '禁止'],
		[404, 404, '?'],
		[401, 401, '未登录'],
		[200, 400, '1688接口调用失败'],
		[500, 500, ''],
	])('a batch: HTTP %i, code %i, %s', async (status, code, msg) => {
		sandbox.faults.add({ kind: 'halfWay', done: 2, status, code, msg });
		const answer = await pay();
		expect(answer.status).toBe(status);
		expect(answer.json()).toMatchObject({ code, msg, data: null });
		expect(debits()).toEqual([1, 1, 0]);
		expect(sandbox.requests.all()).toMatchObject([{ fault: 'halfWay', verdict: { status, code } }]);
	});

	test('none of a batch, and more than there are', async () => {
		sandbox.faults.add({ kind: 'halfWay', done: 0, code: 500 });
		await pay();
		expect(debits()).toEqual([0, 0, 0]);
		sandbox.faults.add({ kind: 'halfWay', done: 9, code: 500 });
		await pay();
		expect(debits()).toEqual([1, 1, 1]);
	});

	test('a purchase: the first seller has an order, the answer is a refusal', async () => {
		const fault: Fault = { kind: 'halfWay', done: 1, code: 500, msg: '商品库存不足' };
		sandbox.faults.add({ ...fault, on: 'create' });
		expect(await ask(sandbox, 'create', { ...TWO_SELLERS, outOrderId: 'PO-1' })).toMatchObject({
			code: 500,
			msg: '商品库存不足',
			data: null,
		});
		const made = sandbox.orders.all().slice(3);
		expect(made).toMatchObject([{ outOrderId: 'PO-1', totalAmount: 3500 }]);
		expect(made[0].lines).toMatchObject([{ offerId: CUP.offerId, quantity: 1 }]);
	});

	test('only pay and create have a half', () => {
		expect(() =>
			sandbox.faults.add({ kind: 'halfWay', done: 1, code: 500, on: 'getMany' }),
		).toThrow('cannot strike getMany');
	});
});

describe('done, then refused', () => {
	test.each([
		[400, '1688接口调用失败'],
		[400, '支付请求已提交,请勿重复操作'],
		[400, '订单已支付'],
		[400, ''],
		[403, '没有权限'],
		[404, '未找到'],
	])('one order: code %i, %s', async (code, msg) => {
		sandbox.faults.add({ kind: 'code', code, msg, status: code, when: 'after' });
		sandbox.faults.add({ kind: 'code', code, msg, when: 'after' });
		for (const status of [code, 200]) {
			const [{ orderId }] = sandbox.orders.add(1);
			const answer = await pay([orderId]);
			expect(answer.status).toBe(status);
			expect(answer.json()).toMatchObject({ code, msg, data: null });
			expect(sandbox.ledger.debitsOf(orderId)).toBe(1);
		}
	});

	test('create: the order is made and in the list', async () => {
		sandbox.faults.add({ kind: 'code', code: 400, msg: '1688接口调用失败', when: 'after' });
		const body = { ...PREVIEW_REQUEST, outOrderId: 'PO-2' };
		expect(await ask(sandbox, 'create', body)).toMatchObject({ code: 400, data: null });
		const { data } = await ask(sandbox, 'getMany', { outOrderId: 'PO-2' });
		expect(data.data).toMatchObject([{ orderId: sandbox.orders.all()[3].orderId }]);
	});

	test('create: the order is made later', async () => {
		sandbox.faults.add({ kind: 'status', status: 504, laterMs: 60_000 });
		expect((await call(sandbox, 'create', PREVIEW_REQUEST)).status).toBe(504);
		expect(sandbox.orders.all()).toHaveLength(3);
		sandbox.clock.settle();
		expect(sandbox.orders.all()).toHaveLength(4);
	});

	test('HTTP 401 after the work', async () => {
		sandbox.faults.add({ kind: 'status', status: 401, when: 'after' });
		const answer = await pay();
		expect([answer.status, answer.json().code]).toEqual([401, 401]);
		expect(debits()).toEqual([1, 1, 1]);
	});
});

describe('success: false beside code 200', () => {
	const LISTS = () => ({ successOrderIds: ids, failedOrderList: [] });

	test.each([false, 'false'] as const)('%j in the envelope, all debited', async (value) => {
		sandbox.faults.add({ kind: 'successFalse', value, when: 'after', msg: '余额不足' });
		expect((await pay()).json()).toMatchObject({
			code: 200,
			success: value,
			msg: '余额不足',
			data: LISTS(),
		});
		expect(debits()).toEqual([1, 1, 1]);
	});

	test.each([false, 'false'] as const)('%j in data, all debited', async (value) => {
		sandbox.faults.add({ kind: 'successFalse', value, at: 'data', when: 'after' });
		const { code, data, ...others } = (await pay()).json();
		expect([code, data]).toEqual([200, { ...LISTS(), success: value }]);
		expect(others).not.toHaveProperty('success');
		expect(debits()).toEqual([1, 1, 1]);
	});

	test('nothing done, and no data', async () => {
		sandbox.faults.add({ kind: 'successFalse' });
		expect((await pay()).json()).toMatchObject({ code: 200, success: false, data: null });
		sandbox.faults.add({ kind: 'successFalse', at: 'data' });
		expect((await pay()).json()).toMatchObject({ code: 200, data: { success: false } });
		expect(debits()).toEqual([0, 0, 0]);
	});

	test('nothing done, and the ids listed as accepted', async () => {
		sandbox.faults.add({ kind: 'successFalse', data: 'usual' });
		expect((await pay()).json()).toMatchObject({ success: false, data: LISTS() });
		expect(debits()).toEqual([0, 0, 0]);
	});

	test('done later', async () => {
		sandbox.faults.add({ kind: 'successFalse', laterMs: 60_000 });
		expect((await pay()).json()).toMatchObject({ success: false, data: null });
		expect(debits()).toEqual([0, 0, 0]);
		sandbox.clock.settle();
		expect(debits()).toEqual([1, 1, 1]);
	});

	test('create: with and without an order', async () => {
		sandbox.faults.add({ kind: 'successFalse', when: 'after', at: 'data' });
		const made = await ask(sandbox, 'create', PREVIEW_REQUEST);
		const [, , , order] = sandbox.orders.all();
		expect(made.data).toMatchObject([{ orderId: order.orderId, success: false }]);
		sandbox.createAnswer = 'id';
		sandbox.faults.add({ kind: 'successFalse', when: 'after', at: 'data' });
		expect((await ask(sandbox, 'create', PREVIEW_REQUEST)).data).toEqual({
			data: sandbox.orders.all()[4].orderId,
			success: false,
		});
		sandbox.faults.add({ kind: 'successFalse' });
		await ask(sandbox, 'create', PREVIEW_REQUEST);
		expect(sandbox.orders.all()).toHaveLength(5);
	});

	test('a read says it beside its data; a refusal stays a refusal', async () => {
		sandbox.faults.add({ kind: 'successFalse' });
		expect(await ask(sandbox, 'get', { orderId: ids[0] })).toMatchObject({
			code: 200,
			success: false,
			data: { orderId: ids[0] },
		});
		sandbox.faults.add({ kind: 'successFalse', when: 'after' });
		const refused = await ask(sandbox, 'pay', {});
		expect(refused.code).toBe(400);
		expect(refused).not.toHaveProperty('success');
	});
});
