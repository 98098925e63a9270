import type { IDataObject } from 'n8n-workflow';

import { buying, OTHER_SELLERS_LINE, SAMPLE_LINE } from '../harness/purchases';
import { orderIdsOf, useSandbox } from '../harness/scene';

const scene = useSandbox();
const create = async (
	changes: IDataObject = {},
	input: IDataObject[] = [{}],
	options: IDataObject = {},
) =>
	await scene.run(
		{ operation: 'create', ...buying(changes), options: { verifyWait: 100, ...options } },
		input,
	);

const operationsSent = () => scene.sandbox.requests.all().map(({ operation }) => operation);
const created = () => orderIdsOf(scene.sandbox.orders.all() as unknown as IDataObject[]);

describe('Create', () => {
	it('previews, then creates, and gives the order with its number and total', async () => {
		const { succeeded, failed } = await create({ outOrderId: 'PO-1' });

		expect(operationsSent()).toEqual(['preview', 'create']);
		expect(failed).toEqual([]);
		expect(orderIdsOf(succeeded)).toEqual(created());
		expect(succeeded[0]).toMatchObject({
			outOrderId: 'PO-1',
			outcome: 'succeeded',
			operation: 'create',
			totalAmount: 6400,
			totalCny: '64.00',
			payStatus: 1,
		});
	});

	it('sends the extra fields with create only, and leaves out what is empty', async () => {
		await create({ message: 'Please hurry', tradeType: 'fxassure', shopPromotionId: '' });
		const [preview, order] = scene.sandbox.requests.all().map(({ body }) => body as IDataObject);
		expect(preview).not.toHaveProperty('message');
		expect(order).toEqual({ ...preview, message: 'Please hurry', tradeType: 'fxassure' });
	});

	it.each(['array', 'object', 'id'] as const)(
		'finds the order number in an answer that is an %s',
		async (shape) => {
			scene.sandbox.createAnswer = shape;
			const { succeeded } = await create();
			expect(orderIdsOf(succeeded)).toEqual(created());
		},
	);

	it('gives every order when the purchase is split by seller', async () => {
		const { succeeded } = await create({ items: { item: [SAMPLE_LINE, OTHER_SELLERS_LINE] } });
		expect(orderIdsOf(succeeded)).toEqual(created());
		expect(created()).toHaveLength(2);
	});

	it.each(['object', 'id'] as const)(
		'says so when the answer (an %s) names fewer orders than the preview announced',
		async (shape) => {
			scene.sandbox.createAnswer = shape;
			const { succeeded, failed } = await create({
				items: { item: [SAMPLE_LINE, OTHER_SELLERS_LINE] },
			});
			expect(orderIdsOf(succeeded)).toEqual([created()[0]]);
			expect(failed).toMatchObject([{ outcome: 'unknown', errorCode: 'NO_ORDER_ID' }]);
			expect(failed[0].errorMessage).toContain('fewer order numbers (1)');
		},
	);

	it('creates one order per input item', async () => {
		const { succeeded } = await create({ outOrderId: '={{ $json.number }}' }, [
			{ number: 'PO-1' },
			{ number: 'PO-2' },
		]);
		expect(succeeded.map(({ outOrderId }) => outOrderId)).toEqual(['PO-1', 'PO-2']);
		expect(created()).toHaveLength(2);
	});

	it.each([
		['64', 1],
		['64.00', 1],
		['63.99', 0],
		['0', 0],
	])(
		'with a maximum total of %s CNY creates %s order(s) of 64.00',
		async (maximumTotal, orders) => {
			const { failed } = await create({ maximumTotal });
			expect(created()).toHaveLength(orders);
			if (orders === 0) {
				expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'ABOVE_MAXIMUM_TOTAL' }]);
				expect(failed[0].errorMessage).toContain('64.00 CNY');
				expect(operationsSent()).toEqual(['preview']);
			}
		},
	);

	it('does not take a limit that came out empty for "no limit"', async () => {
		const { failed } = await create({ maximumTotal: '={{ $json.missing }}' });
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'INVALID_INPUT' }]);
		expect(failed[0].errorMessage).toContain("'Maximum Total (CNY)'");
		expect(operationsSent()).toEqual([]);
	});

	it('does not ignore a limit when the preview is switched off', async () => {
		const { failed } = await create({ maximumTotal: '100', previewFirst: false });
		expect(failed).toMatchObject([{ outcome: 'notSent' }]);
		expect(operationsSent()).toEqual([]);
	});

	it('fails the item only whose Out Order ID is an expression that does not work', async () => {
		const outOrderId = '={{ $json.number ?? $("Nowhere").item.json.number }}';
		const { succeeded, failed } = await create({ outOrderId }, [{ number: 'PO-1' }, {}]);
		expect(succeeded).toMatchObject([{ outOrderId: 'PO-1' }]);
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'INVALID_INPUT' }]);
		expect(created()).toHaveLength(1);
	});

	it('keeps the order number of an answer that contradicts itself', async () => {
		scene.sandbox.faults.add({
			on: 'create',
			kind: 'raw',
			body: '{"code":200,"msg":"成功","data":{"success":false,"message":"部分失败","orderId":3300504350583134260}}',
		});
		const { failed } = await create();
		expect(failed).toMatchObject([{ outcome: 'unknown', orderId: '3300504350583134260' }]);
	});

	it.each([
		['a negative total', '[{"sumPayment":-1}]'],
		['an entry without a total', '[{"sumPayment":500},{}]'],
		['an entry that is none', '[{"sumPayment":500},null]'],
	])('does not create on a preview with %s when there is a limit', async (_, data) => {
		scene.sandbox.faults.add({
			on: 'preview',
			kind: 'raw',
			body: `{"code":200,"msg":"成功","data":${data}}`,
		});
		const { failed } = await create({ maximumTotal: '10' });
		expect(failed).toMatchObject([{ outcome: 'notSent' }]);
		expect(operationsSent()).toEqual(['preview']);
	});

	it('creates without a preview if told so', async () => {
		await create({ previewFirst: false });
		expect(operationsSent()).toEqual(['create']);
	});

	it('creates nothing when the preview is refused', async () => {
		const { failed } = await create({ items: { item: [{ ...SAMPLE_LINE, offerId: '1' }] } });
		expect(failed).toMatchObject([{ outcome: 'rejected' }]);
		expect(failed[0].errorMessage).toMatch(
			/^The preview did not go through, so no order was created/,
		);
		expect(operationsSent()).toEqual(['preview']);
	});

	it('creates nothing when the preview is not answered', async () => {
		scene.sandbox.faults.add({ on: 'preview', kind: 'html', times: 0 });
		const { failed } = await create();
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'NOT_XPORTCN' }]);
		expect(operationsSent()).toEqual(['preview']);
	});

	it.each([
		['lost its answer', { kind: 'reset', when: 'after' }, 'unknown'],
		['is answered with HTTP 502', { kind: 'status', status: 502, body: 'html' }, 'unknown'],
		['is refused', { kind: 'code', code: 400, msg: '库存不足' }, 'rejected'],
		[
			'is answered without an order number',
			{ kind: 'raw', body: '{"code":200,"msg":"成功","data":{}}' },
			'unknown',
		],
		[
			'is answered with success false',
			{
				kind: 'raw',
				body: '{"code":200,"msg":"成功","data":{"success":false,"message":"库存不足"}}',
			},
			'rejected',
		],
		[
			'is answered with a bare small number',
			{ kind: 'raw', body: '{"code":200,"msg":"成功","data":1}' },
			'unknown',
		],
		[
			'is answered with success false in words nobody knows',
			{ kind: 'raw', body: '{"code":200,"msg":"成功","data":{"success":false,"message":"?"}}' },
			'unknown',
		],
	] as const)('is never sent again when it %s', async (_, fault, outcome) => {
		scene.sandbox.faults.add({ on: 'create', ...fault });
		const { failed } = await create({ outOrderId: 'PO-9' }, [{}], { verifyUnknown: false });
		expect(failed).toMatchObject([{ outcome, outOrderId: 'PO-9', orderId: null }]);
		expect(operationsSent()).toEqual(['preview', 'create']);
	});

	it('carries a warning when the orders cost something else than the preview said', async () => {
		scene.sandbox.faults.add({
			on: 'preview',
			kind: 'raw',
			body: '{"code":200,"msg":"成功","data":[{"sumPayment":5000}]}',
		});
		const { succeeded } = await create();
		expect(succeeded[0].warning).toBe(
			'Created for 64.00 CNY in all; the preview said 50.00 CNY. Check the price before you pay.',
		);
		expect((await create()).succeeded[0]).not.toHaveProperty('warning');
	});
});

