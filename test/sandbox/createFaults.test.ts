import { startSandbox, type Fault, type Sandbox } from '../../sandbox';
import { ask, call, PREVIEW_REQUEST } from './client';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const CUP = { offerId: 889512351602, specId: '530ad00177264564503ec3b848650652', quantity: 1 };
const FOLDING = { offerId: 745120993418, specId: '1f0c7b9a4de2486b8a35c06d7e91f204', quantity: 4 };
const SHOES = { offerId: 682340157729, specId: '9b3e61d05c7f42a8b1d4e8f70a26c35d', quantity: 2 };

const purchase = (...cargoParamList: unknown[]) => ({ ...PREVIEW_REQUEST, cargoParamList });
/** One seller, two lines: 2900 + 4 * 1250 + 600 freight. */
const ONE_SELLER = purchase(CUP, FOLDING);
/** Two sellers: 3500 and 9760. */
const TWO_SELLERS = purchase(CUP, SHOES);

async function create(body: unknown, fault?: Fault) {
	if (fault) sandbox.faults.add(fault);
	const { code, data } = await ask(sandbox, 'create', body);
	expect(code).toBe(200);
	return { data, orders: sandbox.orders.all() };
}
const amounts = () => sandbox.orders.all().map(({ totalAmount }) => totalAmount);
const offers = () => sandbox.orders.all().map(({ lines }) => lines?.map(({ offerId }) => offerId));

describe('the shapes of an answer', () => {
	const entry = (orderId: string, orderAmmount: number) => ({
		...{ orderId, orderAmmount, postFee: 600, success: true },
		...{ resultCode: '200', message: null, payChannel: null },
	});

	test("1688's, one order", async () => {
		sandbox.createAnswer = '1688';
		const { data, orders } = await create(ONE_SELLER);
		expect(data).toEqual({
			orderId: orders[0].orderId,
			totalSuccessAmount: 8500,
			postFee: 600,
			success: true,
			code: null,
			message: null,
			accountPeriod: null,
			failedOfferList: [],
			orderList: [entry(orders[0].orderId, 8500)],
		});
	});

	test("1688's, several orders: no orderId, all in the list", async () => {
		const { data, orders } = await create(TWO_SELLERS, { kind: 'createAnswer', shape: '1688' });
		expect(data).toMatchObject({
			orderId: null,
			totalSuccessAmount: null,
			orderList: [entry(orders[0].orderId, 3500), entry(orders[1].orderId, 9760)],
		});
	});

	test('the first id beside the whole list; ids alone', async () => {
		const first = await create(TWO_SELLERS, { kind: 'createAnswer', shape: 'firstAndList' });
		expect(first.data.orderId).toBe(first.orders[0].orderId);
		expect(first.data.orderList).toHaveLength(2);
		const ids = await create(TWO_SELLERS, { kind: 'createAnswer', shape: 'orderIds' });
		expect(ids.data).toEqual({ orderIds: ids.orders.slice(2).map(({ orderId }) => orderId) });
	});

	test.each([false, 'true', 'false'] as const)(
		'success as %j, the order is made',
		async (success) => {
			const fault: Fault = { kind: 'createAnswer', shape: 'object', success };
			const { data, orders } = await create(ONE_SELLER, fault);
			expect(data).toMatchObject({ orderId: orders[0].orderId, success });
		},
	);

	test('ids as numbers, in the list too', async () => {
		sandbox.createAnswer = 'firstAndList';
		sandbox.faults.add({ kind: 'idsAsNumbers' });
		const { data } = await call(sandbox, 'create', TWO_SELLERS);
		for (const { orderId } of sandbox.orders.all()) expect(data).toContain(`"orderId":${orderId},`);
	});
});

describe('an order that is not as previewed', () => {
	test.each([
		[5000, 13_500],
		[-7000, 1500],
		[-99_999, 600],
	])('costs %i fen more', async (addFen, total) => {
		await create(ONE_SELLER, { kind: 'createdPrice', addFen });
		expect(amounts()).toEqual([total]);
		const [{ orderId }] = sandbox.orders.all();
		await ask(sandbox, 'pay', { orderIds: [orderId] });
		expect(sandbox.ledger.totalFen()).toBe(total);
	});

	test('fewer orders: merged, or one lost without a word', async () => {
		await create(TWO_SELLERS, { kind: 'otherOrders', change: 'merged' });
		expect([amounts(), offers()]).toEqual([[13_260], [[CUP.offerId, SHOES.offerId]]]);
		sandbox.reset();
		const { data } = await create(TWO_SELLERS, { kind: 'otherOrders', change: 'lost' });
		expect([amounts(), data.length]).toEqual([[3500], 1]);
		await create(ONE_SELLER, { kind: 'otherOrders', change: 'lost' });
		expect(amounts()).toEqual([3500, 8500]);
	});

	test('more orders: one for each line, or goods and freight apart', async () => {
		const { data } = await create(ONE_SELLER, { kind: 'otherOrders', change: 'split' });
		expect(data).toHaveLength(2);
		expect([amounts(), offers()]).toEqual([
			[3500, 5000],
			[[CUP.offerId], [FOLDING.offerId]],
		]);
		sandbox.reset();
		await create(PREVIEW_REQUEST, { kind: 'otherOrders', change: 'split' });
		expect(amounts()).toEqual([5800, 600]);
	});
});

describe('a purchase that succeeds in part', () => {
	test('a line is not bought: in failedOfferList, and not in the order', async () => {
		const { data, orders } = await create(ONE_SELLER, { kind: 'linesFailed' });
		expect(data).toMatchObject({
			orderId: orders[0].orderId,
			success: true,
			failedOfferList: [
				{
					offerId: FOLDING.offerId,
					specId: FOLDING.specId,
					errorCode: '500_004',
					errorMessage: '商品库存不足',
				},
			],
		});
		expect([amounts(), offers()]).toEqual([[3500], [[CUP.offerId]]]);
	});

	test('in the flat shape, certain lines, with words of its own', async () => {
		sandbox.createAnswer = 'object';
		const fault: Fault = { kind: 'linesFailed', lines: [0], errorCode: 'X', errorMessage: '下架' };
		const { data, orders } = await create(ONE_SELLER, fault);
		expect(Object.keys(data)).not.toContain('orderList');
		expect(data.orderId).toBe(orders[0].orderId);
		expect(data.failedOfferList).toMatchObject([{ errorCode: 'X', errorMessage: '下架' }]);
		expect(offers()).toEqual([[FOLDING.offerId]]);
	});

	test('all lines: no order at all', async () => {
		const { data } = await create(ONE_SELLER, { kind: 'linesFailed', lines: [0, 1] });
		expect(data).toMatchObject({ orderId: null, orderList: [] });
		expect(data.failedOfferList).toHaveLength(2);
		expect(sandbox.orders.all()).toEqual([]);
	});

	test('a seller is refused beside one that is not', async () => {
		const { data, orders } = await create(TWO_SELLERS, { kind: 'sellersRefused' });
		expect(orders).toHaveLength(1);
		expect(data.orderId).toBeNull();
		expect(data.orderList).toMatchObject([
			{ orderId: orders[0].orderId, success: true },
			{ orderId: null, success: false, resultCode: '500_004', message: '商品库存不足' },
		]);
		expect(amounts()).toEqual([3500]);
	});

	test('all sellers are refused', async () => {
		const { data } = await create(TWO_SELLERS, { kind: 'sellersRefused', count: 2 });
		expect(data.orderList).toMatchObject([{ success: false }, { success: false }]);
		expect(sandbox.orders.all()).toEqual([]);
	});
});
