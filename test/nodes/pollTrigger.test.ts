import type { IDataObject } from 'n8n-workflow';

import { outputsOf, runWorkflow } from '../harness/engine';
import { told, usePolling } from '../harness/pollScene';
import { credentialFor } from '../harness/scene';
import { node } from '../harness/workflows';

const scene = usePolling();

describe('The first poll', () => {
	it('remembers what is there and starts nothing, and neither does the next without a change', async () => {
		const { orders } = scene.sandbox;
		const [unpaid, paid] = orders.add(2);
		orders.markPaid(paid.orderId);
		await scene.host.activate();
		await scene.host.poll();
		expect(scene.host.items).toEqual([]);
		expect(scene.host.database.staticData).toContain(unpaid.orderId);
		expect(scene.host.errors).toEqual([]);
	});

	it('of an account without orders makes every order news that comes later', async () => {
		await scene.host.activate();
		const [{ orderId }] = scene.sandbox.orders.add(1);
		expect(told(await scene.poll())).toEqual([`${orderId} created`]);
	});

	it('that cannot read the list throws, and says what to do', async () => {
		scene.sandbox.faults.add({ kind: 'code', code: 401, msg: '签名错误', times: 0 });
		await expect(scene.host.activate()).rejects.toThrow(/Check 'Access Key' and 'Access Secret'/);
		expect(scene.host.database.staticData).toBe('{}');
	});
});

describe('A memory that cannot be read', () => {
	const complaints = () => scene.host.logged.filter((line) => line.includes('cannot be read'));

	it('begins anew, and the log says so', async () => {
		const [{ orderId }] = scene.sandbox.orders.add(1);
		await scene.host.activate();
		const { database } = scene.host;
		database.staticData = database.staticData.replace(`${orderId}.`, `${orderId}!`);
		await scene.host.restart();
		expect(complaints()).toEqual([expect.stringMatching(/^Trigger: .*begins anew/)]);
		scene.sandbox.orders.markPaid(orderId);
		expect(told(await scene.poll())).toEqual([`${orderId} paid`]);
		expect(complaints()).toHaveLength(1);
	});

	it('is none that is not there yet, or that is about other filters', async () => {
		scene.sandbox.orders.add(1);
		await scene.host.activate();
		scene.host.parameters = { ...scene.host.parameters, filters: { payStatus: 1 } };
		await scene.host.restart();
		expect(complaints()).toEqual([]);
	});
});

describe('An order', () => {
	it('is told of at each event, once, and of nothing in between', async () => {
		const { orders } = scene.sandbox;
		await scene.host.activate();
		const [{ orderId }] = orders.add(1, { totalAmount: 6400, outOrderId: 'B-17' });
		const seen = [];
		for (const step of ['', 'markPaid', 'ship', 'receive', 'complete'] as const) {
			if (step) orders[step](orderId);
			seen.push(told(await scene.poll()), told(await scene.poll()));
		}
		expect(seen).toEqual([
			...[[`${orderId} created`], []],
			...[[`${orderId} paid`], []],
			...[[`${orderId} shipped`], []],
			...[[], [], [], []],
		]);
	});

	it('that is first seen in a later state counts for every event up to it', async () => {
		const { orders } = scene.sandbox;
		await scene.host.activate();
		const [shipped, cancelled, completed] = orders.add(3);
		for (const { orderId } of [shipped, completed]) {
			orders.markPaid(orderId);
			orders.ship(orderId);
		}
		orders.complete(completed.orderId);
		orders.cancel(cancelled.orderId);
		const items = await scene.poll();
		expect(told(items).sort()).toEqual(
			[
				`${shipped.orderId} created,paid,shipped`,
				`${completed.orderId} created,paid,shipped`,
				`${cancelled.orderId} created,cancelled`,
			].sort(),
		);
		const lastOf = Object.fromEntries(items.map(({ orderId, change }) => [orderId, change]));
		expect(lastOf).toEqual({
			[shipped.orderId]: 'shipped',
			[completed.orderId]: 'shipped',
			[cancelled.orderId]: 'cancelled',
		});
	});

	it('changes are told oldest order first, in one run', async () => {
		const { orders, clock } = scene.sandbox;
		await scene.host.activate();
		const ids = [1, 2, 3].map(() => {
			clock.advance(60_000);
			return orders.add(1)[0].orderId;
		});
		await scene.host.poll();
		expect(scene.host.runs.map((run) => run.map(({ orderId }) => orderId))).toEqual([ids]);
	});
});

