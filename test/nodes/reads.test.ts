import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { linkOf, naming, orderIdsOf, useSandbox } from '../harness/scene';

const scene = useSandbox();
const read = async (operation: string, parameters: IDataObject, input: IDataObject[] = [{}]) =>
	await scene.run({ operation, ...parameters }, input);

describe('Get', () => {
	const get = async (input: IDataObject[], parameters: IDataObject = {}) =>
		await read('get', { orderId: '={{ $json.orderId }}', ...parameters }, input);

	it('gives the details of each order, each read once, amounts also in CNY', async () => {
		const orders = scene.sandbox.orders.add(2, { totalAmount: 10_000, shippingFee: 500 });
		const { succeeded, items } = await get(naming([...orders, orders[0]]), { simplify: false });

		expect(scene.sandbox.requests.of('get')).toHaveLength(2);
		expect(items[0].map(linkOf)).toEqual([0, 1, 2]);
		expect(succeeded[0]).toMatchObject({
			orderId: orders[0].orderId,
			orderStatus: 'WAITING_FOR_PAYMENT',
			totalAmount: 10_000,
			totalCny: '100.00',
			shippingCny: '5.00',
			productCny: '95.00',
			outcome: 'succeeded',
			operation: 'get',
		});
	});

	it('gives the useful fields only, unless Simplify is off', async () => {
		const orders = scene.sandbox.orders.add(1);
		const { succeeded } = await get(naming(orders));
		expect(Object.keys(succeeded[0]).length).toBeLessThanOrEqual(15);
		expect(succeeded[0]).toHaveProperty('totalCny');
		expect(succeeded[0]).not.toHaveProperty('shippingFee');
	});

	it('rejects an order that does not exist', async () => {
		const { failed } = await get([{ orderId: '3300504350583134260' }]);
		expect(failed).toMatchObject([{ outcome: 'rejected', orderId: '3300504350583134260' }]);
		expect(failed[0].errorMessage).toContain('There is no such order');
	});

	it.each(['idOfStr', 'id'])('finds the number in a 1688-like tree, as %s', async (field) => {
		const orderId = '3300504350583134260';
		scene.sandbox.faults.add({
			on: 'get',
			kind: 'raw',
			body: `{"code":200,"msg":"成功","data":{"baseInfo":{"${field}":${orderId},"x":1},"error":"y"}}`,
		});
		const { succeeded } = await get([{ orderId }]);
		expect(succeeded).toMatchObject([{ orderId, baseInfo: { x: 1 }, vendorError: 'y' }]);
	});

	it('never passes off another order as the one asked for', async () => {
		const [asked, other] = scene.sandbox.orders.add(2);
		scene.sandbox.faults.add({
			on: 'get',
			kind: 'raw',
			body: `{"code":200,"msg":"成功","data":{"orderId":"${other.orderId}","payStatus":2}}`,
		});
		const { succeeded, failed } = await get(naming([asked]));
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ orderId: asked.orderId, errorCode: 'UNREADABLE_ANSWER' }]);
	});

	it('keeps all digits of bare numbers', async () => {
		const [order] = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'get', kind: 'idsAsNumbers' });
		const { succeeded } = await get(naming([order]));
		expect(succeeded[0].orderId).toBe(order.orderId);
	});

	it("renames a vendor's field called error, which n8n would take for its own", async () => {
		const [order] = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({
			on: 'get',
			kind: 'raw',
			body: `{"code":200,"msg":"成功","data":{"orderId":"${order.orderId}","error":"none"}}`,
		});
		const { succeeded } = await get(naming([order]));
		expect(succeeded[0]).not.toHaveProperty('error');
		expect(succeeded[0].vendorError).toBe('none');
	});
});

