import type { IDataObject } from 'n8n-workflow';

import { endpoints } from '../../nodes/shared/endpoints';
import { linkOf, useSandbox } from '../harness/scene';

const scene = useSandbox();
const call = async (parameters: IDataObject, input: IDataObject[] = [{}]) =>
	await scene.run({ resource: 'api', operation: 'callEndpoint', ...parameters }, input);

const DETAILS = endpoints['order.get'].path;
const reading = (changes: IDataObject = {}): IDataObject => ({
	path: DETAILS,
	changesSomething: false,
	body: '={{ { "orderId": $json.orderId } }}',
	...changes,
});
/** The sandbox only reads there, but the node cannot know that. */
const writing = (changes: IDataObject = {}) => reading({ changesSomething: true, ...changes });

describe('Call Endpoint', () => {
	it('gives what Xportcn answered under data, one item per input item, linked to it', async () => {
		const orders = scene.sandbox.orders.add(2);
		const { succeeded, failed, items } = await call(reading(), [
			{ orderId: orders[0].orderId },
			{ orderId: '3399999999999134260' },
			{ orderId: orders[1].orderId },
		]);
		expect(succeeded).toMatchObject(
			orders.map(({ orderId }) => ({
				data: { orderId, orderStatus: 'WAITING_FOR_PAYMENT' },
				path: DETAILS,
				outcome: 'succeeded',
				operation: 'callEndpoint',
				requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
			})),
		);
		expect(Object.keys(succeeded[0]).sort()).toEqual(
			['data', 'operation', 'outcome', 'path', 'requestId'].sort(),
		);
		expect(failed).toMatchObject([
			{ path: DETAILS, outcome: 'rejected', errorCode: 'XPORTCN_404', failedReason: '订单不存在' },
		]);
		expect(items[0].map(linkOf)).toEqual([0, 2]);
		expect(items[1].map(linkOf)).toEqual([1]);
	});

	it('claims no order on a failed item', async () => {
		const { failed } = await call(reading(), [{ orderId: '3399999999999134260' }]);
		expect(failed[0]).not.toHaveProperty('orderId');
	});

	it('keeps every digit of a number, on the way there and back', async () => {
		const [{ orderId }] = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'get', kind: 'idsAsNumbers' });
		const body = `{ "orderId": "${orderId}", "other": 3300504350583134267, "rate": 2.0 }`;
		const { succeeded } = await call(reading({ body }));
		expect(scene.sandbox.requests.all()[0].rawBody).toBe(body);
		expect(succeeded).toMatchObject([{ data: { orderId } }]);
	});

	it.each([
		['null', null],
		['a text', '"done"'],
		['a list', '[1,{"a":2}]'],
		['an empty list', '[]'],
		['a field called error', '{"error":{"message":"x"},"outcome":"rejected"}'],
	])('passes on %s as it is', async (_, data) => {
		const body = `{"code":200,"msg":"成功","requestId":"a1","data":${data}}`;
		scene.sandbox.faults.add({ on: 'get', kind: 'raw', body });
		const { succeeded, failed } = await call(reading());
		expect(failed).toEqual([]);
		expect(succeeded).toEqual([
			{
				data: JSON.parse(String(data)) as unknown,
				path: DETAILS,
				outcome: 'succeeded',
				operation: 'callEndpoint',
				requestId: 'a1',
			},
		]);
	});

	it('sends an empty object when there is no body, and a query string with the path', async () => {
		await call(reading({ path: `${DETAILS}?sign=x`, body: '' }));
		expect(scene.sandbox.requests.all()).toMatchObject([{ operation: 'get', rawBody: '{}' }]);
	});
});

