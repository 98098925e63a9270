import type { IDataObject } from 'n8n-workflow';

import type { CreateShape, Fault } from '../../sandbox';
import { buying, OTHER_SELLERS_LINE, SAMPLE_LINE } from '../harness/purchases';
import { linkOf, orderIdsOf, useSandbox } from '../harness/scene';

const scene = useSandbox();
const create = async (
	changes: IDataObject = {},
	input: IDataObject[] = [{}],
	options: IDataObject = {},
) =>
	await scene.run(
		{ operation: 'create', ...buying(changes), options: { verifyUnknown: false, ...options } },
		input,
	);

const operationsSent = () => scene.sandbox.requests.all().map(({ operation }) => operation);
const created = () => scene.sandbox.orders.all().map(({ orderId }) => orderId);

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
		const first = Object.keys(succeeded[0]).filter((name) => name !== 'statusText');
		expect(first.slice(0, 4)).toEqual(['orderId', 'outOrderId', 'outcome', 'totalCny']);
	});

	it('sends the extra fields with create only, and leaves out what is empty', async () => {
		await create({ message: 'Please hurry', tradeType: 'fxassure', shopPromotionId: '' });
		const [preview, order] = scene.sandbox.requests.all().map(({ body }) => body as IDataObject);
		expect(preview).not.toHaveProperty('message');
		expect(order).toEqual({ ...preview, message: 'Please hurry', tradeType: 'fxassure' });
	});

	it.each<CreateShape>(['array', 'object', 'id'])(
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

	it('creates one order per input item, each linked', async () => {
		const { succeeded, items } = await create({ outOrderId: '={{ $json.number }}' }, [
			{ number: 'PO-1' },
			{ number: 'PO-2' },
		]);
		expect(succeeded.map(({ outOrderId }) => outOrderId)).toEqual(['PO-1', 'PO-2']);
		expect(items[0].map(linkOf)).toEqual([0, 1]);
		expect(created()).toHaveLength(2);
	});

	it('creates without a preview if told so', async () => {
		await create({ previewFirst: false });
		expect(operationsSent()).toEqual(['create']);
	});

	it('goes to the paths that the credential corrects, for each of its calls', async () => {
		await scene.run(
			{ operation: 'create', ...buying({ outOrderId: 'PO-1', ifExists: 'refuse' }) },
			[{}],
			{
				credential: { endpointPaths: '{"order.getMany":"/my/list","order.preview":"/my/preview"}' },
			},
		);
		const paths = scene.sandbox.requests.all().map(({ path }) => path);
		expect(paths[0]).toBe('/api/my/list');

		scene.sandbox.requests.clear();
		await scene.run({ operation: 'create', ...buying() }, [{}], {
			credential: { endpointPaths: '{"order.preview":"/my/preview"}' },
		});
		expect(scene.sandbox.requests.all().map(({ path }) => path)).toEqual(['/api/my/preview']);
	});

	it('fails the item only whose Out Order ID is an expression that does not work', async () => {
		const outOrderId = '={{ $json.number ?? $("Nowhere").item.json.number }}';
		const { succeeded, failed } = await create({ outOrderId }, [{ number: 'PO-1' }, {}]);
		expect(succeeded).toMatchObject([{ outOrderId: 'PO-1' }]);
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'INVALID_INPUT' }]);
		expect(created()).toHaveLength(1);
	});
});

describe('Create sends nothing', () => {
	it('when the preview is refused', async () => {
		const { failed } = await create({ items: { item: [{ ...SAMPLE_LINE, offerId: '1' }] } });
		expect(failed).toMatchObject([{ outcome: 'rejected', retryable: false }]);
		expect(failed[0].errorMessage).toMatch(
			/^The preview did not go through, so no order was created/,
		);
		expect(failed[0].errorMessage).toContain('Check the Offer ID');
		expect(operationsSent()).toEqual(['preview']);
	});

	it('when the preview is not answered, and it may be tried again', async () => {
		scene.sandbox.faults.add({ on: 'preview', kind: 'html', times: 0 });
		const { failed } = await create();
		expect(failed).toMatchObject([
			{ outcome: 'notSent', errorCode: 'NOT_XPORTCN', retryable: true },
		]);
		expect(operationsSent()).toEqual(['preview']);
	});

	it.each([
		['a negative total', '[{"sumPayment":-1}]'],
		['an entry without a total', '[{"sumPayment":500},{}]'],
		['an entry that is none', '[{"sumPayment":500},null]'],
		['no entry', '[]'],
	])('on a preview with %s when there is a limit', async (_, data) => {
		scene.sandbox.faults.add({
			on: 'preview',
			kind: 'raw',
			body: `{"code":200,"msg":"成功","data":${data}}`,
		});
		const { failed } = await create({ maximumTotal: '10' });
		expect(failed).toMatchObject([{ outcome: 'notSent' }]);
		expect(operationsSent()).toEqual(['preview']);
	});
});

