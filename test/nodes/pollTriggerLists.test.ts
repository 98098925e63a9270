import type { IDataObject } from 'n8n-workflow';

import { PROFILES } from '../../sandbox';
import type { FaultBehaviour, ListQuirks } from '../../sandbox';
import { told, usePolling } from '../harness/pollScene';

const DAY_MS = 86_400_000;

const scene = usePolling();
const play = (quirks: ListQuirks, times = 0) =>
	scene.sandbox.faults.add({ kind: 'list', times, ...quirks });
const answerWith = (data: unknown, times = 0) => {
	const body = JSON.stringify({ code: 200, msg: '成功', requestId: null, data });
	scene.sandbox.faults.add({ kind: 'raw', body, times, on: 'getMany' });
};
const errors = () => scene.host.errors.map(({ message }) => message);

/** Orders in several states; the ones that will change. */
function fill(count: number) {
	const { orders, clock } = scene.sandbox;
	return Array.from({ length: count }, () => {
		clock.advance(1000);
		return orders.add(1)[0].orderId;
	});
}

describe('A list', () => {
	it.each<[string, ListQuirks]>([
		['as it should be', {}],
		['that caps the page size', { maxPageSize: 7 }],
		['with the oldest orders first', { order: 'oldest' }],
		['with the last changed first', { order: 'modified' }],
		['in no order', { order: 'shuffled' }],
	])('%s is read to its end, and every change is told once', async (_, quirks) => {
		const { orders } = scene.sandbox;
		const ids = fill(130);
		play(quirks);
		await scene.host.activate();
		expect(await scene.poll()).toEqual([]);
		for (const orderId of [ids[0], ids[64], ids[129]]) orders.markPaid(orderId);
		const [added] = fill(1);
		expect(told(await scene.poll())).toEqual([
			...[`${ids[0]} paid`, `${ids[64]} paid`, `${ids[129]} paid`],
			`${added} created`,
		]);
		expect(await scene.poll()).toEqual([]);
		expect(errors()).toEqual([]);
	});

	it.each(['data', 'records', 'list', 'result', 'bare'] as const)(
		'is found under %s',
		async (envelope) => {
			scene.sandbox.listEnvelope = envelope;
			fill(60);
			await scene.host.activate();
			const [orderId] = fill(1);
			expect(told(await scene.poll())).toEqual([`${orderId} created`]);
		},
	);

	it.each(['0000-00-00 00:00:00', '0001-01-01 00:00:00', '1969-12-31 23:59:59'])(
		'with an order of the time %s does not silence the trigger',
		async (tbCreateTime) => {
			const row = (payStatus: number) => ({
				...{ orderId: '3305075341149134260', tbCreateTime, payStatus },
				orderStatus: payStatus === 1 ? 'WAITING_FOR_PAYMENT' : 'WAITING_FOR_SENT',
			});
			answerWith([row(1)], 2);
			await scene.host.activate();
			expect(await scene.poll()).toEqual([]);
			answerWith([row(2)], 1);
			expect(told(await scene.poll())).toEqual(['3305075341149134260 paid']);
		},
	);

	it('that is empty for a while makes nothing news when it is back', async () => {
		fill(3);
		await scene.host.activate();
		answerWith([], 1);
		await scene.host.poll();
		await scene.host.poll();
		expect(scene.host.items).toEqual([]);
	});

	it('that was empty at first makes no old order news: it was there already', async () => {
		fill(2);
		answerWith([], 1);
		await scene.host.activate();
		answerWith([{ orderId: '3305075341149134260', tbCreateTime: '2026-05-20 15:40:00' }], 1);
		await scene.host.poll();
		expect(scene.host.items).toEqual([]);
	});

	it('shows an order that is older than all that were remembered: it is no news', async () => {
		const [old, ...others] = fill(3);
		const rows = others.map((orderId) => rowOf(orderId));
		answerWith(rows, 1);
		await scene.host.activate();
		answerWith([...rows, rowOf(old)], 1);
		await scene.host.poll();
		expect(scene.host.items).toEqual([]);
	});

	it('without times of creation: every order that was not there is news, once', async () => {
		const row = (orderId: string) => ({
			orderId,
			orderStatus: 'WAITING_FOR_PAYMENT',
			payStatus: 1,
		});
		answerWith([row('3305075341149134260')], 2);
		await scene.host.activate();
		for (let i = 0; i < 3; i++) {
			scene.sandbox.faults.clear();
			answerWith([row('3305075341149134260'), row('3305075341149134261')]);
			await scene.host.poll();
		}
		expect(told(scene.host.items)).toEqual(['3305075341149134261 created']);
	});

	it('shows a new order only after a while: it is told of then', async () => {
		play({ lagMs: 60_000 });
		fill(5);
		await scene.host.activate();
		const [late] = fill(1);
		scene.sandbox.clock.advance(DAY_MS);
		expect((await scene.poll()).map(({ orderId }) => orderId)).toContain(late);
	});
});

