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
		expect(failed[0].errorMessage).toMatch(
			/It may have been done, or a part of it\..*before you run this/,
		);
	});

	it('is a write unless the user says otherwise', async () => {
		scene.sandbox.faults.add({ on: 'get', kind: 'reset', times: 0 });
		const { failed } = await call({ path: DETAILS, body: '{}' });
		expect(scene.sandbox.requests.all()).toHaveLength(1);
		expect(failed).toMatchObject([{ outcome: 'unknown', retryable: false }]);
	});

	it('is a plain no when Xportcn refuses the credential, in code and words', async () => {
		scene.sandbox.faults.add({ on: 'get', kind: 'code', code: 403, msg: '没有权限' });
		const [order] = scene.sandbox.orders.add(1);
		const { succeeded, failed } = await call(writing(), [
			{ orderId: order.orderId },
			{ orderId: order.orderId },
		]);
		expect(succeeded).toHaveLength(1);
		expect(failed).toMatchObject([{ outcome: 'rejected', errorCode: 'XPORTCN_403' }]);
	});

	it('is a write at the path of a write, whatever the user says', async () => {
		scene.sandbox.faults.add({ on: 'saveAddress', kind: 'reset', when: 'after', times: 0 });
		const body =
			'{"id":0,"name":"李明","province":"浙江省","city":"义乌市","address":"x","phone":"1"}';
		const { failed } = await call({
			path: endpoints['address.upsert'].path,
			changesSomething: false,
			body,
		});
		expect(scene.sandbox.requests.all()).toHaveLength(1);
		expect(scene.sandbox.addresses.all()).toHaveLength(1);
		expect(failed).toMatchObject([{ outcome: 'unknown', retryable: false }]);
		expect(failed[0].errorMessage).toContain('It may have been done');
	});

	it('never sends a write again after any answer, not even a gateway that takes no more', async () => {
		scene.sandbox.faults.add({ on: 'get', kind: 'status', status: 429, body: 'text', times: 0 });
		const { failed } = await call(writing());
		expect(scene.sandbox.requests.all()).toHaveLength(1);
		expect(failed).toMatchObject([{ outcome: 'rejected', errorCode: 'TOO_MANY_REQUESTS' }]);
	});

	it('tries a call that only reads three times', async () => {
		scene.sandbox.faults.add({ on: 'get', kind: 'status', status: 503, times: 2 });
		const [order] = scene.sandbox.orders.add(1);
		const { succeeded } = await call(reading(), [{ orderId: order.orderId }]);
		expect(scene.sandbox.requests.all()).toHaveLength(3);
		expect(succeeded).toHaveLength(1);
	});

	it("names 'Path', not the paths in the credential, when there is no such path", async () => {
		const { failed } = await call(reading({ path: '/no/such/thing' }));
		expect(failed).toMatchObject([{ outcome: 'rejected', errorCode: 'XPORTCN_404' }]);
		expect(failed[0].errorMessage).toContain("Check 'Path'");
		expect(failed[0].errorMessage).not.toContain('Endpoint Paths');
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
	const OF_PAY = 'belongs to Order → Pay, which is an operation of this node';
	const NO_PATH = 'is not a path of this API';
	it.each<[string, IDataObject, string]>([
		['an empty path', { path: '={{ $json.nothing }}' }, "'Path' is empty"],
		['the Base URL alone', { path: '/' }, "'Path' is empty"],
		['an address elsewhere', { path: 'https://elsewhere.example/x' }, NO_PATH],
		['another host', { path: '//elsewhere.example/x' }, NO_PATH],
		['a path that climbs', { path: '/../x' }, NO_PATH],
		['a path that climbs in disguise', { path: '/%2e%2e/x' }, NO_PATH],
		['a path that climbs by Tomcat', { path: '/..;/manage/x' }, NO_PATH],
		['the path of Pay', { path: endpoints['order.pay'].path }, OF_PAY],
		['the path of Pay, otherwise written', { path: '/Alibaba//ka/order/pay/?a=1' }, OF_PAY],
		['the path of Pay in other letters', { path: '/Alibaba/KA/order/PAY/?a=1' }, OF_PAY],
		['the path of Pay with an ending', { path: '/alibaba/ka/order/pay.json' }, OF_PAY],
		['the path of Pay in disguise', { path: '/alibaba/ka/order/p%61y' }, OF_PAY],
		['the path of Pay with a parameter', { path: '/alibaba/ka/order/pay;v=1' }, NO_PATH],
		['the path of Pay by a detour', { path: '/alibaba/ka/order/x/..;/pay' }, NO_PATH],
		['the path of Pay, encoded twice', { path: '/alibaba/ka/order/p%2561y' }, NO_PATH],
		['the path of Pay and a question mark', { path: '/alibaba/ka/order/pay%3F' }, NO_PATH],
		['the path of Pay and a fragment', { path: '/alibaba/ka/order/pay%23' }, NO_PATH],
		['the path of Pay and a blank', { path: '/alibaba/ka/order/pay%20' }, NO_PATH],
		['the path of Pay and a null', { path: '/alibaba/ka/order/pay%00' }, NO_PATH],
		['the path of Pay by a backslash', { path: '/alibaba/ka/order%5cpay' }, NO_PATH],
		['the path of Pay without its slash', { path: 'alibaba/ka/order/pay' }, OF_PAY],
		['the path of Create', { path: endpoints['order.create'].path }, 'belongs to Order → Create'],
		['a body that does not parse', { body: '{"a"' }, "'Body' is not valid JSON"],
		['a body that is a list', { body: '[1]' }, "'Body' must be a JSON object"],
		['no yes and no no', { changesSomething: '={{ "false" }}' }, "'Changes Something' must be"],
		[
			'no yes and no no',
			{ changesSomething: '={{ $json.nothing }}' },
			"'Changes Something' must be",
		],
	])('for %s', async (_, changes, message) => {
		const { succeeded, failed, items } = await call(reading({ body: '{}', ...changes }));
		expect(scene.sandbox.requests.all()).toEqual([]);
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'INVALID_INPUT' }]);
		expect(failed[0].errorMessage).toContain(message);
		expect(items[1].map(linkOf)).toEqual([0]);
	});
});

it('Call Endpoint knows the corrected path of Pay as well', async () => {
	for (const path of ['/my/pay', endpoints['order.pay'].path]) {
		const { failed } = await scene.run(
			{ resource: 'api', operation: 'callEndpoint', ...reading({ path, body: '{}' }) },
			[{}],
			{ credential: { endpointPaths: '{ "order.pay": "/my/pay" }' } },
		);
		expect(failed).toMatchObject([{ outcome: 'notSent', errorCode: 'INVALID_INPUT' }]);
		expect(failed[0].errorMessage).toContain('Order → Pay');
	}
	expect(scene.sandbox.requests.all()).toEqual([]);
});

it.each([
	['the whole address', (baseUrl: string) => `${baseUrl}${DETAILS}`],
	['no slash', () => DETAILS.slice(1)],
])('Call Endpoint takes a path given as %s', async (_, pathFor) => {
	const [order] = scene.sandbox.orders.add(1);
	const { succeeded } = await call(reading({ path: pathFor(scene.sandbox.baseUrl) }), [
		{ orderId: order.orderId },
	]);
	expect(succeeded).toHaveLength(1);
	expect(scene.sandbox.requests.all()[0].path).toBe(`/api${DETAILS}`);
});
