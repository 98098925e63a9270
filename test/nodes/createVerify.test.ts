import type { IDataObject } from 'n8n-workflow';

import { outputsOf, runWorkflow } from '../harness/engine';
import { buying, OTHER_SELLERS_LINE, SAMPLE_LINE } from '../harness/purchases';
import { credentialFor, orderIdsOf, useSandbox } from '../harness/scene';
import { itemsFrom, loopWorkflow } from '../harness/workflows';

const scene = useSandbox();
const LOOKING = { verifyWait: 100 };
const create = async (
	changes: IDataObject = {},
	input: IDataObject[] = [{}],
	options: IDataObject = {},
) =>
	await scene.run(
		{ operation: 'create', ...buying(changes), options: { ...LOOKING, ...options } },
		input,
	);

const operationsSent = () => scene.sandbox.requests.all().map(({ operation }) => operation);
const created = () => scene.sandbox.orders.all().map(({ orderId }) => orderId);
const lost = { on: 'create', kind: 'reset', when: 'after' } as const;
const notCreated = { ...lost, when: 'before' } as const;
const TWO_SELLERS = { items: { item: [SAMPLE_LINE, OTHER_SELLERS_LINE] } };

/** Answers the order list with these rows. */
const list = (...rows: IDataObject[]) =>
	scene.sandbox.faults.add({
		on: 'getMany',
		kind: 'raw',
		times: 0,
		body: JSON.stringify({ code: 200, msg: '成功', data: rows }),
	});
const answer = (data: unknown) =>
	scene.sandbox.faults.add({
		on: 'create',
		kind: 'raw',
		body: JSON.stringify({ code: 200, msg: '成功', data }),
	});
const [A, B] = ['3300504350583134260', '3300504350583134278'];
/** China time, some ms from now. */
const timeIn = (ms: number) =>
	new Date(Date.now() + 8 * 3_600_000 + ms).toISOString().slice(0, 19).replace('T', ' ');
const row = (orderId: string, changes: IDataObject = {}) => ({
	orderId,
	outOrderId: 'PO-1',
	tbCreateTime: timeIn(1000),
	orderStatus: 'WAITING_FOR_PAYMENT',
	payStatus: 1,
	totalAmount: 6400,
	...changes,
});

describe('Create with Verify Unknown', () => {
	it('finds the order by its Out Order ID, and never creates it again', async () => {
		scene.sandbox.faults.add(lost);
		const { succeeded, failed } = await create({ outOrderId: 'PO-1' });
		expect(failed).toEqual([]);
		expect(succeeded).toMatchObject([
			{ orderId: created()[0], outOrderId: 'PO-1', settledBy: 'orderList', totalCny: '64.00' },
		]);
		expect(operationsSent()).toEqual(['preview', 'create', 'getMany']);
	});

	it('finds all orders of a purchase that was split', async () => {
		scene.sandbox.faults.add(lost);
		const { succeeded } = await create({ outOrderId: 'PO-1', ...TWO_SELLERS });
		expect(orderIdsOf(succeeded).sort()).toEqual([...created()].sort());
		expect(created()).toHaveLength(2);
	});

	it('finds an order after a no in words nobody knows', async () => {
		scene.sandbox.faults.add({
			...{ on: 'create', kind: 'code', code: 400, msg: '1688接口调用失败', when: 'after' },
		});
		const { succeeded } = await create({ outOrderId: 'PO-1' });
		expect(orderIdsOf(succeeded)).toEqual(created());
	});

	it('finds it at the path that the credential corrects', async () => {
		scene.sandbox.faults.add(lost);
		await scene.run(
			{ operation: 'create', ...buying({ outOrderId: 'PO-1' }), options: LOOKING },
			[{}],
			{ credential: { endpointPaths: '{ "order.getMany": "/my/list" }' } },
		);
		expect(scene.sandbox.requests.all().at(-1)?.path).toBe('/api/my/list');
	});

	it('of several orders lost in part finds none until all are there', async () => {
		scene.sandbox.faults.add({
			on: 'create',
			kind: 'halfWay',
			done: 1,
			code: 500,
			msg: '库存不足',
		});
		const { succeeded, failed } = await create({ outOrderId: 'PO-1', ...TWO_SELLERS });
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ outcome: 'unknown' }]);
		expect(created()).toHaveLength(1);
	});

	it('never takes one of two orders for the purchase, also without a preview', async () => {
		scene.sandbox.faults.add(lost);
		// the second of two orders comes into the list late
		scene.sandbox.faults.add({
			...{ on: 'getMany', kind: 'raw' },
			body: JSON.stringify({ code: 200, msg: '成功', data: [row(A)] }),
		});
		const { succeeded } = await create({
			...{ outOrderId: 'PO-1', previewFirst: false },
			...TWO_SELLERS,
		});
		expect(created()).toHaveLength(2);
		expect([0, 2]).toContain(succeeded.length);
		expect(orderIdsOf(succeeded)).not.toContain(A);
	});
});

