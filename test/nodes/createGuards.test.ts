import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { buying, OTHER_SELLERS_LINE, SAMPLE_LINE } from '../harness/purchases';
import { linkOf, orderIdsOf, useSandbox } from '../harness/scene';
import { ON_ERROR } from '../harness/workflows';

const scene = useSandbox();
const create = async (
	changes: IDataObject = {},
	input: IDataObject[] = [{}],
	more: Parameters<typeof scene.run>[2] = {},
) =>
	await scene.run(
		{ operation: 'create', ...buying({ outOrderId: 'PO-1', ...changes }), options: OPTIONS },
		input,
		more,
	);
const OPTIONS = { verifyWait: 100 };

const operationsSent = () => scene.sandbox.requests.all().map(({ operation }) => operation);
const created = () => orderIdsOf(scene.sandbox.orders.all() as unknown as IDataObject[]);
/** An order of the price of the sample purchase. */
const existingOrder = (outOrderId: string | null = 'PO-1', totalAmount = 6400) =>
	scene.sandbox.orders.add({ outOrderId, totalAmount, shippingFee: 600 })[0];
const listIs = (fault: Omit<Extract<Fault, { kind: 'list' }>, 'kind'>) =>
	scene.sandbox.faults.add({ on: 'getMany', kind: 'list', times: 0, ...fault });

const BOTH = ['returnExisting', 'refuse'] as const;

describe('If It Exists Already: Create Another', () => {
	it('is the default, and does not look', async () => {
		existingOrder();
		const { succeeded } = await create();
		expect(operationsSent()).toEqual(['preview', 'create']);
		expect(created()).toHaveLength(2);
		expect(succeeded[0]).not.toHaveProperty('existing');
	});
});

describe.each(BOTH)('If It Exists Already: %s', (ifExists) => {
	it('creates the order when there is none: an empty list is believed', async () => {
		const { succeeded } = await create({ ifExists });
		expect(operationsSent()).toEqual(['getMany', 'preview', 'create']);
		expect(orderIdsOf(succeeded)).toEqual(created());
		expect(succeeded[0]).not.toHaveProperty('existing');
	});

	it('asks the list for this number', async () => {
		await create({ ifExists });
		expect(scene.sandbox.requests.of('getMany')[0].body).toMatchObject({ outOrderId: 'PO-1' });
	});

	it('does not count orders that are cancelled, or of another number', async () => {
		scene.sandbox.orders.cancel(existingOrder().orderId);
		existingOrder('PO-2');
		const { succeeded } = await create({ ifExists });
		expect(created()).toHaveLength(3);
		expect(orderIdsOf(succeeded)).toEqual([created()[2]]);
	});

	it('reads a list that ignores the filter to its end', async () => {
		const order = existingOrder();
		for (let count = 0; count < 120; count++) existingOrder(`PO-9${count}`);
		listIs({ ignoresOutOrderId: true });
		const { succeeded, failed } = await create({ ifExists });
		expect(orderIdsOf([...succeeded, ...failed])).toEqual([order.orderId]);
		expect(created()).toHaveLength(121);
		expect(scene.sandbox.requests.of('getMany').length).toBeGreaterThanOrEqual(3);
	});

	it('reads on when the list gives shorter pages than asked for', async () => {
		const order = existingOrder();
		for (let count = 0; count < 25; count++) existingOrder(`PO-9${count}`);
		listIs({ ignoresOutOrderId: true, maxPageSize: 10 });
		const { succeeded, failed } = await create({ ifExists });
		expect(orderIdsOf([...succeeded, ...failed])).toEqual([order.orderId]);
	});

	const cannotLook: Array<[string, () => void]> = [
		[
			'has rows without the field',
			() => {
				existingOrder('PO-2');
				listIs({ ignoresOutOrderId: true, hidesOutOrderId: true });
			},
		],
		[
			'has rows none of which has a number',
			() => {
				existingOrder(null);
				listIs({ ignoresOutOrderId: true });
			},
		],
		['is a login page', () => scene.sandbox.faults.add({ on: 'getMany', kind: 'html', times: 0 })],
		['is lost', () => scene.sandbox.faults.add({ on: 'getMany', kind: 'reset', times: 0 })],
		[
			'is refused',
			() => scene.sandbox.faults.add({ on: 'getMany', kind: 'code', code: 500, times: 0 }),
		],
		[
			'has no list in it',
			() =>
				scene.sandbox.faults.add({
					...{ on: 'getMany', kind: 'raw', times: 0 },
					body: '{"code":200,"msg":"成功","data":{"orders":{}}}',
				}),
		],
		[
			'cannot be read to its end',
			() => {
				for (let count = 0; count < 60; count++) existingOrder(`PO-9${count}`);
				listIs({ ignoresOutOrderId: true, times: 1 } as Parameters<typeof listIs>[0]);
				scene.sandbox.faults.add({ on: 'getMany', kind: 'html', times: 0 });
			},
		],
	];
	it.each(cannotLook)('creates nothing when the list %s', async (_, plan) => {
		plan();
		const before = created();
		const { succeeded, failed } = await create({ ifExists });
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([
			{ outOrderId: 'PO-1', outcome: 'notSent', errorCode: 'CANNOT_LOOK' },
		]);
		expect(failed[0].errorMessage).toContain('No order was created');
		expect(created()).toEqual(before);
		expect(operationsSent()).not.toContain('create');
	});

	it.each([
		['is empty', ''],
		['gives nothing', '={{ $json.number }}'],
		['is blank', '  '],
	])('sends nothing when the Out Order ID %s', async (_, outOrderId) => {
		const { failed } = await create({ ifExists, outOrderId });
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'INVALID_INPUT' }]);
		expect(failed[0].errorMessage).toContain("'Out Order ID' is empty");
		expect(scene.sandbox.requests.all()).toEqual([]);
	});
});

