import { startSandbox, type OrderChange, type Sandbox } from '../../sandbox';
import { ask, PREVIEW_REQUEST } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const CUP = { offerId: 889512351602, specId: '530ad00177264564503ec3b848650652', quantity: 1 };
const SHOES = { offerId: 682340157729, specId: '9b3e61d05c7f42a8b1d4e8f70a26c35d', quantity: 2 };
const BOXES = { offerId: 655018274930, quantity: 3 };
const MACHINE = { offerId: 812006543377, specId: '70d5f2b84c6e4913a7c21e9b5f0d8a46', quantity: 1 };
const FOLDING = { offerId: 745120993418, specId: '1f0c7b9a4de2486b8a35c06d7e91f204', quantity: 4 };

const order = (...cargoParamList: unknown[]) => ({ ...PREVIEW_REQUEST, cargoParamList });

describe('preview', () => {
	test("the documented request gets the documented answer's data", async () => {
		const { data } = await ask(sandbox, 'preview', PREVIEW_REQUEST);
		expect(JSON.stringify(data)).toBe(
			'[{"sumCarriage":600,"sumPayment":6400,"sumTotalPayment":6561,"sumPaymentNoCarriage":5800,' +
				'"orderItemTOList":[{"amount":5800,"message":null,"finalUnitPrice":2900,' +
				'"specId":"530ad00177264564503ec3b848650652","skuId":5736673805656,' +
				'"offerId":889512351602,"openOfferId":"+vIWvlcT2JMpWVABRdm+WQ=="}]}]',
		);
	});

	test('one entry per seller, each with its freight', async () => {
		const { data } = await ask(sandbox, 'preview', order(CUP, SHOES, FOLDING, BOXES));
		expect(data).toMatchObject([
			// the cup maker: 2900 + 4 * 1250
			{ sumPaymentNoCarriage: 7900, sumCarriage: 600, sumPayment: 8500, sumTotalPayment: 8714 },
			{ sumPaymentNoCarriage: 9160, sumCarriage: 600, sumPayment: 9760 },
			{ sumPaymentNoCarriage: 16800, sumCarriage: 600, sumPayment: 17400 },
		]);
		expect(data[0].orderItemTOList).toHaveLength(2);
		expect(data[2].orderItemTOList[0]).toMatchObject({ specId: null, skuId: null });
	});

	test('makes no order', async () => {
		await ask(sandbox, 'preview', PREVIEW_REQUEST);
		expect(sandbox.orders.all()).toEqual([]);
	});

	const { addressParam } = PREVIEW_REQUEST;
	test.each([
		['unknown product', order({ ...CUP, offerId: 1 }), '商品不存在'],
		['unknown spec', order({ ...CUP, specId: 'x' }), '商品规格不存在'],
		['no spec', order({ offerId: CUP.offerId, quantity: 1 }), '商品规格不存在'],
		['offerId as text', order({ ...CUP, offerId: '889512351602' }), 'offerId'],
		['half a cup', order({ ...CUP, quantity: 0.5 }), 'quantity'],
		['no cups', order({ ...CUP, quantity: 0 }), 'quantity'],
		['quantity as text', order({ ...CUP, quantity: '1' }), 'quantity'],
		['no lines', order(), 'cargoParamList'],
		['no flow', { ...PREVIEW_REQUEST, flow: undefined }, 'flow'],
		['no address', { ...PREVIEW_REQUEST, addressParam: null }, 'addressParam'],
		[
			'no name',
			{ ...PREVIEW_REQUEST, addressParam: { ...addressParam, fullName: '' } },
			'fullName',
		],
		[
			'a bad district',
			{ ...PREVIEW_REQUEST, addressParam: { ...addressParam, districtCode: '1' } },
			'districtCode',
		],
	])('%s: code 400, for create too', async (_, body, text) => {
		for (const operation of ['preview', 'create'] as const) {
			const { code, msg, data } = await ask(sandbox, operation, body);
			expect([code, data]).toEqual([400, null]);
			expect(msg).toContain(text);
		}
		expect(sandbox.orders.all()).toEqual([]);
	});
});