describe('Create with Verify Unknown leaves it unknown', () => {
	const unknownWith = async (changes: IDataObject = {}, input: IDataObject[] = [{}]) => {
		const { succeeded, failed } = await create({ outOrderId: 'PO-1', ...changes }, input);
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ outcome: 'unknown', retryable: false }]);
		expect(operationsSent().filter((operation) => operation === 'create')).toHaveLength(1);
		return failed;
	};

	it('when the order is not there', async () => {
		scene.sandbox.faults.add(notCreated);
		expect((await unknownWith())[0].errorCode).toBe('CONNECTION_LOST');
	});

	it('when no Out Order ID was given', async () => {
		scene.sandbox.faults.add(lost);
		await unknownWith({ outOrderId: '' });
		expect(operationsSent()).not.toContain('getMany');
	});

	it.each<[string, IDataObject]>([
		['is years old', { tbCreateTime: '2020-01-01 00:00:00' }],
		['is 30 seconds old', { tbCreateTime: timeIn(-30_000) }],
		['has no time', { tbCreateTime: null }],
		['has a time that cannot be read', { tbCreateTime: 1_764_160_000_000 }],
		['is cancelled', { orderStatus: 'CANCEL' }],
		['costs something else', { totalAmount: 9900 }],
		['has another number', { outOrderId: 'PO-2' }],
		['has no order number', { orderId: null }],
	])('when the order in the list %s', async (_, changes) => {
		scene.sandbox.faults.add(notCreated);
		list(row(A, changes));
		await unknownWith();
	});

	it('when the list has one order too many', async () => {
		scene.sandbox.faults.add(lost);
		list(row(A), row(B));
		await unknownWith();
	});

	it.each(['html', 'reset'] as const)('when the list cannot be read: %s', async (kind) => {
		scene.sandbox.faults.add(lost);
		scene.sandbox.faults.add({ on: 'getMany', kind, times: 0 });
		await unknownWith();
	});

	it('when an earlier turn of a loop has created an order with the same number', async () => {
		scene.sandbox.faults.add({ ...notCreated, skip: 1 });
		const run = await runWorkflow(
			loopWorkflow({
				operation: 'create',
				...buying({
					outOrderId: 'PO-1',
					items: { item: [{ ...SAMPLE_LINE, quantity: '={{ $json.quantity }}' }] },
				}),
				options: LOOKING,
			}),
			credentialFor(scene.sandbox.baseUrl),
			itemsFrom({ quantity: 2 }, { quantity: 1 }),
		);
		const [items] = outputsOf(run, 'Done');
		expect(created()).toHaveLength(1);
		expect(items.map(({ outcome }) => outcome)).toEqual(['succeeded', 'unknown']);
	});

	it('when two items share the number', async () => {
		scene.sandbox.faults.add({ ...notCreated, skip: 1 });
		const { succeeded, failed } = await create({ outOrderId: 'PO-1' }, [{}, {}], {
			maxConcurrency: 1,
		});
		expect(orderIdsOf(succeeded)).toEqual(created());
		expect(failed).toMatchObject([{ outcome: 'unknown' }]);
		expect(operationsSent()).not.toContain('getMany');
	});

	it('when an order with the number had been there before', async () => {
		const [order] = scene.sandbox.orders.add({ outOrderId: 'PO-1', totalAmount: 9900 });
		scene.sandbox.orders.cancel(order.orderId);
		scene.sandbox.faults.add(notCreated);
		await unknownWith({ ifExists: 'returnExisting' });
	});
});

describe('Create with Verify Unknown, when the answer names orders', () => {
	it('keeps what the answer already said when the list knows less', async () => {
		answer([{ orderId: A }, { orderId: B, success: false, message: '部分失败' }]);
		list(row(A));
		const { succeeded, failed } = await create({ outOrderId: 'PO-1', ...TWO_SELLERS });
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([
			{ orderId: A, outcome: 'differs' },
			{ orderId: B, outcome: 'unknown' },
		]);
	});

	it('counts orders, not rows', async () => {
		answer([{ orderId: A }, { orderId: A }]);
		list(row(A), row(A));
		const { succeeded, failed } = await create({ outOrderId: 'PO-1', ...TWO_SELLERS });
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ orderId: A, outcome: 'differs' }]);
	});

	it('believes none of them in an answer that says no as a whole', async () => {
		answer({ success: false, message: '库存不足', list: [{ orderId: A }] });
		const { succeeded, failed } = await create();
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ orderId: A, outcome: 'unknown' }]);
	});

	it('does not look where an answer that proves it is there says that it differs', async () => {
		scene.sandbox.faults.add({ on: 'create', kind: 'createdPrice', addFen: 5000 });
		const { failed } = await create({ outOrderId: 'PO-1' });
		expect(failed).toMatchObject([{ outcome: 'differs', errorCode: 'PRICE_CHANGED' }]);
		expect(operationsSent()).not.toContain('getMany');
	});
});
