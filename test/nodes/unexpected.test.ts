import type { IDataObject } from 'n8n-workflow';

import { create } from '../../nodes/XportcnKa/actions/order/create.operation';
import * as createResponse from '../../nodes/XportcnKa/actions/order/createResponse';
import { get } from '../../nodes/XportcnKa/actions/order/get.operation';
import { pay } from '../../nodes/XportcnKa/actions/order/pay.operation';
import * as payGuards from '../../nodes/XportcnKa/actions/order/payGuards';
import * as payResponse from '../../nodes/XportcnKa/actions/order/payResponse';
import { recordLog } from '../harness/log';
import { usePaying } from '../harness/paying';
import { buying } from '../harness/purchases';
import { naming, orderIdsOf } from '../harness/scene';

const scene = usePaying();
const bug = () => {
	throw new Error('a bug');
};
let log: ReturnType<typeof recordLog>;
beforeEach(() => {
	log = recordLog();
});
afterEach(() => {
	log.restore();
	jest.restoreAllMocks();
});

const isUnexpected = {
	...{ outcome: 'unknown', errorCode: 'UNEXPECTED', retryable: false },
	errorMessage: expect.stringMatching(/Look (at|for) it in Xportcn before you run this again/),
};

describe("A mistake of this node's own", () => {
	it('in reading the answer to a payment makes its orders unknown, and no other', async () => {
		jest.spyOn(payResponse, 'parsePayResponse').mockImplementationOnce(bug);
		const orders = scene.sandbox.orders.add(3);
		const { succeeded, failed, stoppedBy } = await scene.pay(naming(orders), {
			options: { batchSize: 1, maxConcurrency: 1 },
		});
		expect(stoppedBy).toBeUndefined();
		expect(failed).toMatchObject([{ orderId: orders[0].orderId, ...isUnexpected }]);
		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(naming(orders.slice(1))));
	});

	it('in a guard sends nothing of its batch', async () => {
		jest.spyOn(payGuards, 'checkOrder').mockImplementationOnce(bug);
		const orders = scene.sandbox.orders.add(3);
		const { succeeded, failed } = await scene.pay(naming(orders), {
			maximumPerOrder: '1000',
			options: { batchSize: 2 },
		});
		expect(failed).toMatchObject(
			orders.slice(0, 2).map(({ orderId }) => ({ orderId, ...isUnexpected })),
		);
		expect(orderIdsOf(succeeded)).toEqual([orders[2].orderId]);
		expect(scene.debitsOf(orders)).toEqual([0, 0, 1]);
	});

	it('in Pay as a whole loses no order', async () => {
		jest.spyOn(pay, 'executeAll').mockImplementationOnce(async () => bug());
		const orders = scene.sandbox.orders.add(2);
		const { failed, stoppedBy } = await scene.pay(naming(orders));
		expect(stoppedBy).toBeUndefined();
		expect(failed).toMatchObject(orders.map(({ orderId }) => ({ orderId, ...isUnexpected })));
		expect(log.lines).toEqual([
			{ level: 'error', message: 'Xportcn KA stopped unexpectedly: a bug' },
		]);
	});

	it('in reading the answer to a create makes it unknown', async () => {
		jest.spyOn(createResponse, 'parseCreateResponse').mockImplementationOnce(bug);
		const { succeeded, failed } = await scene.run(
			{ operation: 'create', ...buying({ outOrderId: '={{ $json.number }}' }) },
			[{ number: 'PO-1' }, { number: 'PO-2' }],
		);
		expect([...failed, ...succeeded]).toHaveLength(2);
		expect(failed).toMatchObject([isUnexpected]);
		expect(scene.sandbox.orders.all()).toHaveLength(2);
	});

	it.each<[string, IDataObject]>([['Get', { operation: 'get', orderId: '={{ $json.orderId }}' }]])(
		'in %s is about one item',
		async (_, parameters) => {
			jest.spyOn(get, 'execute').mockImplementationOnce(async () => bug());
			const orders = scene.sandbox.orders.add(2);
			const { succeeded, failed } = await scene.run(parameters, naming(orders));
			expect(failed).toMatchObject([{ orderId: orders[0].orderId, ...isUnexpected }]);
			expect(orderIdsOf(succeeded)).toEqual([orders[1].orderId]);
		},
	);

	it('that gives nothing at all loses no item', async () => {
		jest.spyOn(create, 'executeAll').mockImplementationOnce(async () => new Map());
		const { failed } = await scene.run({ operation: 'create', ...buying() }, [{}, {}]);
		expect(failed).toMatchObject([isUnexpected, isUnexpected]);
	});
});