describe('Get Many', () => {
	const getMany = async (parameters: IDataObject, input?: IDataObject[]) =>
		await read('getMany', parameters, input);
	const pagesAsked = () =>
		scene.sandbox.requests.of('getMany').map(({ body }) => (body as IDataObject).pageNo);

	it.each(['data', 'records', 'list', 'result', 'bare'] as const)(
		'reads the list wherever it is: %s',
		async (envelope) => {
			scene.sandbox.listEnvelope = envelope;
			const orders = scene.sandbox.orders.add(3);
			const { succeeded } = await getMany({ returnAll: true });
			expect(orderIdsOf(succeeded).sort()).toEqual(orderIdsOf(naming(orders)).sort());
		},
	);

	it('returns all, page after page, until the stated total is reached', async () => {
		scene.sandbox.orders.add(120);
		const { succeeded } = await getMany({ returnAll: true });
		expect(new Set(orderIdsOf(succeeded)).size).toBe(120);
		expect(pagesAsked()).toEqual([1, 2, 3]);
	});

	it('stops at an empty page when no total is stated: a short page is no end', async () => {
		scene.sandbox.listEnvelope = 'bare';
		scene.sandbox.orders.add(70);
		const { succeeded } = await getMany({ returnAll: true });
		expect(succeeded).toHaveLength(70);
		expect(pagesAsked()).toEqual([1, 2, 3]);
	});

	it('returns up to the limit', async () => {
		scene.sandbox.orders.add(80);
		const { succeeded } = await getMany({ returnAll: false, limit: 60 });
		expect(succeeded).toHaveLength(60);
		expect((await getMany({ returnAll: false, limit: 5 })).succeeded).toHaveLength(5);
	});

	it('sends the filters that are filled in', async () => {
		await getMany({
			returnAll: false,
			limit: 10,
			filters: { orderStatus: 'WAITING_FOR_PAYMENT', outOrderId: '', more: '{"sellerName":"x"}' },
		});
		expect(scene.sandbox.requests.all()[0].body).toEqual({
			pageNo: 1,
			pageSize: 10,
			orderStatus: 'WAITING_FOR_PAYMENT',
			sellerName: 'x',
		});
	});

	it('does not run forever when the page number is ignored', async () => {
		const page = Array.from({ length: 50 }, (_, index) => ({
			orderId: `33005043505831342${index + 10}`,
		}));
		scene.sandbox.faults.add({
			on: 'getMany',
			kind: 'raw',
			times: 0,
			body: JSON.stringify({ code: 200, msg: '成功', data: page }),
		});
		const { succeeded } = await getMany({ returnAll: true });
		expect(succeeded).toHaveLength(50);
		expect(pagesAsked()).toEqual([1, 2]);
	});

	it('keeps the pages it has when a later one cannot be read', async () => {
		scene.sandbox.orders.add(120);
		scene.sandbox.faults.add({ on: 'getMany', kind: 'code', code: 403, skip: 1 });
		const { succeeded, failed } = await getMany({ returnAll: true });
		expect(succeeded).toHaveLength(50);
		expect(failed).toMatchObject([{ outcome: 'rejected', errorCode: 'XPORTCN_403' }]);
		expect(failed[0]).not.toHaveProperty('orderId');
	});

	it('goes on when a server caps the page, as long as its total is not reached', async () => {
		const page = (from: number) => ({
			code: 200,
			msg: '成功',
			data: {
				totalRecords: 50,
				data: Array.from({ length: from === 41 ? 10 : 20 }, (_, index) => ({
					orderId: `33005043505831342${String(from + index).padStart(2, '0')}`,
				})),
			},
		});
		for (const from of [1, 21, 41]) {
			scene.sandbox.faults.add({ on: 'getMany', kind: 'raw', body: JSON.stringify(page(from)) });
		}
		const { succeeded, failed } = await getMany({ returnAll: true });
		expect(succeeded).toHaveLength(50);
		expect(failed).toEqual([]);
		expect(pagesAsked()).toEqual([1, 2, 3]);
	});

	it.each(['[null]', '["3300504350583134260"]'])(
		'does not take a list for empty that holds what it cannot read: %s',
		async (data) => {
			scene.sandbox.faults.add({
				on: 'getMany',
				kind: 'raw',
				body: `{"code":200,"msg":"成功","data":${data}}`,
			});
			const { failed } = await getMany({ returnAll: true });
			expect(failed).toMatchObject([{ errorCode: 'UNREADABLE_ANSWER' }]);
		},
	);

	it('never gives out a rounded order number', async () => {
		scene.sandbox.faults.add({
			on: 'getMany',
			kind: 'raw',
			body: '{"code":200,"msg":"成功","data":[{"orderId":3.30050435058313426E18}]}',
		});
		const { succeeded } = await getMany({ returnAll: true });
		expect(succeeded).toHaveLength(1);
		expect(succeeded[0]).not.toHaveProperty('orderId');
		expect(JSON.stringify(succeeded)).not.toContain('3.3005');
	});

	it('says so when there is no list in the answer', async () => {
		scene.sandbox.faults.add({
			on: 'getMany',
			kind: 'raw',
			body: '{"code":200,"msg":"成功","data":{"orders":{}}}',
		});
		const { failed } = await getMany({ returnAll: true });
		expect(failed).toMatchObject([{ outcome: 'unknown', errorCode: 'UNREADABLE_ANSWER' }]);
	});

	it("goes to the credential's path, and says so when there is nothing", async () => {
		const { failed } = await scene.run({ operation: 'getMany', returnAll: true }, [{}], {
			credential: { endpointPaths: '{ "order.getMany": "/alibaba/ka/order/list" }' },
		});
		expect(scene.sandbox.requests.all()[0].path).toBe('/api/alibaba/ka/order/list');
		expect(failed).toMatchObject([{ errorCode: 'XPORTCN_404', retryable: false }]);
		expect(failed[0].errorMessage).toContain("'Endpoint Paths' in the credential");
	});

	it('takes amounts in the unit of the credential', async () => {
		scene.sandbox.orders.add(1, { totalAmount: 64, shippingFee: 0 });
		const { succeeded } = await scene.run({ operation: 'getMany' }, [{}], {
			credential: { amountUnit: 'yuan' },
		});
		expect(succeeded).toMatchObject([{ totalCny: '64.00' }]);
	});
});