describe('Return Existing', () => {
	const returning = async (changes: IDataObject = {}, input: IDataObject[] = [{}]) =>
		await create({ ifExists: 'returnExisting', ...changes }, input);

	it('gives the order that is there, on Succeeded, and creates nothing', async () => {
		const order = existingOrder();
		const { succeeded, failed } = await returning();
		expect(failed).toEqual([]);
		expect(succeeded).toMatchObject([
			{
				...{ orderId: order.orderId, outOrderId: 'PO-1', outcome: 'succeeded', existing: true },
				...{ totalCny: '64.00', operation: 'create' },
			},
		]);
		expect(created()).toEqual([order.orderId]);
	});

	it('gives all of them, without the cancelled ones', async () => {
		const orders = [existingOrder('PO-1', 6400), existingOrder('PO-1', 5180)];
		scene.sandbox.orders.cancel(existingOrder().orderId);
		const { succeeded } = await returning({
			items: { item: [SAMPLE_LINE, OTHER_SELLERS_LINE] },
		});
		expect(orderIdsOf(succeeded).sort()).toEqual(orders.map(({ orderId }) => orderId).sort());
		expect(succeeded.map(({ existing }) => existing)).toEqual([true, true]);
	});

	it.each<[string, () => void, IDataObject]>([
		['costs more than the preview', () => existingOrder('PO-1', 6562), {}],
		['costs less', () => existingOrder('PO-1', 6399), {}],
		[
			'costs more than the tolerance allows',
			() => existingOrder('PO-1', 7000),
			{ priceTolerance: '4.38' },
		],
		[
			'is one, where the purchase needs two',
			() => existingOrder(),
			{ items: { item: [SAMPLE_LINE, OTHER_SELLERS_LINE] } },
		],
		[
			'does not say what it costs',
			() => {
				const { orderId } = existingOrder();
				const row = { orderId, outOrderId: 'PO-1', orderStatus: 'WAITING_FOR_PAYMENT' };
				const body = JSON.stringify({ code: 200, msg: '成功', data: [row] });
				scene.sandbox.faults.add({ on: 'getMany', kind: 'raw', times: 0, body });
			},
			{},
		],
	])('is differs, and creates nothing, when what is there %s', async (_, plan, changes) => {
		plan();
		const before = created();
		const { succeeded, failed } = await returning(changes);
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([
			{ orderId: before[0], outcome: 'differs', errorCode: 'EXISTING_DIFFERS', existing: true },
		]);
		expect(created()).toEqual(before);
	});

	it.each([
		[6400, ''],
		[6561, ''],
		[7000, '4.39'],
		[6100, '3'],
	])('takes %s fen for the purchase with a tolerance of "%s"', async (fen, priceTolerance) => {
		const { orderId } = existingOrder('PO-1', fen);
		const { succeeded } = await returning({ priceTolerance });
		expect(orderIdsOf(succeeded)).toEqual([orderId]);
	});

	it('compares nothing without a preview', async () => {
		const { orderId } = existingOrder('PO-1', 9999);
		const { succeeded } = await returning({ previewFirst: false });
		expect(orderIdsOf(succeeded)).toEqual([orderId]);
		expect(operationsSent()).toEqual(['getMany']);
	});

	it('takes nothing that it could not compare because the preview failed', async () => {
		const orders = [existingOrder('PO-1', 6400), existingOrder('PO-1', 5180)];
		scene.sandbox.faults.add({ on: 'preview', kind: 'code', code: 500, times: 0, msg: '系统繁忙' });
		const { succeeded, failed } = await returning();
		expect(succeeded).toEqual([]);
		expect(orderIdsOf(failed).sort()).toEqual(orders.map(({ orderId }) => orderId).sort());
		for (const item of failed) {
			expect(item).toMatchObject({ outcome: 'notSent', existing: true });
			expect(item.errorMessage).toContain('It could not be compared with this purchase');
		}
		expect(operationsSent()).not.toContain('create');
	});

	it('takes it without a comparison where none is wanted, even if a preview would fail', async () => {
		const { orderId } = existingOrder('PO-1', 9999);
		scene.sandbox.faults.add({ on: 'preview', kind: 'code', code: 500, times: 0, msg: '系统繁忙' });
		expect(orderIdsOf((await returning({ previewFirst: false })).succeeded)).toEqual([orderId]);
	});

	it('of one run: the first item creates, the others get its order', async () => {
		const { succeeded, failed, items } = await returning({}, [{}, {}, {}]);
		expect(failed).toEqual([]);
		expect(created()).toHaveLength(1);
		expect(orderIdsOf(succeeded)).toEqual([created()[0], created()[0], created()[0]]);
		expect(succeeded.map(({ existing }) => existing)).toEqual([undefined, true, true]);
		expect(items[0].map(linkOf)).toEqual([0, 1, 2]);
	});

	it('of one run: an item that wants something else does not get that order for its own', async () => {
		const { succeeded, failed } = await returning(
			{ items: { item: [{ ...SAMPLE_LINE, quantity: '={{ $json.quantity }}' }] } },
			[{ quantity: 2 }, { quantity: 50 }],
		);
		expect(created()).toHaveLength(1);
		expect(orderIdsOf(succeeded)).toEqual(created());
		expect(failed).toMatchObject([
			{ orderId: created()[0], outcome: 'differs', errorCode: 'EXISTING_DIFFERS' },
		]);
	});

	it('of one run: the second creates when the first was refused', async () => {
		scene.sandbox.faults.add({ on: 'create', kind: 'code', code: 400, msg: '商品库存不足' });
		const { succeeded, failed } = await returning({}, [{}, {}]);
		expect(failed).toMatchObject([{ outcome: 'rejected' }]);
		expect(orderIdsOf(succeeded)).toEqual(created());
		expect(created()).toHaveLength(1);
	});

	it('of one run: the second creates nothing when the first is unclear', async () => {
		scene.sandbox.faults.add({ on: 'create', kind: 'reset', when: 'after' });
		listIs({ lagMs: 60_000 });
		const { succeeded, failed } = await returning({}, [{}, {}]);
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([
			{ outcome: 'unknown', errorCode: 'CONNECTION_LOST' },
			{ outcome: 'notSent', errorCode: 'CANNOT_LOOK' },
		]);
		expect(created()).toHaveLength(1);
	});

	it('leads on to Pay, which pays the order that is there', async () => {
		const { orderId } = existingOrder();
		const { succeeded } = await returning();
		await scene.run({ operation: 'pay', expectedTotal: '={{ $json.totalCny }}' }, succeeded);
		expect(scene.sandbox.ledger.all()).toMatchObject([{ orderId }]);
	});
});

