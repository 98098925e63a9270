import type { IDataObject, INode } from 'n8n-workflow';

import { AGENTS, agentWorkflow, heardBy } from '../harness/agents';
import type { AgentVersion } from '../harness/agents';
import { runWorkflow } from '../harness/engine';
import { usePaying } from '../harness/paying';
import { buying } from '../harness/purchases';
import { credentialFor, naming, orderIdsOf } from '../harness/scene';
import { itemsFrom } from '../harness/workflows';

const scene = usePaying();
const { debitsOf } = scene;

const fromAI = (key: string, type = 'string') =>
	`={{ $fromAI('${key}', 'what it is', '${type}') }}`;
/** Pay as a tool: the model names the order, a person has typed the limit. */
const payTool = (changes: IDataObject = {}): IDataObject => ({
	operation: 'pay',
	orderId: fromAI('orderId'),
	expectedTotal: '',
	maximumPerOrder: '100',
	...changes,
});
const ordersOf = (...fen: number[]) =>
	scene.sandbox.orders.add(fen.map((totalAmount) => ({ totalAmount, shippingFee: 0 })));

describe.each(Object.keys(AGENTS) as AgentVersion[])('As the tool of %s', (version) => {
	/** What the model hears of each call. */
	const ask = async (
		tool: IDataObject,
		calls: IDataObject[],
		{
			settings = {},
			input = {},
			credential = {},
			atOnce = false,
		}: {
			settings?: Partial<INode>;
			input?: IDataObject;
			credential?: IDataObject;
			atOnce?: boolean;
		} = {},
	) => {
		const run = await runWorkflow(
			agentWorkflow(version, tool, calls, { settings, atOnce }),
			credentialFor(scene.sandbox.baseUrl, credential),
			itemsFrom({ chat: 'Pay these.', ...input }),
		);
		expect(run.data.resultData.error).toBeUndefined();
		return heardBy(run);
	};

	it('tells of a payment', async () => {
		const orders = ordersOf(6400);
		const heard = await ask(payTool(), naming(orders));
		expect(heard).toMatchObject([
			[{ orderId: orders[0].orderId, outcome: 'succeeded', totalCny: '64.00' }],
		]);
		expect(debitsOf(orders)).toEqual([1]);
	});

	it('tells of both kinds: what failed is on the first output as well', async () => {
		const [paid, gone] = ordersOf(6400, 6400);
		scene.sandbox.orders.cancel(gone.orderId);
		const heard = await ask(payTool(), [
			{ orderId: `${gone.orderId},${paid.orderId}` },
			{ orderId: 'no such thing' },
		]);
		expect(heard).toMatchObject([
			[
				{ orderId: paid.orderId, outcome: 'succeeded' },
				{ orderId: gone.orderId, outcome: 'notSent', errorCode: 'ORDER_CANCELLED' },
			],
			[{ outcome: 'notSent', errorCode: 'INVALID_INPUT' }],
		]);
	});

	it('reads what it is asked to read, whether it is there or not', async () => {
		const [order] = ordersOf(6400);
		const heard = await ask({ operation: 'get', orderId: fromAI('orderId') }, [
			{ orderId: order.orderId },
			{ orderId: '3399999999999134260' },
		]);
		expect(heard).toMatchObject([
			[{ orderId: order.orderId, outcome: 'succeeded' }],
			[{ orderId: '3399999999999134260', outcome: 'rejected' }],
		]);
	});

	it('holds the amount that a person reviewed against the order', async () => {
		const orders = ordersOf(6400, 6400);
		const heard = await ask(payTool({ expectedTotal: fromAI('expectedTotal') }), [
			{ orderId: orders[0].orderId, expectedTotal: '64.00' },
			{ orderId: orders[1].orderId, expectedTotal: '60' },
		]);
		expect(heard).toMatchObject([[{ outcome: 'succeeded' }], [{ errorCode: 'PRICE_CHANGED' }]]);
		expect(debitsOf(orders)).toEqual([1, 0]);
	});

	it('pays with the form as it comes: the model gives the order and its amount', async () => {
		const orders = ordersOf(6400);
		const heard = await ask({ operation: 'pay', maximumPerOrder: '100' }, [
			{ orderId: orders[0].orderId, expectedTotal: '64' },
		]);
		expect(heard).toMatchObject([[{ outcome: 'succeeded' }]]);
		expect(debitsOf(orders)).toEqual([1]);
	});

	it('does not take what the agent was given for what the order is', async () => {
		const [order] = ordersOf(6400);
		const heard = await ask(payTool(), [{ orderId: order.orderId }], {
			input: { outOrderId: 'PO-OF-ANOTHER', totalCny: '1.00' },
		});
		expect(heard).toMatchObject([[{ orderId: order.orderId, totalCny: '64.00' }]]);
		expect(heard[0][0]).not.toHaveProperty('outOrderId');
	});

	it('pays each order of several items that it names, not the first one again', async () => {
		const orders = ordersOf(100, 200, 300);
		await ask(payTool(), naming(orders), { input: { orderId: orders[0].orderId } });
		expect(debitsOf(orders)).toEqual([1, 1, 1]);
	});

	it.each([undefined, 'continueRegularOutput'] as const)(
		'tells of a setting that is refused, whatever On Error says: %s',
		async (onError) => {
			const [order] = ordersOf(6400);
			const heard = await ask(payTool({ options: { batchSize: 0 } }), naming([order]), {
				settings: onError ? { onError } : {},
			});
			expect(heard).toMatchObject([
				[{ orderId: order.orderId, outcome: 'notSent', errorCode: 'INVALID_SETTING' }],
			]);
			expect(heard[0][0].errorMessage).toMatch(
				/'Batch Size' must be a whole number.*Change it under Options/,
			);
			expect(scene.sandbox.requests.all()).toEqual([]);
		},
	);

	it('tells of a credential that cannot be used, or is refused', async () => {
		const [order] = ordersOf(6400);
		const unusable = await ask(payTool(), naming([order]), { credential: { accessSecret: '' } });
		expect(unusable).toMatchObject([[{ outcome: 'notSent', errorCode: 'INVALID_SETTING' }]]);
		expect(unusable[0][0].errorMessage).toContain("'Access Secret'");

		const wrong = await ask(payTool(), naming([order]), { credential: { accessSecret: 'no' } });
		expect(wrong).toMatchObject([[{ outcome: 'notSent', errorCode: 'TOTAL_UNREADABLE' }]]);
		expect(wrong[0][0].errorMessage).toContain('signature was not accepted');
		expect(debitsOf([order])).toEqual([0]);
	});

	it.each([
		['is empty', ''],
		['is not there', undefined],
	])('pays nothing when Maximum per Order %s', async (_, maximumPerOrder) => {
		const [order] = ordersOf(6400);
		const tool = payTool({ maximumPerOrder: maximumPerOrder ?? '' });
		if (maximumPerOrder === undefined) delete tool.maximumPerOrder;
		const heard = await ask(tool, naming([order]));
		expect(heard).toMatchObject([[{ outcome: 'notSent', errorCode: 'INVALID_SETTING' }]]);
		expect(heard[0][0].errorMessage).toContain("Pay needs 'Maximum per Order (CNY)'");
		expect(scene.sandbox.requests.all()).toEqual([]);
	});

	it.each<[string, IDataObject]>([
		['Maximum per Order', { maximumPerOrder: fromAI('most') }],
		['Maximum per Order', { maximumPerOrder: '={{ 100 }}' }],
		['Maximum per Order', { maximumPerOrder: '={{ $json.most }}' }],
		['Maximum per Run', { maximumPerRun: fromAI('most') }],
		['Price Tolerance', { priceTolerance: fromAI('most') }],
		['Options', { options: { skipIfPaid: fromAI('most', 'boolean') } }],
		['Options', { options: { verifyUnknown: '={{ false }}' } }],
	])('takes no expression for %s: %j', async (label, changes) => {
		const [order] = ordersOf(6400);
		const most = JSON.stringify(changes).includes('boolean') ? true : '100';
		const heard = await ask(payTool(changes), [{ orderId: order.orderId, most }]);
		expect(heard).toMatchObject([[{ outcome: 'notSent', errorCode: 'INVALID_SETTING' }]]);
		expect(heard[0][0].errorMessage).toContain(label);
		expect(heard[0][0].errorMessage).toContain('fixed value');
		expect(scene.sandbox.requests.all()).toEqual([]);
	});

	it.each<[string, IDataObject]>([
		['Path', { path: fromAI('path') }],
		['Path', { path: '=/alibaba/ka/order/detail' }],
		['Changes Something', { changesSomething: fromAI('isWrite', 'boolean') }],
	])('takes no expression for %s of Call Endpoint: %j', async (label, changes) => {
		const heard = await ask(
			{
				...{ resource: 'api', operation: 'callEndpoint', path: '/alibaba/ka/order/detail' },
				...{ changesSomething: false, body: fromAI('body', 'json'), ...changes },
			},
			[{ body: { orderId: '1' }, path: '/alibaba/ka/order/detail', isWrite: false }],
		);
		expect(heard).toMatchObject([[{ outcome: 'notSent', errorCode: 'INVALID_SETTING' }]]);
		expect(heard[0][0].errorMessage).toContain(label);
		expect(scene.sandbox.requests.all()).toEqual([]);
	});

	it('takes the body of Call Endpoint from the model', async () => {
		const [order] = ordersOf(6400);
		const heard = await ask(
			{
				...{ resource: 'api', operation: 'callEndpoint', path: '/alibaba/ka/order/detail' },
				...{
					changesSomething: false,
					body: `={{ { "orderId": $fromAI('orderId', 'x', 'string') } }}`,
				},
			},
			[{ orderId: order.orderId }],
		);
		expect(heard).toMatchObject([[{ outcome: 'succeeded', data: { orderId: order.orderId } }]]);
	});

	it.each<[string, IDataObject, unknown]>([
		['Price Tolerance', { priceTolerance: fromAI('most') }, '1'],
		['Options', { options: { dryRun: fromAI('most', 'boolean') } }, true],
	])('takes no expression for %s of Create', async (label, changes, most) => {
		const heard = await ask({ operation: 'create', ...buying(), ...changes }, [
			{ most } as IDataObject,
		]);
		expect(heard).toMatchObject([[{ outcome: 'notSent', errorCode: 'INVALID_SETTING' }]]);
		expect(heard[0][0].errorMessage).toContain(label);
		expect(scene.sandbox.orders.all()).toEqual([]);
	});

	it('keeps 40 calls of one execution under one Maximum per Run', async () => {
		const orders = ordersOf(...Array.from({ length: 40 }, () => 1000));
		const heard = await ask(payTool({ maximumPerRun: '125' }), naming(orders));
		expect(heard).toHaveLength(40);
		const outcomes = heard.flat().map(({ outcome }) => outcome);
		expect(outcomes.filter((outcome) => outcome === 'succeeded')).toHaveLength(12);
		expect(outcomes.filter((outcome) => outcome === 'notSent')).toHaveLength(28);
		expect(scene.sandbox.ledger.totalFen()).toBe(12_000);
		expect(orderIdsOf(heard.flat())).toEqual(orderIdsOf(naming(orders)));
	});

	it('keeps calls side by side under it as well', async () => {
		const orders = ordersOf(...Array.from({ length: 10 }, () => 1000));
		const heard = await ask(payTool({ maximumPerRun: '35' }), naming(orders), { atOnce: true });
		expect(heard.flat().filter(({ outcome }) => outcome === 'succeeded')).toHaveLength(3);
		expect(scene.sandbox.ledger.totalFen()).toBe(3000);
	});

	it('starts anew with the next execution', async () => {
		const orders = ordersOf(1000, 1000, 1000);
		await ask(payTool({ maximumPerRun: '10' }), naming(orders.slice(0, 2)));
		await ask(payTool({ maximumPerRun: '10' }), naming(orders.slice(2)));
		// n8n 2.8 runs the calls of agent 3 from the last to the first
		expect(debitsOf(orders.slice(0, 2)).sort()).toEqual([0, 1]);
		expect(debitsOf(orders.slice(2))).toEqual([1]);
	});

	it('tells of a payment that is unknown, and not to repeat it', async () => {
		const [order] = ordersOf(6400);
		scene.sandbox.faults.add({ on: 'pay', kind: 'reset', when: 'after' });
		const heard = await ask(payTool({ options: { verifyUnknown: false } }), naming([order]));
		expect(heard).toMatchObject([
			[{ orderId: order.orderId, outcome: 'unknown', retryable: false }],
		]);
	});
});