describe('An answer to a read that says no', () => {
	it.each<[string, string, string]>([
		['success false', '{"success":false,"message":"订单不存在"}', 'NOT_SUCCESSFUL'],
		['success "false"', '{"success":"false","orderId":"3300504350583134260"}', 'NOT_SUCCESSFUL'],
		['an empty list in a frame', '{"total":0,"rows":[]}', 'NOT_FOUND'],
		['an empty object', '{}', 'NOT_FOUND'],
		['null', 'null', 'NOT_FOUND'],
		['an empty list', '[]', 'NOT_FOUND'],
	])('is not Succeeded: %s', async (_, data, errorCode) => {
		const body = `{"code":200,"msg":"成功","data":${data}}`;
		scene.sandbox.faults.add({ on: 'get', kind: 'raw', body, times: 0 });
		const orderId = '3300504350583134260';
		const { succeeded, failed } = await read('get', { orderId });
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ orderId, outcome: 'rejected', errorCode, retryable: false }]);
	});

	it.each<[Fault, boolean]>([
		[{ kind: 'status', status: 503, body: 'html' }, true],
		[{ kind: 'code', code: 429, msg: '请求过于频繁' }, true],
		[{ kind: 'reset' }, true],
		[{ kind: 'html', status: 403 }, false],
		[{ kind: 'code', code: 500, msg: '余额不足' }, false],
		[{ kind: 'code', code: 400, msg: '参数错误' }, false],
	])('may be tried again only when it may go better by itself: %j', async (fault, retryable) => {
		scene.sandbox.faults.add({ on: 'get', times: 0, ...fault });
		const { failed } = await read('get', { orderId: '3300504350583134260' });
		expect(failed[0].retryable).toBe(retryable);
	});
});

describe('Get Logistics', () => {
	it('gives one item per order, with its parcels', async () => {
		const [shipped, unshipped] = scene.sandbox.orders.add(2);
		await read('pay', { orderId: shipped.orderId });
		scene.sandbox.orders.ship(shipped.orderId);
		const { succeeded } = await read(
			'getLogistics',
			{ orderId: '={{ $json.orderId }}' },
			naming([shipped, unshipped]),
		);
		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming([shipped, unshipped])));
		expect(succeeded.map(({ logistics }) => (logistics as unknown[]).length)).toEqual([1, 0]);
	});

	it('says so when the answer is not about logistics', async () => {
		scene.sandbox.faults.add({
			on: 'getLogistics',
			kind: 'raw',
			body: '{"code":200,"msg":"成功","data":7}',
		});
		const { failed } = await read('getLogistics', { orderId: '3300504350583134260' });
		expect(failed).toMatchObject([{ outcome: 'unknown', errorCode: 'UNREADABLE_ANSWER' }]);
	});
});