const rowOf = (orderId: string): IDataObject => ({ ...scene.sandbox.orders.get(orderId) });

describe('A list that changes while it is read', () => {
	it.each<[string, ListQuirks]>([
		['new orders come in at the top', { growsBy: 3 }],
		['orders are cancelled', { cancels: 2 }],
		['orders that change move to the top', { order: 'modified', cancels: 2 }],
		['all of that', { order: 'modified', cancels: 1, growsBy: 2, maxPageSize: 20 }],
	])('%s: nothing is told twice, and nothing that was there before as new', async (_, quirks) => {
		const { orders } = scene.sandbox;
		const happened: string[] = [];
		const before = new Set(fill(160));
		play(quirks);
		await scene.host.activate();
		orders.onChange(({ kind, order: { orderId } }) => happened.push(`${orderId} ${kind}`));
		for (let i = 0; i < 3; i++) await scene.host.poll();
		scene.sandbox.faults.clear();
		await scene.host.poll();
		await scene.host.poll();

		const events = scene.host.items.flatMap(({ orderId, changes }) =>
			(changes as string[]).map((event) => `${String(orderId)} ${event}`),
		);
		expect(new Set(events).size).toBe(events.length);
		expect(events.filter((event) => before.has(event.replace(' created', '')))).toEqual([]);
		expect(happened.filter((event) => !events.includes(event))).toEqual([]);
		expect(errors()).toEqual([]);
	});

	it('an order of the first poll that moved to a page read before is not taken for new', async () => {
		const ids = fill(60);
		const rows = ids.map(rowOf);
		// the last order is paid while page 1 is on its way, and comes out on top of it
		answerWith(rows.slice(0, 50), 1);
		answerWith(rows.slice(50, 59), 1);
		answerWith([], 1);
		scene.sandbox.orders.markPaid(ids[59]);
		await scene.host.activate();
		expect(await scene.poll()).toEqual([]);
	});
});

describe('A list that ignores the page number', () => {
	it('is no trouble when one page holds it', async () => {
		play({ ignoresPageNo: true });
		fill(30);
		await scene.host.activate();
		const [orderId] = fill(1);
		expect(told(await scene.poll())).toEqual([`${orderId} created`]);
	});

	it('is an error where it says that there is more', async () => {
		play({ ignoresPageNo: true });
		fill(60);
		await expect(scene.host.activate()).rejects.toThrow(/gives the same ones again/);
	});

	it('is read as far as it goes where it does not say so, without an end', async () => {
		scene.sandbox.listEnvelope = 'bare';
		play({ ignoresPageNo: true });
		fill(60);
		await scene.host.activate();
		const [orderId] = fill(1);
		expect(told(await scene.poll())).toEqual([`${orderId} created`]);
		expect(scene.sandbox.requests.all().length).toBeLessThan(10);
	});
});

describe('More orders than are followed', () => {
	const COUNT = 5100;

	it('the newest 5,000 are; what is older is no news, whatever becomes of it', async () => {
		const { orders, clock, requests } = scene.sandbox;
		const [oldest] = fill(1);
		clock.advance(DAY_MS);
		orders.add(COUNT);
		clock.advance(DAY_MS);
		const [young] = fill(1);
		await scene.host.activate();
		requests.clear();

		orders.markPaid(oldest);
		orders.markPaid(young);
		const [added] = fill(1);
		expect(told(await scene.poll())).toEqual([`${young} paid`, `${added} created`]);
		expect(requests.all()).toHaveLength(100);
		expect(scene.host.database.staticData.match(/33\d{17}/g)).toHaveLength(5000);

		// the list comes to show it
		scene.sandbox.faults.add({ kind: 'list', order: 'modified', times: 0 });
		orders.ship(oldest);
		expect(await scene.poll()).toEqual([]);
		expect(errors()).toEqual([]);
	});

	it('a list with the oldest first is an error: new orders are out of reach', async () => {
		const { orders, clock } = scene.sandbox;
		fill(1);
		clock.advance(DAY_MS);
		orders.add(COUNT);
		play({ order: 'oldest' });
		await expect(scene.host.activate()).rejects.toThrow(/begins with the oldest orders/);
	});
});

