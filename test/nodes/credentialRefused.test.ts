import type { IDataObject } from 'n8n-workflow';

import { usePaying } from '../harness/paying';
import { buying } from '../harness/purchases';
import { naming, orderIdsOf } from '../harness/scene';

const scene = usePaying();
const { pay } = scene;
const WRONG = { accessSecret: 'wrong' };
const REFUSED = { kind: 'code', code: 401, msg: '签名错误' } as const;

describe('A credential that Xportcn refuses, On Error: Stop', () => {
	it.each<[string, IDataObject]>([
		['Pay', { operation: 'pay', orderId: '={{ $json.orderId }}' }],
		['Pay with a limit', { operation: 'pay', maximumPerOrder: '100' }],
		['Pay with Skip if Paid', { operation: 'pay', options: { skipIfPaid: true } }],
		['Preview', { operation: 'preview', ...buying() }],
		['Create', { operation: 'create', ...buying() }],
		[
			'Create that looks first',
			{
				operation: 'create',
				...buying({ outOrderId: 'PO-1', ifExists: 'refuse' }),
			},
		],
		['Get', { operation: 'get' }],
		['Get Many', { operation: 'getMany' }],
		['Search', { resource: 'product', operation: 'search', keyword: '保温' }],
	])('turns %s red, and the error says what to do', async (_, parameters) => {
		const orders = scene.sandbox.orders.add(2);
		const { run, succeeded, failed } = await scene.run(parameters, naming(orders), {
			credential: WRONG,
		});
		const { error } = run.data.resultData;
		expect([...succeeded, ...failed]).toEqual([]);
		expect(run.status).toBe('error');
		expect(error?.name).toBe('NodeApiError');
		expect(error?.message).toBe('Xportcn refused the credential, so nothing was done');
		expect(error?.description).toContain("Check 'Access Key' and 'Access Secret'");
		expect((error as { httpCode?: string }).httpCode).toBe('401');
		expect(scene.sandbox.ledger.all()).toEqual([]);
	});

	it('turns it red for a user that may not do this, too', async () => {
		scene.payFails({ kind: 'code', code: 403, msg: '没有权限' });
		const { run } = await pay(naming(scene.sandbox.orders.add(2)));
		expect(run.data.resultData.error?.description).toContain("Check 'User ID'");
	});

	it('leaves it green when one order was paid', async () => {
		const orders = scene.sandbox.orders.add(2);
		scene.sandbox.faults.add({ on: 'pay', ...REFUSED, orderId: orders[1].orderId });
		const { succeeded, failed, stoppedBy } = await pay(naming(orders), {
			options: { batchSize: 1 },
		});
		expect(stoppedBy).toBeUndefined();
		expect(orderIdsOf(succeeded)).toEqual([orders[0].orderId]);
		expect(failed).toMatchObject([
			{
				...{ orderId: orders[1].orderId, outcome: 'rejected', errorCode: 'XPORTCN_401' },
				retryable: false,
			},
		]);
	});

	it('leaves it green when anything else was answered: something is right about the credential', async () => {
		scene.sandbox.faults.add({ on: 'create', ...REFUSED, times: 0 });
		const { failed, stoppedBy } = await scene.run({ operation: 'create', ...buying() });
		expect(stoppedBy).toBeUndefined();
		expect(failed).toMatchObject([{ outcome: 'rejected', errorCode: 'XPORTCN_401' }]);
	});

	it('leaves it green when anything is unknown: no order may be lost', async () => {
		const orders = scene.sandbox.orders.add(2);
		scene.sandbox.faults.add({ on: 'pay', kind: 'reset', orderId: orders[0].orderId });
		scene.sandbox.faults.add({ on: 'pay', ...REFUSED, orderId: orders[1].orderId });
		const { failed, stoppedBy } = await pay(naming(orders), { options: { batchSize: 1 } });
		expect(stoppedBy).toBeUndefined();
		expect(failed.map(({ outcome }) => outcome)).toEqual(['unknown', 'rejected']);
	});

	it('leaves it green when a write is refused in words that are not about the credential', async () => {
		scene.payFails({ kind: 'code', code: 401, msg: '请重新登录' });
		const { failed, stoppedBy } = await pay(naming(scene.sandbox.orders.add(1)));
		expect(stoppedBy).toBeUndefined();
		expect(failed).toMatchObject([{ outcome: 'unknown' }]);
	});
});

describe.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'A credential that Xportcn refuses, On Error: %s',
	(onError) => {
		it('leaves every order on Failed, with what to do', async () => {
			const orders = scene.sandbox.orders.add(2);
			const { succeeded, failed, stoppedBy } = await pay(
				naming(orders),
				{},
				{ credential: WRONG, settings: { onError } },
			);
			expect(stoppedBy).toBeUndefined();
			expect(succeeded).toEqual([]);
			expect(failed).toMatchObject(
				orders.map(({ orderId }) => ({
					...{ orderId, outcome: 'rejected', errorCode: 'XPORTCN_401', httpStatus: 401 },
					retryable: false,
				})),
			);
		});
	},
);