describe('Trigger On', () => {
	it.each([
		[['created'], [['created'], [], [], [], []]],
		[['paid'], [[], ['paid'], [], [], []]],
		[['shipped'], [[], [], ['shipped'], [], []]],
		[
			['paid', 'shipped'],
			[[], ['paid'], ['shipped'], [], []],
		],
		[['changed'], [['created'], ['paid'], ['shipped'], ['changed'], ['changed']]],
	])('%j tells of these changes and no others', async (events, expected) => {
		scene.host.parameters = { events };
		await scene.host.activate();
		const { orders } = scene.sandbox;
		const [{ orderId }] = orders.add(1);
		const seen = [];
		for (const step of ['', 'markPaid', 'ship', 'receive', 'complete'] as const) {
			if (step) orders[step](orderId);
			seen.push((await scene.poll()).flatMap(({ changes }) => changes));
			expect(await scene.poll()).toEqual([]);
		}
		expect(seen).toEqual(expected);
	});

	it('changed tells of a status that this node does not know, of a pay status, and of a refund', async () => {
		scene.host.parameters = { events: ['changed'] };
		const row = { orderId: '3305075341149134260', tbCreateTime: '2026-05-20 15:40:00' };
		const states = [
			{ orderStatus: 'WAITING_FOR_PAYMENT', payStatus: 1, refundStatus: null },
			{ orderStatus: 'WAITING_FOR_PAYMENT', payStatus: 9, refundStatus: null },
			{ orderStatus: 'ON_THE_MOON', payStatus: 9, refundStatus: null },
			{ orderStatus: 'ON_THE_MOON', payStatus: 2, refundStatus: null },
			{ orderStatus: 'ON_THE_MOON', payStatus: 2, refundStatus: 'WAIT_SELLER_AGREE' },
			{ orderStatus: 'ON_THE_MOON', payStatus: 2, refundStatus: null },
		];
		for (const [index, state] of states.entries()) {
			answerWith([{ ...row, ...state }]);
			await (index === 0 ? scene.host.activate() : scene.host.poll());
		}
		expect(scene.host.items.map(({ changes }) => changes)).toEqual([
			...[['changed'], ['changed'], ['paid'], ['changed'], ['changed']],
		]);
		expect(new Set(scene.host.items.map(({ changeKey }) => changeKey)).size).toBe(4);
	});

	it('paid goes by the pay status: an order that is shipped before it is paid for is paid later', async () => {
		await scene.host.activate();
		const row = { orderId: '3305075341149134260', orderStatus: 'WAITING_FOR_RECEIVE' };
		answerWith([{ ...row, payStatus: 12 }]);
		expect(told(await scene.poll())).toEqual(['3305075341149134260 created,shipped']);
		answerWith([{ ...row, payStatus: 2 }]);
		expect(told(await scene.poll())).toEqual(['3305075341149134260 paid']);
	});

	it('an event never happens twice, whatever the list shows in between', async () => {
		const row = { orderId: '3305075341149134260' };
		const unpaid = { ...row, orderStatus: 'WAITING_FOR_PAYMENT', payStatus: 1 };
		const paid = { ...row, orderStatus: 'WAITING_FOR_SENT', payStatus: 2 };
		answerWith([unpaid]);
		await scene.host.activate();
		for (const order of [paid, unpaid, paid]) {
			answerWith([order]);
			await scene.host.poll();
		}
		answerWith([]);
		await scene.host.poll();
		answerWith([paid]);
		await scene.host.poll();
		expect(told(scene.host.items)).toEqual(['3305075341149134260 paid']);
	});

	it('an event that is added later is told of from then on, not of the past', async () => {
		scene.host.parameters = { events: ['cancelled'] };
		await scene.host.activate();
		const { orders } = scene.sandbox;
		orders.add(3);
		await scene.host.poll();
		scene.host.parameters = { events: ['cancelled', 'created'] };
		await scene.host.restart();
		expect(scene.host.items).toEqual([]);
		const [{ orderId }] = orders.add(1);
		orders.cancel(orderId);
		expect(told(await scene.poll())).toEqual([`${orderId} created,cancelled`]);
	});

	it('one event instead of Changed goes on where that was', async () => {
		scene.host.parameters = { events: ['changed'] };
		const { orders } = scene.sandbox;
		const [{ orderId }] = orders.add(1);
		await scene.host.activate();
		scene.host.parameters = { events: ['paid'] };
		orders.markPaid(orderId);
		await scene.host.restart();
		expect(told(scene.host.items)).toEqual([`${orderId} paid`]);
	});

	it.each([
		[[], /'Trigger On' is empty/],
		['', /has a value that is not in its list/],
		[['paid', 'delivered'], /has a value that is not in its list/],
	])('%j is refused', async (events, message) => {
		scene.host.parameters = { events };
		await expect(scene.host.activate()).rejects.toThrow(message);
		expect(scene.sandbox.requests.all()).toEqual([]);
	});

	it('takes a single event that an expression gives', async () => {
		scene.host.parameters = { events: '={{ "created" }}' };
		await scene.host.activate();
		scene.sandbox.orders.add(1);
		expect(await scene.poll()).toHaveLength(1);
	});
});