describe('The answer to Create', () => {
	const successFalse = (data: string) =>
		({ kind: 'raw', body: `{"code":200,"msg":"成功","data":${data}}` }) as const;

	it.each<[string, Fault, string, string]>([
		['lost', { kind: 'reset', when: 'after' }, 'unknown', 'CONNECTION_LOST'],
		['HTTP 502', { kind: 'status', status: 502, body: 'html' }, 'unknown', 'NOT_XPORTCN'],
		['a plain no', { kind: 'code', code: 400, msg: '商品库存不足' }, 'rejected', 'XPORTCN_400'],
		[
			'a no in unknown words, though it was created',
			{ kind: 'code', code: 400, msg: '1688接口调用失败', when: 'after' },
			'unknown',
			'XPORTCN_400',
		],
		[
			'a 403 in unknown words',
			{ kind: 'code', code: 403, msg: '禁止操作', when: 'after' },
			'unknown',
			'XPORTCN_403',
		],
		['a server fault', { kind: 'code', code: 500, msg: '库存不足' }, 'unknown', 'XPORTCN_500'],
		['"too many"', { kind: 'code', code: 429, msg: '请求频繁' }, 'unknown', 'XPORTCN_429'],
		[
			'"too many", cut off',
			{ kind: 'raw', status: 429, body: '{"code":429,"msg":"请求', when: 'after' },
			'unknown',
			'NOT_XPORTCN',
		],
		['without an order number', successFalse('{}'), 'unknown', 'NO_ORDER_ID'],
		['null', successFalse('null'), 'unknown', 'NO_ORDER_ID'],
		['a bare small number', successFalse('1'), 'unknown', 'NO_ORDER_ID'],
		[
			'"no" in known words',
			successFalse('{"success":false,"message":"库存不足"}'),
			'unknown',
			'NOT_SUCCESSFUL',
		],
		[
			'"no" beside the data',
			{ kind: 'successFalse', when: 'after', data: 'null' },
			'unknown',
			'NOT_SUCCESSFUL',
		],
	])(
		'is read for what it proves, and it is never sent again: %s',
		async (_, fault, outcome, code) => {
			scene.sandbox.faults.add({ on: 'create', times: 0, ...fault });
			const { succeeded, failed } = await create({ outOrderId: 'PO-9' });
			expect(succeeded).toEqual([]);
			expect(failed).toMatchObject([
				{ outcome, errorCode: code, outOrderId: 'PO-9', retryable: false },
			]);
			expect(failed[0]).not.toHaveProperty('orderId');
			expect(operationsSent()).toEqual(['preview', 'create']);
			if (outcome === 'unknown') expect(failed[0].errorMessage).toMatch(/may have been created/);
		},
	);

	it.each<[string, Fault]>([
		['in known words', { kind: 'halfWay', done: 1, code: 400, msg: '商品库存不足' }],
		[
			'in known words, as a server fault',
			{ kind: 'halfWay', done: 1, code: 500, msg: '商品已下架' },
		],
		['as "too many"', { kind: 'halfWay', done: 1, code: 429, msg: '限流' }],
	])('that refuses a split purchase %s is no plain no', async (_, fault) => {
		scene.sandbox.faults.add({ on: 'create', times: 0, ...fault });
		const { failed } = await create({
			outOrderId: 'PO-1',
			items: { item: [SAMPLE_LINE, OTHER_SELLERS_LINE] },
		});
		expect(failed).toMatchObject([{ outcome: 'unknown', retryable: false }]);
		expect(created()).toHaveLength(1);
	});

	it('is no plain no without a preview, for nobody knows how many orders it was about', async () => {
		scene.sandbox.faults.add({
			on: 'create',
			kind: 'halfWay',
			done: 1,
			code: 400,
			msg: '库存不足',
		});
		const { failed } = await create({
			previewFirst: false,
			items: { item: [SAMPLE_LINE, OTHER_SELLERS_LINE] },
		});
		expect(failed).toMatchObject([{ outcome: 'unknown', retryable: false }]);
	});

	it('keeps the order number when it contradicts itself', async () => {
		scene.sandbox.faults.add({
			on: 'create',
			...successFalse('{"success":false,"message":"部分失败","orderId":3300504350583134260}'),
		});
		const { failed } = await create();
		expect(failed).toMatchObject([{ outcome: 'unknown', orderId: '3300504350583134260' }]);
	});

	it('that refuses the credential turns the node red', async () => {
		scene.sandbox.faults.add({ on: 'create', kind: 'code', code: 401, msg: '签名错误', times: 0 });
		scene.sandbox.faults.add({ on: 'preview', kind: 'code', code: 401, msg: '签名错误', times: 0 });
		const { stoppedBy } = await create();
		expect(stoppedBy).toContain('refused the credential');
		expect(created()).toEqual([]);
	});
});