describe('Create with Verify Unknown', () => {
	const lost = { on: 'create', kind: 'reset', when: 'after' } as const;

	it('finds the order by its Out Order ID, and never creates it again', async () => {
		scene.sandbox.faults.add(lost);
		const { succeeded, failed } = await create({ outOrderId: 'PO-1' });
		expect(failed).toEqual([]);
		expect(succeeded).toMatchObject([
			{ orderId: created()[0], outOrderId: 'PO-1', settledBy: 'orderList' },
		]);
		expect(operationsSent()).toEqual(['preview', 'create', 'getMany']);
	});

	it('finds all orders of a purchase that was split', async () => {
		scene.sandbox.createAnswer = 'object';
		const { succeeded } = await create({
			outOrderId: 'PO-1',
			items: { item: [SAMPLE_LINE, OTHER_SELLERS_LINE] },
		});
		expect(orderIdsOf(succeeded).sort()).toEqual([...created()].sort());
	});

	it.each([
		['the order is not there', { ...lost, when: 'before' }, { outOrderId: 'PO-1' }],
		['no Out Order ID was given', lost, {}],
	] as const)('leaves it unknown when %s', async (_, fault, changes) => {
		scene.sandbox.faults.add(fault);
		const { failed } = await create(changes);
		expect(failed).toMatchObject([{ outcome: 'unknown', errorCode: 'CONNECTION_LOST' }]);
		expect(operationsSent().filter((operation) => operation === 'create')).toHaveLength(1);
	});

	it('does not take an old order of the same number for the new one', async () => {
		scene.sandbox.faults.add({ ...lost, when: 'before' });
		scene.sandbox.faults.add({
			on: 'getMany',
			kind: 'raw',
			times: 0,
			body: '{"code":200,"msg":"成功","data":[{"orderId":"3300504350583134260","outOrderId":"PO-1","tbCreateTime":"2020-01-01 00:00:00"}]}',
		});
		const { failed } = await create({ outOrderId: 'PO-1' });
		expect(failed).toMatchObject([{ outcome: 'unknown' }]);
	});

	const list = (...rows: IDataObject[]) =>
		scene.sandbox.faults.add({
			on: 'getMany',
			kind: 'raw',
			times: 0,
			body: JSON.stringify({ code: 200, msg: '成功', data: rows }),
		});
	const [A, B] = ['3300504350583134260', '3300504350583134278'];
	const now = () =>
		new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
	const row = (orderId: string) => ({ orderId, outOrderId: 'PO-1', tbCreateTime: now() });
	const answer = (data: unknown) =>
		scene.sandbox.faults.add({
			on: 'create',
			kind: 'raw',
			body: JSON.stringify({ code: 200, msg: '成功', data }),
		});

	it('keeps what the answer already said when the list knows less', async () => {
		answer([{ orderId: A }, { orderId: B, success: false, message: '部分失败' }]);
		list(row(A));
		const { succeeded, failed } = await create({ outOrderId: 'PO-1' });
		expect(orderIdsOf(succeeded)).toEqual([A]);
		expect(failed).toMatchObject([{ orderId: B, outcome: 'unknown' }]);
	});

	it('counts orders, not rows', async () => {
		answer([{ orderId: A }, { orderId: A }]);
		list(row(A), row(A));
		const { succeeded, failed } = await create({
			outOrderId: 'PO-1',
			items: { item: [SAMPLE_LINE, OTHER_SELLERS_LINE] },
		});
		expect(orderIdsOf(succeeded)).toEqual([A]);
		expect(failed).toMatchObject([{ outcome: 'unknown' }]);
	});

	it('believes no order in an answer that says no as a whole', async () => {
		answer({ success: false, message: '库存不足', list: [{ orderId: A }] });
		const { succeeded, failed } = await create();
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ orderId: A, outcome: 'unknown' }]);
	});

	it('takes an order without a readable time for no proof', async () => {
		scene.sandbox.faults.add({ ...lost, when: 'before' });
		list({ orderId: A, outOrderId: 'PO-1' });
		const { failed } = await create({ outOrderId: 'PO-1' });
		expect(failed).toMatchObject([{ outcome: 'unknown' }]);
	});

	it('does not look up a number that two items share', async () => {
		scene.sandbox.faults.add({ ...lost, when: 'before', skip: 1 });
		const { succeeded, failed } = await create({ outOrderId: 'PO-1' }, [{}, {}], {
			maxConcurrency: 1,
		});
		expect(orderIdsOf(succeeded)).toEqual(created());
		expect(failed).toMatchObject([{ outcome: 'unknown' }]);
	});
});
