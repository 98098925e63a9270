import { buying, OTHER_SELLERS_LINE } from '../harness/purchases';
import { naming, orderIdsOf } from '../harness/scene';
import { expectBranches } from './harness/branches';
import { useScene } from './harness/scene';

const scene = useScene();
const NO_SUCH_ORDER = '3399999999999134260';

describe('in a real n8n, both outputs lead on to their own branches', () => {
	it('Pay', async () => {
		const [first, second] = scene.sandbox.orders.add(2);
		const [refused] = scene.sandbox.orders.add(1, { refusal: '订单已取消,无法支付' });
		const outcome = await scene.run({ operation: 'pay' }, naming([first, refused, second, first]));
		expectBranches(outcome);
		expect(orderIdsOf(outcome.succeeded)).toEqual([first.orderId, second.orderId, first.orderId]);
		expect(outcome.failed).toMatchObject([
			{ orderId: refused.orderId, outcome: 'rejected', failedReason: '订单已取消,无法支付' },
		]);
		const { ledger } = scene.sandbox;
		expect(ledger.all().map(({ orderId }) => orderId)).toEqual([first.orderId, second.orderId]);
	});

	it('Pay, with a 19-digit number that comes without quotes', async () => {
		const orders = scene.sandbox.orders.add(3);
		scene.sandbox.faults.add({ kind: 'idsAsNumbers', on: 'pay' });
		const outcome = await scene.run({ operation: 'pay' }, naming(orders));
		expectBranches(outcome);
		expect(orderIdsOf(outcome.succeeded)).toEqual(orders.map(({ orderId }) => orderId));
	});

	it('Pay, when nothing answers at the address: nothing was sent', async () => {
		const [order] = scene.sandbox.orders.add(1);
		const nowhere = await scene.credentialFor('http://127.0.0.1:9/api');
		const outcome = await scene.run({ operation: 'pay' }, naming([order]), {}, nowhere);
		expectBranches(outcome);
		expect(outcome.failed).toMatchObject([
			{ orderId: order.orderId, outcome: 'notSent', errorCode: 'NOT_CONNECTED', retryable: true },
		]);
	});

	it('Pay, above a limit', async () => {
		const [cheap] = scene.sandbox.orders.add(1, { totalAmount: 6400 });
		const [dear] = scene.sandbox.orders.add(1, { totalAmount: 6401 });
		const outcome = await scene.run(
			{ operation: 'pay', maximumPerOrder: '64.00' },
			naming([cheap, dear]),
		);
		expectBranches(outcome);
		expect(outcome.succeeded).toMatchObject([{ orderId: cheap.orderId, totalCny: '64.00' }]);
		expect(outcome.failed).toMatchObject([
			{ orderId: dear.orderId, outcome: 'notSent', errorCode: 'ABOVE_MAXIMUM' },
		]);
		expect(scene.sandbox.ledger.debitsOf(dear.orderId)).toBe(0);
	});

	it('Pay, when the answer is lost after the debit', async () => {
		const [order] = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ kind: 'reset', when: 'after', on: 'pay' });
		const outcome = await scene.run({ operation: 'pay' }, naming([order]));
		expectBranches(outcome);
		expect(outcome.succeeded).toMatchObject([
			{ orderId: order.orderId, settledBy: 'orderDetails' },
		]);
		expect(scene.sandbox.ledger.debitsOf(order.orderId)).toBe(1);
	});

	it('Preview', async () => {
		const outcome = await scene.run({ operation: 'preview', ...buying() }, [{}, {}]);
		expectBranches(outcome);
		expect(outcome.succeeded).toHaveLength(2);
		expect(outcome.succeeded[0]).toMatchObject({ sumPayment: 6400, totalCny: '64.00' });
		expect(scene.sandbox.orders.all()).toEqual([]);
	});

	it('Create', async () => {
		const outcome = await scene.run(
			{ operation: 'create', ...buying(), outOrderId: '={{ $json.number }}' },
			[{ number: 'PO-1' }, { number: 'PO-2' }],
		);
		expectBranches(outcome);
		// both are created at the same time
		expect(orderIdsOf(outcome.succeeded).sort()).toEqual(
			scene.sandbox.orders
				.all()
				.map(({ orderId }) => orderId)
				.sort(),
		);
		const dear = await scene.run({
			operation: 'create',
			...buying({ items: { item: [OTHER_SELLERS_LINE] } }),
			maximumTotal: '1',
		});
		expectBranches(dear);
		expect(dear.failed).toMatchObject([{ errorCode: 'ABOVE_MAXIMUM', outcome: 'notSent' }]);
		expect(scene.sandbox.orders.all()).toHaveLength(2);
	});

	it('Get', async () => {
		const [order] = scene.sandbox.orders.add(1);
		const outcome = await scene.run({ operation: 'get' }, [
			...naming([order]),
			{ orderId: NO_SUCH_ORDER },
		]);
		expectBranches(outcome);
		expect(outcome.succeeded).toMatchObject([
			{ orderId: order.orderId, orderStatus: 'WAITING_FOR_PAYMENT' },
		]);
		expect(outcome.failed).toMatchObject([{ orderId: NO_SUCH_ORDER, outcome: 'rejected' }]);
	});

	it('Get Many', async () => {
		const orders = scene.sandbox.orders.add(60);
		const all = await scene.run({ operation: 'getMany', returnAll: true });
		expectBranches(all);
		expect(new Set(orderIdsOf(all.succeeded))).toEqual(
			new Set(orders.map(({ orderId }) => orderId)),
		);
		scene.sandbox.faults.add({ kind: 'code', code: 400, msg: '参数错误', on: 'getMany' });
		const refused = await scene.run({ operation: 'getMany', limit: 1 });
		expectBranches(refused);
		expect(refused.failed).toMatchObject([{ errorCode: 'XPORTCN_400', outcome: 'rejected' }]);
	});

	it('Get Logistics', async () => {
		const [order] = scene.sandbox.orders.add(1);
		scene.sandbox.orders.markPaid(order.orderId);
		scene.sandbox.orders.ship(order.orderId);
		const outcome = await scene.run({ operation: 'getLogistics' }, [
			...naming([order]),
			{ orderId: NO_SUCH_ORDER },
		]);
		expectBranches(outcome);
		expect(outcome.succeeded).toMatchObject([{ orderId: order.orderId }]);
		expect(outcome.succeeded[0].logistics).toHaveLength(1);
		expect(outcome.failed).toMatchObject([{ orderId: NO_SUCH_ORDER, outcome: 'rejected' }]);
	});
});