describe('create', () => {
	test('one unpaid order per seller', async () => {
		const body = { ...order(CUP, SHOES, FOLDING), outOrderId: 'MY-1', message: '请尽快发货' };
		const { code, data } = await ask(sandbox, 'create', body);
		expect(code).toBe(200);
		const [cups, shoes] = sandbox.orders.all();
		expect(data.map((each: { orderId: string }) => each.orderId)).toEqual([
			cups.orderId,
			shoes.orderId,
		]);
		expect(data[0]).toEqual({
			orderId: expect.stringMatching(/^33\d{17}$/),
			orderNo: expect.stringMatching(/^PO\d{8}0001$/),
			orderStatus: 'WAITING_FOR_PAYMENT',
			payStatus: 1,
			totalAmount: 8500,
			shippingFee: 600,
			productAmount: 7900,
			refundAmount: 0,
			refundStatus: null,
			closeReason: null,
			tbCreateTime: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
			payTime: null,
			outOrderId: 'MY-1',
		});
		expect(sandbox.ledger.all()).toEqual([]);
	});

	test('the same outOrderId again makes another order', async () => {
		const body = { ...PREVIEW_REQUEST, outOrderId: 'MY-1' };
		const [first, second] = [
			await ask(sandbox, 'create', body),
			await ask(sandbox, 'create', body),
		];
		expect(first.data[0].orderId).not.toBe(second.data[0].orderId);
		expect(sandbox.orders.all()).toHaveLength(2);
	});

	test('the other shapes of answer', async () => {
		sandbox.createAnswer = 'object';
		const one = await ask(sandbox, 'create', PREVIEW_REQUEST);
		const { orderId } = sandbox.orders.all()[0];
		expect(one.data).toEqual({ orderId, totalSuccessAmount: 6400, postFee: 600, success: true });
		const two = await ask(sandbox, 'create', order(CUP, SHOES));
		expect(two.data.totalSuccessAmount).toBeNull();
		sandbox.createAnswer = 'id';
		const id = await ask(sandbox, 'create', PREVIEW_REQUEST);
		expect(id.data).toBe(sandbox.orders.all()[3].orderId);
	});

	test('a created order can be paid; the machine is too expensive', async () => {
		const created = await ask(sandbox, 'create', order(CUP, MACHINE));
		const orderIds = created.data.map((each: { orderId: string }) => each.orderId);
		const { data } = await ask(sandbox, 'pay', { orderIds });
		expect(data.successOrderIds).toEqual([orderIds[0]]);
		expect(data.failedOrderList[0].failedReason).toBe('资金账户余额不足');
		expect(sandbox.ledger.totalFen()).toBe(3500);
	});
});

describe('reading', () => {
	test('get: the flat order, and nothing only the sandbox knows', async () => {
		const [order] = sandbox.orders.add({ refusal: '不行', outOrderId: 'MY-2' });
		const { code, data } = await ask(sandbox, 'get', { orderId: order.orderId });
		expect(code).toBe(200);
		expect({ ...data, refusal: '不行', parcels: [] }).toEqual(order);
		expect(Object.keys(data)).toHaveLength(Object.keys(order).length - 2);
	});

	test.each(['get', 'getLogistics'] as const)('%s: unknown order and bad bodies', async (name) => {
		const unknown = await ask(sandbox, name, { orderId: '3300504350583134260' });
		expect(unknown).toMatchObject({ code: 404, msg: '订单不存在', data: null });
		expect(await ask(sandbox, name, {})).toMatchObject({ code: 400, data: null });
		expect(await ask(sandbox, name, { orderId: 33 })).toMatchObject({ code: 400 });
	});

	test('getLogistics: no parcel before shipping, then one that is signed for', async () => {
		const [{ orderId }] = sandbox.orders.add(1);
		const parcels = async () => (await ask(sandbox, 'getLogistics', { orderId })).data;
		await ask(sandbox, 'pay', { orderIds: [orderId] });
		expect(await parcels()).toEqual([]);
		sandbox.orders.ship(orderId);
		expect(await parcels()).toMatchObject([{ orderId, status: 'TRANSPORT' }]);
		sandbox.orders.complete(orderId);
		const [parcel] = await parcels();
		expect(parcel.status).toBe('SIGN');
		expect(parcel.logisticsSteps).toHaveLength(2);
	});

	test('getMany: pages, newest first, nothing lost and nothing twice', async () => {
		const ids = sandbox.orders.add(25).map(({ orderId }) => orderId);
		const pages = [];
		for (const pageNo of [1, 2, 3, 4]) {
			pages.push((await ask(sandbox, 'getMany', { pageNo, pageSize: 10 })).data);
		}
		expect(pages.map(({ data }) => data.length)).toEqual([10, 10, 5, 0]);
		expect(pages[2]).toMatchObject({ pageNo: 3, pageSize: 10, totalRecords: 25 });
		const seen = pages.flatMap(({ data }) => data.map((each: { orderId: string }) => each.orderId));
		expect(seen).toEqual(ids.reverse());
	});

	test('getMany: each filter', async () => {
		const [paid, other, out] = sandbox.orders.add([{}, {}, { outOrderId: 'MY-3' }]);
		await ask(sandbox, 'pay', { orderIds: [paid.orderId] });
		const find = async (filter: object) =>
			(await ask(sandbox, 'getMany', filter)).data.data.map((o: { orderId: string }) => o.orderId);
		expect(await find({ payStatus: 2 })).toEqual([paid.orderId]);
		expect(await find({ orderStatus: 'WAITING_FOR_PAYMENT' })).toEqual([
			out.orderId,
			other.orderId,
		]);
		expect(await find({ orderId: other.orderId })).toEqual([other.orderId]);
		expect(await find({ outOrderId: 'MY-3' })).toEqual([out.orderId]);
		expect(await find({ outOrderId: 'MY-3', payStatus: 2 })).toEqual([]);
		expect(await ask(sandbox, 'getMany', { pageNo: 0 })).toMatchObject({ code: 400 });
	});

	test('getMany: the other envelopes', async () => {
		const [{ orderId }] = sandbox.orders.add(1);
		for (const key of ['records', 'list', 'result'] as const) {
			sandbox.listEnvelope = key;
			const { data } = await ask(sandbox, 'getMany', {});
			expect(Object.keys(data)).toEqual(['pageNo', 'pageSize', 'totalRecords', key]);
			expect(data[key]).toMatchObject([{ orderId }]);
		}
		sandbox.listEnvelope = 'bare';
		expect((await ask(sandbox, 'getMany', {})).data).toMatchObject([{ orderId }]);
	});

	test('productSearch', async () => {
		const { data } = await ask(sandbox, 'productSearch', {
			keyword: '杯',
			pageSize: 1,
			beginPage: 2,
		});
		expect(data).toMatchObject({ totalRecords: 2, totalPage: 2, pageSize: 1, currentPage: 2 });
		expect(data.data).toMatchObject([{ offerId: 745120993418, price: '12.50' }]);
		const whole = await ask(sandbox, 'productSearch', { keyword: '保温' });
		expect(whole.data.data).toMatchObject([{ price: '29.00' }]);
		const none = await ask(sandbox, 'productSearch', { keyword: 'zzz' });
		expect(none).toMatchObject({ code: 200, data: { totalRecords: 0, data: [] } });
		expect(await ask(sandbox, 'productSearch', {})).toMatchObject({ code: 400, data: null });
	});
});

