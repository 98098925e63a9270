import type { IDataObject, INode } from 'n8n-workflow';

import { CORE_LINE } from '../harness/coreLine';
import { linkOf, naming, orderIdsOf, useSandbox } from '../harness/scene';
import { ON_ERROR } from '../harness/workflows';

const scene = useSandbox();
const paying = (options: IDataObject = {}) => ({
	operation: 'pay',
	orderId: '={{ $json.orderId }}',
	options,
});
const UNUSABLE_RESOURCE: [string, IDataObject] = [
	'Operation',
	{ resource: '={{ $("Nowhere").item.json.x }}' },
];

describe.each(Object.entries(ON_ERROR))('On Error: %s', (_, onError) => {
	const settings: Partial<INode> = onError ? { onError } : {};

	it.each<[string, IDataObject]>([
		['Batch Size', { options: { batchSize: 0 } }],
		['Batch Size', { options: { batchSize: 2.5 } }],
		['Batch Size', { options: { batchSize: 101 } }],
		['Batch Size', { options: { batchSize: '10' } }],
		['Batch Size', { options: { batchSize: '={{ $json.nothing }}' } }],
		['Max Concurrency', { options: { maxConcurrency: -1 } }],
		['Max Concurrency', { options: { maxConcurrency: 51 } }],
		['Timeout', { options: { timeout: 'soon' } }],
		['Verify Unknown', { options: { verifyUnknown: 'false' } }],
		['Verify Unknown', { options: { verifyUnknown: '={{ $json.nothing }}' } }],
		['Verify Wait', { options: { verifyWait: '={{ "long" }}' } }],
		['Already Paid Output', { options: { alreadyPaidOutput: 'both' } }],
		['Already Paid Output', { options: { alreadyPaidOutput: '={{ $json.nothing }}' } }],
		['Operation', { operation: 'refund' }],
		['Operation', { operation: 'constructor' }],
		['Operation', { operation: '__proto__' }],
		// n8n 2.8 refuses it itself: to it an expression for Resource shows, and so requires, every field
		...(CORE_LINE === '2.8' ? [] : [UNUSABLE_RESOURCE]),
	])('an unusable %s sends nothing: %j', async (label, parameters) => {
		const orders = scene.sandbox.orders.add(2);
		const { succeeded, failed, items, stoppedBy } = await scene.run(
			{ ...paying(), ...parameters },
			naming(orders),
			{ settings },
		);

		expect(scene.sandbox.requests.all()).toEqual([]);
		expect(succeeded).toEqual([]);
		if (onError === undefined) {
			expect(stoppedBy).toContain(`'${label}'`);
		} else {
			expect(stoppedBy).toBeUndefined();
			expect(failed).toMatchObject(
				orders.map(() => ({ outcome: 'notSent', errorCode: 'INVALID_SETTING' })),
			);
			expect(failed[0].errorMessage).toContain(`'${label}'`);
			expect(items[1].map(linkOf)).toEqual([0, 1]);
		}
	});

	it('names each order that is held back by a setting, where it can be read', async () => {
		const orders = scene.sandbox.orders.add(2);
		const { failed, stoppedBy } = await scene.run(paying({ batchSize: 0 }), naming(orders), {
			settings,
		});
		if (onError === undefined) expect(stoppedBy).toContain("'Batch Size'");
		else expect(orderIdsOf(failed)).toEqual(orderIdsOf(naming(orders)));
	});

	it('an expression for the Resource sends nothing', async () => {
		const { run, succeeded } = await scene.run(
			{ ...paying(), ...UNUSABLE_RESOURCE[1] },
			naming(scene.sandbox.orders.add(1)),
			{ settings },
		);
		expect(scene.sandbox.requests.all()).toEqual([]);
		expect(succeeded).toEqual([]);
		const isRed = CORE_LINE === '2.8' || onError === undefined;
		expect(run.status).toBe(isRed ? 'error' : 'success');
	});

	it.each<[string, IDataObject]>([
		['Access Secret', { accessSecret: '' }],
		['Base URL', { baseUrl: 'www.xportcn.com/api' }],
		['String to Sign', { stringToSign: '{accessKey}{secret}' }],
		['Timestamp Unit', { timestampUnit: 'minutes' }],
		['Amount Unit', { amountUnit: 'dollars' }],
		['Endpoint Paths', { endpointPaths: '{' }],
		['Endpoint Paths', { endpointPaths: '{ "order.refund": "/x" }' }],
		['Endpoint Paths', { endpointPaths: '{ "order.get": "https://elsewhere.example/x" }' }],
		['Endpoint Paths', { endpointPaths: '{ "order.get": "//elsewhere.example/x" }' }],
		['Endpoint Paths', { endpointPaths: '{ "order.get": "/../x" }' }],
		// a read at the path of a write would write
		['Endpoint Paths', { endpointPaths: '{ "order.get": "/alibaba/ka/order/pay" }' }],
		['Endpoint Paths', { endpointPaths: '{ "order.preview": "/Alibaba//ka/order/create" }' }],
		['Endpoint Paths', { endpointPaths: '{ "order.getMany": "/alibaba/ka/order/p%61y" }' }],
		['Endpoint Paths', { endpointPaths: '{ "order.pay": "/alibaba/ka/order/create" }' }],
		['Endpoint Paths', { endpointPaths: '{ "order.pay": "/my/pay", "order.get": "/my/pay" }' }],
	])('a credential with an unusable %s sends nothing: %j', async (label, credential) => {
		const orders = scene.sandbox.orders.add(1);
		const { succeeded, failed, stoppedBy } = await scene.run(paying(), naming(orders), {
			settings,
			credential,
		});
		expect(scene.sandbox.requests.all()).toEqual([]);
		expect(succeeded).toEqual([]);
		if (onError === undefined) expect(stoppedBy).toContain(`'${label}'`);
		else {
			expect(failed).toMatchObject([
				{ orderId: orders[0].orderId, outcome: 'notSent', errorCode: 'INVALID_SETTING' },
			]);
			expect(failed[0].errorMessage).toContain(`'${label}'`);
		}
	});
});

describe("An option of an earlier version's", () => {
	it.each(['endpointPath', 'orderDetailsPath'])('that is gone has no effect: %s', async (name) => {
		const [order] = scene.sandbox.orders.add(1);
		await scene.run(
			{
				...{ operation: 'preview', orderId: order.orderId, itemsInput: 'json' },
				...{ items: '[{"offerId":889512351602,"quantity":1}]', addressInput: 'json' },
				address: '{"fullName":"x","mobile":"1","address":"x"}',
				options: { [name]: '/alibaba/ka/order/create' },
			},
			[{}],
		);
		expect(scene.sandbox.requests.all().map(({ operation }) => operation)).toEqual(['preview']);
		expect(scene.sandbox.orders.all()).toHaveLength(1);
	});
});
