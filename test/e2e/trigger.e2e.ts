import type { IDataObject } from 'n8n-workflow';

import type { Listening } from './harness/listening';
import { listenTo, PATIENT, runsOf } from './harness/listening';
import { jsonOf, useScene } from './harness/scene';

const scene = useScene();

const itemsOf = async (listening: Listening): Promise<IDataObject[]> =>
	(await runsOf(scene, listening)).flatMap((run) => jsonOf(run, 'Trigger', 0));

it('a message of the wanted type starts one run, with its fields, amounts and times', async () => {
	const listening = await listenTo(scene, { events: ['ORDER_PAY_SUCCESS'] });
	const { orders, push } = scene.sandbox;
	push.to(listening.url, PATIENT);
	const [{ orderId }] = orders.add(1, { totalAmount: 6400 });
	orders.markPaid(orderId);
	expect(await itemsOf(listening)).toEqual([
		expect.objectContaining({
			messageType: 'ORDER_PAY_SUCCESS',
			orderId,
			orderStatus: 'WAITING_FOR_SENT',
			totalAmount: 6400,
			totalCny: '64.00',
			payTimeIso: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/),
			verified: false,
		}),
	]);
	expect(push.log.summary()).toMatchObject({ messages: 2, acknowledged: 2, givenUp: 0 });
});

it('another platform starts none', async () => {
	const listening = await listenTo(scene, { events: ['*'], platform: 'taobao' });
	scene.sandbox.push.to(listening.url, PATIENT);
	scene.sandbox.orders.add(2);
	expect(await itemsOf(listening)).toEqual([]);
	expect(scene.sandbox.push.log.summary()).toMatchObject({ acknowledged: 2 });
});

it("the console's Verify call is answered with 200 and starts none, however it is made", async () => {
	const listening = await listenTo(scene, { events: ['*'] });
	const { push } = scene.sandbox;
	push.to(listening.url, PATIENT);
	for (const call of [
		{},
		{ body: {} },
		{ body: { test: 1 } },
		{ body: '{\r\n  "messageType": "",\r\n  "messageBody": "",\r\n  "timestamp": ""\r\n}' },
		{ method: 'GET' },
		{ method: 'HEAD' },
	]) {
		expect([call, (await push.verify(call)).status]).toEqual([call, 200]);
	}
	expect(await itemsOf(listening)).toEqual([]);
});

it('what does not carry the secret is refused', async () => {
	const listening = await listenTo(scene, { events: ['*'], secretInUrl: 'opensesame1688' });
	const { push, orders } = scene.sandbox;
	for (const query of ['', '?secret=', '?secret=opensesame1687']) {
		push.to(listening.url + query, { ...PATIENT, retries: 0 });
		expect([query, (await push.verify()).status]).toEqual([query, 401]);
		orders.add(1);
	}
	push.to(`${listening.url}/opensesame1687`, { ...PATIENT, retries: 0 });
	expect((await push.verify()).status).toBe(404);
	expect(await itemsOf(listening)).toEqual([]);

	// the address that the editor shows, and the one with the secret behind a question mark
	for (const end of ['/opensesame1688', '?secret=opensesame1688']) {
		push.to(listening.url + end, PATIENT);
		for (const method of ['POST', 'GET', 'HEAD', 'PUT']) {
			expect([end, method, (await push.verify({ method })).status]).toEqual([end, method, 200]);
		}
		orders.add(1);
		await push.idle();
	}
	expect(await itemsOf(listening)).toHaveLength(2);
});

it('what cannot be read is not acknowledged, and starts none', async () => {
	const listening = await listenTo(scene, { events: ['*'] });
	const { push } = scene.sandbox;
	push.to(listening.url, { ...PATIENT, retries: 1, retryEveryMs: 50 });
	push.send({ messageType: 'ORDER_CREATE', messageBody: '{"orderId":', messagePlatform: 1 });
	expect(await itemsOf(listening)).toEqual([]);
	expect(push.log.all()).toMatchObject([
		{ state: 'givenUp', attempts: [{ status: 400 }, { status: 400 }] },
	]);
});

it('of a burst with repeats, late messages and both platforms, each message starts one run', async () => {
	const listening = await listenTo(scene, { events: ['*'] });
	const { push } = scene.sandbox;
	push.to(listening.url, { ...PATIENT, repeatShare: 0.3, lateShare: 0.3, platform: 'both' });
	await push.burst({ count: 60, perSecond: 15 });
	const started = (await itemsOf(listening)).map(
		({ messageType, orderId }) => `${String(messageType)} ${String(orderId)}`,
	);
	const { messages, repeats, givenUp } = push.log.summary();
	expect([messages, givenUp]).toEqual([60, 0]);
	expect(repeats).toBeGreaterThan(5);
	expect([started.length, new Set(started).size]).toEqual([60, 60]);
});
