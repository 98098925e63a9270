import type { IDataObject } from 'n8n-workflow';

import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { usePaying } from '../harness/paying';
import { buying } from '../harness/purchases';
import { linkOf, orderIdsOf } from '../harness/scene';

const scene = usePaying();
const { pay } = scene;

/** A second Xportcn: what an item of the other account does happens there. */
let other: Sandbox;
beforeAll(async () => {
	other = await startSandbox({ keys: { userId: '2002', accessKey: 'other', accessSecret: 'two' } });
});
beforeEach(() => other.reset());
afterAll(async () => await other.stop());

/** A credential whose fields come from the item. */
const PER_ITEM = Object.fromEntries(
	['baseUrl', 'userId', 'accessKey', 'accessSecret'].map((name) => [
		name,
		`={{ $json.account.${name} }}`,
	]),
);
const keysOf = ({ baseUrl, keys }: Sandbox): IDataObject => ({ baseUrl, ...keys });
const itemsOf = (sandbox: Sandbox, orders: Array<{ orderId: string }>) =>
	orders.map(({ orderId }) => ({ orderId, account: keysOf(sandbox) }));
const debited = (sandbox: Sandbox) => sandbox.ledger.all().map(({ orderId }) => orderId);

describe('A credential whose fields are expressions', () => {
	it('pays each order for the account of its item', async () => {
		const [a1, a2] = scene.sandbox.orders.add(2).map((order) => itemsOf(scene.sandbox, [order])[0]);
		// other numbers than in the first world
		const theirs = other.orders.add([
			{ orderId: '3311111111111134260' },
			{ orderId: '3322222222222134260' },
		]);
		const [b1, b2] = theirs.map((order) => itemsOf(other, [order])[0]);
		const { succeeded, failed, items } = await pay([a1, b1, a2, b2], {}, { credential: PER_ITEM });
		expect(failed).toEqual([]);
		expect(orderIdsOf(succeeded)).toEqual(orderIdsOf([a1, b1, a2, b2]));
		expect(items[0].map(linkOf)).toEqual([0, 1, 2, 3]);
		expect(debited(scene.sandbox)).toEqual(orderIdsOf([a1, a2]));
		expect(debited(other)).toEqual(orderIdsOf([b1, b2]));
		// the orders of an account go together
		expect(scene.sandbox.requests.all()).toHaveLength(1);
		expect(other.requests.all()).toHaveLength(1);
		expect(other.requests.all()[0].headers['user-id']).toBe('2002');
	});

	it('reads the details of each order with its own account', async () => {
		const [mine] = scene.sandbox.orders.add(1);
		const [theirs] = other.orders.add({ orderId: '3311111111111134260' });
		const input = [...itemsOf(scene.sandbox, [mine]), ...itemsOf(other, [theirs])];
		for (const parameters of [
			{ operation: 'get', orderId: '={{ $json.orderId }}' },
			{ operation: 'pay', orderId: '={{ $json.orderId }}', maximumPerOrder: '1000' },
		]) {
			const { succeeded } = await scene.run(parameters, input, { credential: PER_ITEM });
			expect(orderIdsOf(succeeded)).toEqual(orderIdsOf(input));
		}
		expect(scene.sandbox.requests.of('get')).toHaveLength(2);
		expect(other.requests.of('get')).toHaveLength(2);
	});

	it('takes one number in two accounts for two orders', async () => {
		const [mine] = scene.sandbox.orders.add(1);
		const [theirs] = other.orders.add({ orderId: mine.orderId });
		const { succeeded } = await pay(
			[...itemsOf(scene.sandbox, [mine]), ...itemsOf(other, [theirs])],
			{},
			{ credential: PER_ITEM },
		);
		expect(succeeded).toHaveLength(2);
		expect([debited(scene.sandbox), debited(other)]).toEqual([[mine.orderId], [mine.orderId]]);
	});

	it.each<[string, (keys: IDataObject) => IDataObject]>([
		['a user ID as a number', (keys) => ({ ...keys, userId: Number(keys.userId) })],
		['a slash at the end', (keys) => ({ ...keys, baseUrl: `${String(keys.baseUrl)}/` })],
		['blanks', (keys) => ({ ...keys, accessKey: ` ${String(keys.accessKey)} ` })],
	])('takes one account in two spellings for one: %s', async (_, spelled) => {
		scene.sandbox.refuseSecondDebit = false;
		const [order] = scene.sandbox.orders.add(1);
		const [item] = itemsOf(scene.sandbox, [order]);
		const again = { ...item, account: spelled(item.account) };
		// the second run is a payment of its own: this Xportcn does not refuse it
		for (const [options, debits] of [
			[{}, 1],
			[{ batchSize: 1 }, 2],
		] as const) {
			const { succeeded } = await pay([item, again], { options }, { credential: PER_ITEM });
			expect(succeeded).toHaveLength(2);
			expect(debited(scene.sandbox)).toHaveLength(debits);
		}
	});

	it('creates one order for a number in two spellings of an account', async () => {
		const [item] = itemsOf(scene.sandbox, [{ orderId: '' }]);
		const again = { account: { ...item.account, baseUrl: `${scene.sandbox.baseUrl}/` } };
		const { succeeded } = await scene.run(
			{ operation: 'create', ...buying({ outOrderId: 'PO-1', ifExists: 'returnExisting' }) },
			[item, again],
			{ credential: PER_ITEM },
		);
		expect(succeeded).toHaveLength(2);
		expect(succeeded[1]).toMatchObject({ existing: true, orderId: succeeded[0].orderId });
		expect(scene.sandbox.orders.all()).toHaveLength(1);
	});

	it('settles what stays unclear with the account that paid', async () => {
		const [mine] = scene.sandbox.orders.add(1);
		const [theirs] = other.orders.add({ orderId: '3311111111111134260' });
		other.faults.add({ on: 'pay', kind: 'reset', when: 'after' });
		const { succeeded } = await pay(
			[...itemsOf(scene.sandbox, [mine]), ...itemsOf(other, [theirs])],
			{ options: { verifyUnknown: true, verifyWait: 300 } },
			{ credential: PER_ITEM },
		);
		expect(succeeded).toMatchObject([
			{ orderId: mine.orderId },
			{ orderId: theirs.orderId, settledBy: 'orderDetails' },
		]);
		expect(scene.sandbox.requests.of('get')).toEqual([]);
	});

	it('creates each order in its own account, also under one Out Order ID', async () => {
		const input = [scene.sandbox, other, scene.sandbox].map((sandbox) => ({
			account: keysOf(sandbox),
		}));
		const { succeeded, failed } = await scene.run(
			{
				operation: 'create',
				...buying({ outOrderId: 'PO-1', ifExists: 'returnExisting' }),
			},
			input,
			{ credential: PER_ITEM },
		);
		expect(failed).toEqual([]);
		const [mine] = scene.sandbox.orders.all();
		const [theirs] = other.orders.all();
		expect([scene.sandbox.orders.all(), other.orders.all()].map(({ length }) => length)).toEqual([
			1, 1,
		]);
		expect(succeeded.map(({ existing }) => existing)).toEqual([undefined, undefined, true]);
		expect(orderIdsOf(succeeded)).toEqual([mine.orderId, theirs.orderId, mine.orderId]);
	});

	it('that cannot be used for one item keeps that item back, and no other', async () => {
		const [mine, ...rest] = scene.sandbox.orders.add(3);
		const broken = rest.map(({ orderId }, index) => ({
			orderId,
			account: {
				...keysOf(scene.sandbox),
				...(index === 0 ? { accessKey: '' } : { baseUrl: 'x' }),
			},
		}));
		const { succeeded, failed, items } = await pay(
			[broken[0], ...itemsOf(scene.sandbox, [mine]), broken[1]],
			{},
			{ credential: PER_ITEM },
		);
		expect(orderIdsOf(succeeded)).toEqual([mine.orderId]);
		expect(failed).toMatchObject([
			{ orderId: broken[0].orderId, outcome: 'notSent', errorCode: 'INVALID_INPUT' },
			{ orderId: broken[1].orderId, outcome: 'notSent', errorCode: 'INVALID_INPUT' },
		]);
		expect(failed[0].errorMessage).toContain("'Access Key'");
		expect(failed[1].errorMessage).toContain("'Base URL'");
		expect(items[1].map(linkOf)).toEqual([0, 2]);
		expect(debited(scene.sandbox)).toEqual([mine.orderId]);
	});

	it('that is refused for one account leaves the other paid, and the node green', async () => {
		const [mine] = scene.sandbox.orders.add(1);
		const [theirs] = other.orders.add({ orderId: '3311111111111134260' });
		const { succeeded, failed, stoppedBy } = await pay(
			[
				...itemsOf(scene.sandbox, [mine]),
				{ orderId: theirs.orderId, account: { ...keysOf(other), accessSecret: 'wrong' } },
			],
			{},
			{ credential: PER_ITEM },
		);
		expect(stoppedBy).toBeUndefined();
		expect(orderIdsOf(succeeded)).toEqual([mine.orderId]);
		expect(failed).toMatchObject([{ orderId: theirs.orderId, outcome: 'rejected' }]);
		expect(debited(other)).toEqual([]);
	});
});
