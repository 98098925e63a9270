import { naming, orderIdsOf } from '../harness/scene';
import { ON_ERROR } from '../harness/workflows';
import { useScene } from './harness/scene';

const scene = useScene();

describe.each(Object.entries(ON_ERROR))('On Error: %s', (_, onError) => {
	it("leaves a failed order on Failed, and n8n's own error output empty", async () => {
		const orders = scene.sandbox.orders.add(3);
		const [refused] = scene.sandbox.orders.add(1, { refusal: '资金账户余额不足' });
		const outcome = await scene.run({ operation: 'pay' }, naming([refused, ...orders]), {
			onError,
		});
		expect(outcome.status).toBe('success');
		expect(orderIdsOf(outcome.behindSucceeded)).toEqual(orders.map(({ orderId }) => orderId));
		expect(outcome.behindFailed).toMatchObject([{ orderId: refused.orderId, outcome: 'rejected' }]);
		expect(outcome.behindError).toEqual([]);
		expect(scene.sandbox.ledger.all()).toHaveLength(3);
	});

	it('never lets orders through Succeeded when a setting is unusable', async () => {
		const orders = scene.sandbox.orders.add(2);
		const options = { batchSize: 0 };
		const outcome = await scene.run({ operation: 'pay', options }, naming(orders), { onError });
		expect(outcome.succeeded).toEqual([]);
		expect(scene.sandbox.requests.all()).toEqual([]);
		if (onError === undefined) {
			expect(outcome.status).toBe('error');
			expect(outcome.error?.message).toContain("'Batch Size'");
		} else {
			expect(outcome.status).toBe('success');
			expect(orderIdsOf(outcome.behindFailed)).toEqual(orders.map(({ orderId }) => orderId));
			expect(outcome.behindFailed[0]).toMatchObject({
				outcome: 'notSent',
				errorCode: 'INVALID_SETTING',
			});
		}
	});
});

describe('a credential that Xportcn refuses', () => {
	const refused = async (settings: object) => {
		const orders = scene.sandbox.orders.add(2);
		scene.sandbox.faults.add({ kind: 'code', code: 403, msg: '没有权限', on: 'pay' });
		const outcome = await scene.run({ operation: 'pay' }, naming(orders), settings);
		expect(scene.sandbox.ledger.all()).toEqual([]);
		return outcome;
	};

	it('turns the node red, and says what to do', async () => {
		const { status, error } = await refused({});
		expect(status).toBe('error');
		expect(error?.message).toBe('Xportcn refused the credential, so nothing was done');
		expect(error?.description).toContain('This user may not do that');
	});

	it('comes out of Failed under Continue', async () => {
		const { status, failed, succeeded } = await refused({ onError: ON_ERROR.Continue });
		expect([status, succeeded]).toEqual(['success', []]);
		expect(failed).toMatchObject([{ outcome: 'rejected' }, { outcome: 'rejected' }]);
	});
});

it('Retry On Fail never pays a second time', async () => {
	const orders = scene.sandbox.orders.add(3);
	const [refused] = scene.sandbox.orders.add(1, { refusal: '资金账户余额不足' });
	scene.sandbox.refuseSecondDebit = false;
	await scene.run({ operation: 'pay' }, naming([refused, ...orders]), {
		retryOnFail: true,
		maxTries: 3,
		waitBetweenTries: 100,
	});
	expect(scene.sandbox.requests.of('pay')).toHaveLength(1);
	expect(scene.sandbox.ledger.all()).toHaveLength(3);
});
