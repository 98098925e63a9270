import { endpoints } from '../../nodes/shared/endpoints';
import { expectBranches } from './harness/branches';
import { useScene } from './harness/scene';

const scene = useScene();
const THERMOS = '889512351602';
const NO_SUCH_OFFER = '999999999999';

describe('in a real n8n, the resources beside Order lead both outputs on', () => {
	it('Product Search', async () => {
		const outcome = await scene.run(
			{ resource: 'product', operation: 'search', keyword: '={{ $json.word }}' },
			[{ word: '男鞋' }, { word: 'zzz' }],
		);
		expectBranches(outcome);
		expect(outcome.succeeded.map(({ keyword }) => keyword)).toEqual(['男鞋', '男鞋']);
		expect(outcome.failed).toMatchObject([{ keyword: 'zzz', errorCode: 'NOT_FOUND' }]);
	});

	it('Product Get', async () => {
		const outcome = await scene.run({ resource: 'product', operation: 'get' }, [
			{ offerId: THERMOS },
			{ offerId: NO_SUCH_OFFER },
		]);
		expectBranches(outcome);
		expect(outcome.succeeded).toMatchObject([{ offerId: THERMOS, outcome: 'succeeded' }]);
		expect(outcome.succeeded[0].productSkuInfos).toHaveLength(3);
		expect(outcome.failed).toMatchObject([{ offerId: NO_SUCH_OFFER, outcome: 'rejected' }]);
	});

	it('Address Create or Update', async () => {
		const outcome = await scene.run(
			{
				...{ resource: 'address', operation: 'upsert', addressId: '={{ $json.id }}' },
				...{ receiverName: '李明', phone: '13800000000', province: '浙江省', city: '义乌市' },
				streetAddress: '示例路 1 号',
			},
			[{ id: 0 }, { id: 9 }],
		);
		expectBranches(outcome);
		expect(outcome.succeeded).toMatchObject([{ receiverName: '李明', operation: 'upsert' }]);
		expect(outcome.failed).toMatchObject([{ addressId: '9', failedReason: '地址不存在' }]);
		expect(scene.sandbox.addresses.all()).toMatchObject([{ id: 1, name: '李明' }]);
	});

	it('Call Endpoint', async () => {
		const [{ orderId }] = scene.sandbox.orders.add(1);
		scene.sandbox.faults.add({ kind: 'idsAsNumbers', on: 'get' });
		const outcome = await scene.run(
			{
				...{ resource: 'api', operation: 'callEndpoint', path: '={{ $json.path }}' },
				body: `{ "orderId": "${orderId}" }`,
			},
			[
				{ path: endpoints['order.get'].path },
				{ path: '/no/such/thing' },
				{ path: endpoints['order.pay'].path },
			],
		);
		expectBranches(outcome);
		expect(outcome.succeeded).toMatchObject([
			{ path: endpoints['order.get'].path, data: { orderId } },
		]);
		expect(outcome.failed).toMatchObject([
			// it may change something, and whose 404 this is nobody knows
			{ path: '/no/such/thing', outcome: 'unknown', errorCode: 'XPORTCN_404' },
			{ path: endpoints['order.pay'].path, outcome: 'notSent', errorCode: 'INVALID_INPUT' },
		]);
		expect(scene.sandbox.ledger.all()).toEqual([]);
	});
});