/** The order list from now on, whatever orders the sandbox has. */
function answerWith(orders: IDataObject[]): void {
	scene.sandbox.faults.clear();
	const body = JSON.stringify({ code: 200, msg: '成功', requestId: null, data: orders });
	scene.sandbox.faults.add({ kind: 'raw', body, times: 1, on: 'getMany' });
	const empty = JSON.stringify({ code: 200, msg: '成功', requestId: null, data: [] });
	scene.sandbox.faults.add({ kind: 'raw', body: empty, times: 0, skip: 1, on: 'getMany' });
}

describe('Filters', () => {
	it('go to Xportcn as in Get Many, the JSON ones too', async () => {
		scene.host.parameters.filters = { payStatus: 2, more: '{ "sellerMemberId": "b2b-1" }' };
		await scene.host.activate();
		const [{ rawBody }] = scene.sandbox.requests.all();
		expect(JSON.parse(String(rawBody))).toEqual({
			pageNo: 1,
			pageSize: 50,
			payStatus: 2,
			sellerMemberId: 'b2b-1',
		});
	});

	it('let an old order in when it comes to fit: it is news', async () => {
		const { orders, clock } = scene.sandbox;
		const [old] = orders.add(1);
		clock.advance(86_400_000);
		const [young] = orders.add(1);
		orders.markPaid(young.orderId);
		scene.host.parameters.filters = { payStatus: 2 };
		await scene.host.activate();
		orders.markPaid(old.orderId);
		expect(told(await scene.poll())).toEqual([`${old.orderId} created,paid`]);
	});

	it.each([
		['another filter', { payStatus: 1 }],
		['no filter', {}],
	])('%s starts anew: what is there then is no news', async (_, filters) => {
		scene.host.parameters.filters = { payStatus: 2 };
		const { orders } = scene.sandbox;
		orders.add(2);
		await scene.host.activate();
		scene.host.parameters.filters = filters;
		await scene.host.restart();
		expect(scene.host.items).toEqual([]);
		const [{ orderId }] = orders.add(1);
		expect(told(await scene.poll())).toEqual([`${orderId} created`]);
	});

	it.each([
		['in another order', { orderStatus: 'WAITING_FOR_PAYMENT', payStatus: 1 }],
		['with an empty one', { payStatus: 1, orderStatus: 'WAITING_FOR_PAYMENT', outOrderId: '' }],
		['with an empty JSON', { payStatus: 1, orderStatus: 'WAITING_FOR_PAYMENT', more: '{}' }],
	])('the same ones %s go on as before', async (_, filters) => {
		scene.host.parameters.filters = { payStatus: 1, orderStatus: 'WAITING_FOR_PAYMENT' };
		await scene.host.activate();
		const [{ orderId }] = scene.sandbox.orders.add(1);
		scene.host.parameters.filters = filters;
		await scene.host.restart();
		expect(told(scene.host.items)).toEqual([`${orderId} created`]);
	});

	it('with an expression are the same although it gives something else at every poll', async () => {
		scene.host.parameters.filters = {
			more: '={{ JSON.stringify({ createStartTime: Math.random() }) }}',
		};
		await scene.host.activate();
		const [{ orderId }] = scene.sandbox.orders.add(1);
		expect(told(await scene.poll())).toEqual([`${orderId} created`]);
		const asked = scene.sandbox.requests
			.all()
			.map(({ rawBody }) => (JSON.parse(String(rawBody)) as IDataObject).createStartTime);
		expect(new Set(asked).size).toBe(asked.length);
	});

	it.each([
		[{ outOrderId: '={{ $vars.nothing }}' }, /'Out Order ID' in Filters is an expression/],
		[
			{ more: '={ "createStartTime": "{{ $vars.nothing }}" }' },
			/'More Filters \(JSON\)' in Filters/,
		],
		[{ more: '={{ "{}" }}' }, /'More Filters \(JSON\)' in Filters is an expression/],
		[{ more: '={{ "" }}' }, /'More Filters \(JSON\)' in Filters is an expression/],
		[{ more: '{ "a": ' }, /'More Filters \(JSON\)' is not valid JSON/],
	])(
		'%j are refused before anything is sent: all orders would be news',
		async (filters, message) => {
			scene.host.parameters.filters = filters;
			await expect(scene.host.activate()).rejects.toThrow(message);
			expect(scene.sandbox.requests.all()).toEqual([]);
		},
	);
});