describe('A list that cannot be read', () => {
	it.each<[string, FaultBehaviour, RegExp]>([
		['HTTP 502', { kind: 'status', status: 502, body: 'html' }, /A server in front of Xportcn/],
		['a reset', { kind: 'reset' }, /The connection to Xportcn was lost/],
		['a login page', { kind: 'html' }, /did not come from Xportcn's API/],
		['half an answer', { kind: 'truncate' }, /did not come from Xportcn's API/],
		['no list', { kind: 'raw', body: envelopeOf({ total: 3 }) }, /finds no list of orders/],
		['code 500', { kind: 'code', code: 500, msg: '系统异常' }, /code 500/],
		['success: false', { kind: 'successFalse', data: 'usual' }, /did not succeed/],
		[
			'too many requests',
			{ kind: 'status', status: 429, retryAfterSeconds: 120, body: 'text' },
			/takes no more requests for now. Poll less often/,
		],
		['a refused key', { kind: 'code', code: 401, msg: '签名错误' }, /Check 'Access Key'/],
		[
			'an order without a number',
			{ kind: 'raw', body: envelopeOf([{ orderStatus: 'CANCEL' }]) },
			/an order without a readable order number/,
		],
	])('half-way, for %s: an error; nothing is lost, the next poll catches up', async (...row) => {
		const [, fault, message] = row;
		const { orders, faults } = scene.sandbox;
		const ids = fill(130);
		await scene.host.activate();
		const saved = scene.host.database.staticData;

		orders.markPaid(ids[129]);
		orders.markPaid(ids[0]);
		faults.add({ ...fault, on: 'getMany', skip: 1, times: 0 });
		await scene.host.poll();
		expect(errors()).toEqual([expect.stringMatching(message)]);
		expect(scene.host.errors[0]).toMatchObject({
			name: 'NodeApiError',
			description: expect.stringMatching(/^Nothing is lost: /),
		});
		expect(scene.host.items).toEqual([]);
		expect(scene.host.database.staticData).toBe(saved);

		faults.clear();
		expect(told(await scene.poll())).toEqual([`${ids[0]} paid`, `${ids[129]} paid`]);
	});

	it("an error carries the status, and Xportcn's own words in its description", async () => {
		await scene.host.activate();
		const fault = { kind: 'code', code: 403, msg: 'IP不在白名单', status: 403 } as const;
		scene.sandbox.faults.add({ ...fault, times: 0 });
		await scene.host.poll();
		expect(scene.host.errors[0]).toMatchObject({
			httpCode: '403',
			description: expect.stringContaining("Xportcn's own words: IP不在白名单"),
		});
	});

	it('no connection: the error says so in words', async () => {
		await scene.host.activate();
		scene.host.credential = { ...scene.host.credential, baseUrl: 'http://127.0.0.1:9/api' };
		await scene.host.poll();
		expect(errors()).toEqual([expect.stringMatching(/^No connection to Xportcn could be made\./)]);
		// at another address it is another account, of which nothing is remembered that could be lost
		expect(scene.host.errors[0]).not.toHaveProperty('description', expect.anything());
	});
});

function envelopeOf(data: unknown): string {
	return JSON.stringify({ code: 200, msg: '成功', requestId: null, data });
}

describe('Time', () => {
	it('a poll ends with an error when the list takes longer than n8n gives it', async () => {
		fill(130);
		await scene.host.activate();
		scene.host.budgetMs = 500;
		scene.sandbox.latencyMs = 300;
		await scene.host.poll();
		expect(errors()).toEqual([expect.stringMatching(/in the time there is for a poll/)]);
	});

	it('a poll that is due while another is under way does nothing, and nothing is told twice', async () => {
		const [orderId] = fill(1);
		await scene.host.activate();
		scene.sandbox.orders.markPaid(orderId);
		scene.sandbox.latencyMs = 50;
		await Promise.all([scene.host.poll(), scene.host.poll(), scene.host.poll()]);
		expect(told(scene.host.items)).toEqual([`${orderId} paid`]);
		expect(scene.host.errors).toEqual([]);
		await scene.host.poll();
		expect(scene.host.items).toHaveLength(1);
	});
});

describe.each(['lagging-list', 'all-different', 'yuan', 'tree-1688', 'no-out-order-id'])(
	'Another Xportcn: %s',
	(name) => {
		const other = usePolling({ profile: name });

		it('is followed from creation to shipment', async () => {
			const { sandbox, host } = other;
			const { paths, timestampUnit, stringToSign, amountUnit, list } = PROFILES[name];
			Object.assign(host.credential, {
				timestampUnit: timestampUnit === 'seconds' ? 'seconds' : 'milliseconds',
				stringToSign,
				amountUnit: amountUnit.list,
				endpointPaths: JSON.stringify({ 'order.getMany': paths.getMany }),
			});
			sandbox.orders.add(60);
			sandbox.clock.advance(DAY_MS);
			await host.activate();
			const [{ orderId }] = sandbox.orders.add(1, { totalAmount: 6400 });
			sandbox.clock.advance((list.lagMs ?? 0) + 1000);
			await host.poll();
			sandbox.orders.markPaid(orderId);
			await host.poll();
			sandbox.orders.ship(orderId);
			await host.poll();
			expect(told(host.items)).toEqual([
				...[`${orderId} created`, `${orderId} paid`, `${orderId} shipped`],
			]);
			expect(host.items.map(({ changeKey }) => changeKey)).toEqual([
				expect.stringMatching(/:\w+:1$/),
				expect.stringMatching(/:\w+:2$/),
				expect.stringMatching(/:\w+:2$/),
			]);
			expect(host.errors).toEqual([]);
		});
	},
);
