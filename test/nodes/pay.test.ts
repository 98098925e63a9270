import { readFileSync } from 'node:fs';

import { linkOf, naming, orderIdsOf, useSandbox } from '../harness/scene';

const scene = useSandbox();
const pay = async (input: object[], options: object = {}, more: object = {}) =>
	await scene.run({ operation: 'pay', orderId: '={{ $json.orderId }}', options, ...more }, input as never);

describe('Pay', () => {
	it('pays orders and says so on Succeeded', async () => {
		const orders = scene.sandbox.orders.add(3);
		const { succeeded, failed } = await pay(naming(orders));
		expect(orderIdsOf(succeeded)).toEqual(orders.map(({ orderId }) => orderId));
		expect(succeeded[0]).toEqual({
			orderId: orders[0].orderId,
			outcome: 'succeeded',
			operation: 'pay',
			requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
		});
		expect(failed).toEqual([]);
		expect(orders.map(({ orderId }) => scene.sandbox.ledger.debitsOf(orderId))).toEqual([1, 1, 1]);
	});
});