describe('The account', () => {
	it.each(['another user', 'another address'])('of %s starts anew', async (what) => {
		await scene.host.activate();
		const { orders, baseUrl, keys } = scene.sandbox;
		orders.add(1);
		const { userId } = keys;
		const isUser = what === 'another user';
		scene.host.credential = isUser
			? credentialFor(baseUrl, { userId: '2218427022946' })
			: credentialFor(baseUrl.replace('127.0.0.1', 'localhost'));
		if (isUser) Object.assign(keys, { userId: '2218427022946' });
		await scene.host.restart();
		Object.assign(keys, { userId });
		expect(scene.host.items).toEqual([]);
	});

	it('with a new access key goes on', async () => {
		await scene.host.activate();
		const [{ orderId }] = scene.sandbox.orders.add(1);
		scene.host.credential = { ...scene.host.credential, accessSecret: 'wrong' };
		await scene.host.poll();
		expect(scene.host.errors).toHaveLength(1);
		scene.host.credential = credentialFor(scene.sandbox.baseUrl);
		expect(told(await scene.poll())).toEqual([`${orderId} created`]);
	});

	it('that cannot be used is an error that names the field', async () => {
		scene.host.credential = { ...scene.host.credential, userId: '' };
		await expect(scene.host.activate()).rejects.toThrow(/'User ID' is empty/);
	});
});