describe('Call Endpoint, when the answer is missing or unclear', () => {
	it.each([
		['a lost connection', { kind: 'reset', when: 'after' } as const],
		['a 502', { kind: 'status', status: 502 } as const],
		['a code 500', { kind: 'code', code: 500 } as const],
		['words about one thing of several', { kind: 'code', code: 400, msg: '库存不足' } as const],
		['a login page', { kind: 'html' } as const],
	])('sends a call that changes something once, and says unknown: %s', async (_, fault) => {
		const [order] = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ on: 'get', times: 0, ...fault });
		const { succeeded, failed } = await call(writing(), [{ orderId: order.orderId }]);
		expect(scene.sandbox.requests.all()).toHaveLength(1);
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ outcome: 'unknown', retryable: false }]);
		expect(failed[0].errorMessage).toMatch(/It may have been carried out.*before you run this/);
	});

	it('is a write unless the user says otherwise', async () => {
		scene.sandbox.faults.add({ on: 'get', kind: 'reset', times: 0 });
		const { failed } = await call({ path: DETAILS, body: '{}' });
		expect(scene.sandbox.requests.all()).toHaveLength(1);
		expect(failed).toMatchObject([{ outcome: 'unknown', retryable: false }]);
	});

	it('a refusal of the whole call is a plain no', async () => {
		scene.sandbox.faults.add({ on: 'get', kind: 'code', code: 403, msg: '没有权限' });
		const { failed } = await call(writing());
		expect(failed).toMatchObject([{ outcome: 'rejected', errorCode: 'XPORTCN_403' }]);
	});

	it('tries a call that only reads three times', async () => {
		scene.sandbox.faults.add({ on: 'get', kind: 'status', status: 503, times: 2 });
		const [order] = scene.sandbox.orders.add(1);
		const { succeeded } = await call(reading(), [{ orderId: order.orderId }]);
		expect(scene.sandbox.requests.all()).toHaveLength(3);
		expect(succeeded).toHaveLength(1);
	});

	it("names 'Path', not an option that is not there, when there is no such path", async () => {
		const { failed } = await call(reading({ path: '/no/such/thing' }));
		expect(failed).toMatchObject([{ outcome: 'rejected', errorCode: 'XPORTCN_404' }]);
		expect(failed[0].errorMessage).toContain("Check 'Path'.");
		expect(failed[0].errorMessage).not.toContain('Options');
	});
});

it('Call Endpoint may write where the fields of an operation of this node are inferred', async () => {
	const body =
		'{"id":0,"name":"李明","province":"浙江省","city":"义乌市","address":"x","phone":"1"}';
	const { succeeded } = await call({ path: endpoints['address.upsert'].path, body });
	expect(succeeded).toMatchObject([{ data: null, path: endpoints['address.upsert'].path }]);
	expect(scene.sandbox.addresses.all()).toHaveLength(1);
});

describe('Call Endpoint sends nothing', () => {
	it.each([
		['an empty path', { path: '={{ $json.nothing }}' }, '\'Path\' "" is not a path'],
		['the Base URL alone', { path: '/' }, 'is not a path'],
		['a whole address', { path: 'https://elsewhere.example/x' }, 'is not a path'],
		['another host', { path: '//elsewhere.example/x' }, 'is not a path'],
		['a path that climbs', { path: '/../x' }, 'is not a path'],
		['a path that climbs in disguise', { path: '/%2e%2e/x' }, 'is not a path'],
		['the path of Pay', { path: endpoints['order.pay'].path }, 'has an operation of its own'],
		['the path of Pay, otherwise written', { path: '/Alibaba//ka/order/pay/?a=1' }, 'of its own'],
		['the path of Pay in disguise', { path: '/api/alibaba/ka/order/p%61y;v=1' }, 'of its own'],
		['the path of Create', { path: endpoints['order.create'].path }, 'has an operation of its own'],
		['a body that does not parse', { body: '{"a"' }, "'Body' is not valid JSON"],
		['a body that is a list', { body: '[1]' }, "'Body' must be a JSON object"],
	])('for %s', async (_, changes, message) => {
		const { succeeded, failed, items } = await call(reading({ body: '{}', ...changes }));
		expect(scene.sandbox.requests.all()).toEqual([]);
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'INVALID_INPUT' }]);
		expect(failed[0].errorMessage).toContain(message);
		expect(items[1].map(linkOf)).toEqual([0]);
	});
});