describe('the order book', () => {
	test('ids: 19 digits, 33 in front, unique, the same for the same seed', async () => {
		const ids = sandbox.orders.add(2000).map(({ orderId }) => orderId);
		expect(ids.every((id) => /^33\d{17}$/.test(id))).toBe(true);
		expect(new Set(ids).size).toBe(2000);
		// a client that reads them as numbers must be found out
		expect(ids.some((id) => String(Number(id)) === id)).toBe(false);

		sandbox.reset();
		expect(sandbox.orders.add(3).map(({ orderId }) => orderId)).toEqual(ids.slice(0, 3));
		const other = await startSandbox({ seed: 2, orders: 3 });
		await other.stop();
		expect(ids).not.toContain(other.orders.all()[0].orderId);
	});

	test('every change can be observed, whoever makes it', async () => {
		const changes: OrderChange[] = [];
		const stop = sandbox.orders.onChange((change) => changes.push(change));
		const created = await ask(sandbox, 'create', PREVIEW_REQUEST);
		const { orderId } = created.data[0];
		sandbox.orders.changePrice(orderId, 6000);
		await ask(sandbox, 'pay', { orderIds: [orderId] });
		sandbox.orders.ship(orderId);
		sandbox.orders.complete(orderId);
		sandbox.orders.cancel(sandbox.orders.add(1)[0].orderId);
		stop();
		sandbox.orders.add(1);
		expect(changes.map(({ kind, order: { orderStatus } }) => [kind, orderStatus])).toEqual([
			['created', 'WAITING_FOR_PAYMENT'],
			['priceChanged', 'WAITING_FOR_PAYMENT'],
			['paid', 'WAITING_FOR_SENT'],
			['shipped', 'WAITING_FOR_RECEIVE'],
			['completed', 'SUCCESS'],
			['created', 'WAITING_FOR_PAYMENT'],
			['cancelled', 'CANCEL'],
		]);
		expect(sandbox.ledger.totalFen()).toBe(6000);
	});

	test('impossible changes are refused and change nothing', () => {
		const { orders } = sandbox;
		const [{ orderId }] = orders.add(1);
		expect(() => orders.ship(orderId)).toThrow('only WAITING_FOR_SENT');
		expect(() => orders.complete(orderId)).toThrow('only WAITING_FOR_RECEIVE');
		expect(() => orders.changePrice(orderId, 599)).toThrow('600 or more');
		expect(() => orders.changePrice(orderId, 700.5)).toThrow('must be fen');
		expect(() => orders.cancel('33')).toThrow('there is no order 33');
		expect(() => orders.add([{ totalAmount: 5 }, { orderId }])).toThrow('already an order');
		expect(() => orders.add([{ orderId: '34' }, { orderId: '34' }])).toThrow('already an order');
		expect(() => orders.add({ totalAmount: 1.5 })).toThrow('whole fen');
		expect(() => orders.add({ totalAmount: 5, shippingFee: 6 })).toThrow('whole fen');
		orders.cancel(orderId);
		expect(() => orders.markPaid(orderId)).toThrow('only WAITING_FOR_PAYMENT');
		expect(orders.all()).toHaveLength(1);
	});
});