describe('An item', () => {
	it('is simple by default, with what happened and a key to drop doubles by', async () => {
		await scene.host.activate();
		const [order] = scene.sandbox.orders.add(1, { totalAmount: 6400, outOrderId: 'B-17' });
		const [item] = await scene.poll();
		expect(item).toEqual({
			orderId: order.orderId,
			outOrderId: 'B-17',
			totalCny: '64.00',
			statusText: 'Waiting for payment',
			change: 'created',
			changes: ['created'],
			changeKey: `${order.orderId}:WAITING_FOR_PAYMENT:1`,
			orderNo: order.orderNo,
			orderStatus: 'WAITING_FOR_PAYMENT',
			payStatus: 1,
			refundStatus: null,
			tbCreateTime: order.tbCreateTime,
			payTime: null,
		});
		expect(Object.keys(item).slice(0, 6)).toEqual([
			...['orderId', 'outOrderId', 'totalCny', 'statusText', 'change', 'changes'],
		]);
	});

	it('has all fields of the list without Simplify', async () => {
		scene.host.parameters.simplify = false;
		await scene.host.activate();
		scene.sandbox.orders.add(1, { totalAmount: 6400, shippingFee: 600 });
		expect(await scene.poll()).toMatchObject([
			{ totalAmount: 6400, shippingFee: 600, shippingCny: '6.00', closeReason: null },
		]);
	});

	it('has its order number as a text although the list has a number', async () => {
		await scene.host.activate();
		scene.sandbox.orders.add(1, { orderId: '3305075341149134261' });
		scene.sandbox.faults.add({ kind: 'idsAsNumbers', times: 0 });
		expect(await scene.poll()).toMatchObject([{ orderId: '3305075341149134261' }]);
	});

	it("keeps what is the vendor's under a name that n8n would take for its own", async () => {
		await scene.host.activate();
		answerWith([{ orderId: '3305075341149134260', error: 'x', change: 'theirs' }]);
		scene.host.parameters.simplify = false;
		await scene.host.restart();
		expect(scene.host.items).toMatchObject([{ vendorError: 'x', change: 'created' }]);
		expect(scene.host.items[0]).not.toHaveProperty('error');
	});
});

describe("The editor's test", () => {
	it('shows the order that was created last, wherever it is in the list, and remembers nothing', async () => {
		const { orders, clock, faults } = scene.sandbox;
		orders.add(60);
		clock.advance(1000);
		const [latest] = orders.add(1);
		clock.advance(1000);
		orders.markPaid(latest.orderId);
		for (const order of ['newest', 'oldest', 'modified', 'shuffled'] as const) {
			faults.clear();
			faults.add({ kind: 'list', order, times: 0 });
			const [item] = (await scene.host.test()) ?? [];
			expect([order, item.json]).toMatchObject([
				order,
				{ orderId: latest.orderId, change: 'paid', changes: ['created', 'paid'] },
			]);
		}
		expect(scene.host.database.staticData).toBe('{}');
	});

	it("is what n8n's engine runs by hand", async () => {
		const [{ orderId }] = scene.sandbox.orders.add(1);
		const trigger = {
			...node('Trigger', 'n8n-nodes-xportcn.xportcnKaPollTrigger', { events: ['created'] }),
			credentials: { xportcnApi: { id: '1', name: 'test' } },
		};
		const run = await runWorkflow(
			{ nodes: [trigger], connections: {} },
			credentialFor(scene.sandbox.baseUrl),
			[{ json: {} }],
		);
		expect(outputsOf(run, 'Trigger')).toMatchObject([[{ orderId, change: 'created' }]]);
	});

	it('shows it also when none of the chosen events has happened to it', async () => {
		scene.sandbox.orders.add(1);
		scene.host.parameters = { events: ['shipped'] };
		expect(await scene.host.test()).toMatchObject([{ json: { change: 'created' } }]);
	});

	it('says so when there is no order', async () => {
		await expect(scene.host.test()).rejects.toThrow('There is no order to show');
	});

	it('says why the list cannot be read', async () => {
		scene.sandbox.faults.add({ kind: 'status', status: 404, times: 0 });
		await expect(scene.host.test()).rejects.toThrow(/'Endpoint Paths' in the credential/);
	});
});