describe('Refuse', () => {
	it('names the order that is there, on Failed, and neither previews nor creates', async () => {
		const order = existingOrder();
		const { succeeded, failed } = await create({ ifExists: 'refuse' });
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([
			{
				...{ orderId: order.orderId, outOrderId: 'PO-1', existing: true, retryable: false },
				...{ outcome: 'notSent', errorCode: 'ALREADY_EXISTS', totalCny: '64.00' },
			},
		]);
		expect(operationsSent()).toEqual(['getMany']);
	});

	it('of one run: the first item creates, the others are refused', async () => {
		const { succeeded, failed } = await create({ ifExists: 'refuse' }, [{}, {}]);
		expect(orderIdsOf(succeeded)).toEqual(created());
		expect(created()).toHaveLength(1);
		expect(failed).toMatchObject([{ orderId: created()[0], errorCode: 'ALREADY_EXISTS' }]);
	});
});

describe.each(Object.entries(ON_ERROR))('A guard of Create, On Error: %s', (_, onError) => {
	it.each<[string, IDataObject]>([
		['If It Exists Already', { ifExists: 'return' }],
		['If It Exists Already', { ifExists: '={{ $json.nothing }}' }],
		['If It Exists Already', { ifExists: true }],
		['Preview First', { previewFirst: '={{ "true" }}' }],
		['Preview First', { previewFirst: '={{ $json.nothing }}' }],
		['Maximum Total (CNY)', { maximumTotal: '={{ $json.nothing }}' }],
		['Maximum Total (CNY)', { maximumTotal: '500,00' }],
		['Maximum Total (CNY)', { maximumTotal: 'much' }],
		['Price Tolerance (CNY)', { priceTolerance: '={{ $json.nothing }}' }],
		['Price Tolerance (CNY)', { priceTolerance: '-1' }],
		["'Preview First'", { maximumTotal: '500', previewFirst: false }],
	])('that is not exactly what it should be sends nothing: %s %j', async (label, changes) => {
		const { succeeded, failed, stoppedBy } = await create(changes, [{}], {
			settings: onError ? { onError } : {},
		});
		expect(scene.sandbox.requests.all()).toEqual([]);
		expect(succeeded).toEqual([]);
		expect(stoppedBy ?? failed[0].errorMessage).toContain(label);
	});
});
