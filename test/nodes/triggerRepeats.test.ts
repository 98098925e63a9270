import type { IDataObject } from 'n8n-workflow';

import { readMessage } from '../../nodes/XportcnKaTrigger/message';
import { forgetAll, keyOf, REMEMBERED_MESSAGES } from '../../nodes/XportcnKaTrigger/repeats';
import { XportcnKaTrigger } from '../../nodes/XportcnKaTrigger/XportcnKaTrigger.node';
import { pause } from '../../sandbox/clock';
import { messageAbout, messageText, useTrigger } from '../harness/triggerScene';
import { WebhookHost } from '../harness/webhookHost';
import type { N8nLine } from '../harness/webhookHost';

const scene = useTrigger();
const push = async (message: string) => (await scene.host.call(message)).status;
const startedIds = () =>
	scene.host.started.map(({ messageBody }) => (messageBody as IDataObject).orderId);

/** Lets the test say when a run is on record, one after the other. */
function recordByHand() {
	const waiting: Array<{ succeed: () => void; fail: () => void }> = [];
	scene.host.record = async () =>
		await new Promise<void>((resolve, reject) =>
			waiting.push({ succeed: resolve, fail: () => reject(new Error('no database')) }),
		);
	return {
		async next() {
			while (waiting.length === 0) await pause(1);
			return waiting.shift() as { succeed: () => void; fail: () => void };
		},
	};
}

describe('A repeat', () => {
	it('gets 200 and starts nothing, with a new push time too', async () => {
		const again = messageText(undefined, undefined, { timestamp: '1779265069913' });
		expect([await push(messageText()), await push(messageText()), await push(again)]).toEqual([
			200, 200, 200,
		]);
		expect(scene.host.started).toHaveLength(1);
	});

	it.each([
		['another type', messageText('ORDER_CREATE')],
		['another body', messageText(undefined, { orderId: '3305075341149134260', payStatus: 1 })],
		['another platform', messageText(undefined, undefined, { messagePlatform: 0 })],
	])('is it not with %s', async (_name, other) => {
		await push(messageText());
		expect(await push(other)).toBe(200);
		expect(scene.host.started).toHaveLength(2);
	});

	it('starts a run when repeats are not dropped, and nothing is remembered', async () => {
		scene.host.parameters = { events: ['*'], dropRepeats: false };
		await push(messageText());
		await push(messageText());
		expect(scene.host.started).toHaveLength(2);
		expect(scene.host.database.staticData).toBe('{}');
	});

	it('starts a run while somebody listens for a test event', async () => {
		await push(messageText());
		scene.host.mode = 'manual';
		await push(messageText());
		expect(scene.host.started).toHaveLength(2);
	});

	it.each<IDataObject[string]>(['false', 'true', '', 0, '={{ undefined }}', '={{ "false" }}'])(
		'is dropped while Drop Repeats is %j: what is not exactly off is on',
		async (dropRepeats) => {
			scene.host.parameters = { events: ['*'], dropRepeats };
			await push(messageText());
			expect(await push(messageText())).toBe(200);
			expect(scene.host.started).toHaveLength(1);
		},
	);

	it('starts a run when an expression turns Drop Repeats off', async () => {
		scene.host.parameters = { events: ['*'], dropRepeats: '={{ 1 > 2 }}' };
		await push(messageText());
		await push(messageText());
		expect(scene.host.started).toHaveLength(2);
	});

	it('is known although the same messages were dropped as unwanted before', async () => {
		scene.host.parameters = { events: ['ORDER_CREATE'] };
		await push(messageText());
		scene.host.parameters = { events: ['*'] };
		await push(messageText());
		expect(scene.host.started).toHaveLength(1);
	});
});

describe.each<N8nLine>(['2.8.4', '2.41.0'])('After a restart of n8n %s', (line) => {
	const messages = Array.from({ length: 60 }, (_, i) => messageAbout(i));
	beforeEach(() => {
		scene.host.line = line;
	});

	it('each message that came before is known', async () => {
		for (const message of messages.slice(0, 5)) await push(message);
		forgetAll();
		for (const message of messages.slice(0, 5)) expect(await push(message)).toBe(200);
		expect(scene.host.started).toHaveLength(5);
	});

	it('so is each that came at the same moment as others', async () => {
		let nth = 0;
		scene.host.record = async () => await pause(nth++ % 7);
		await Promise.all(messages.map(push));
		forgetAll();
		for (const message of messages) expect(await push(message)).toBe(200);
		expect(scene.host.started).toHaveLength(60);
	});

	it('one whose run could not be recorded is not, although others were recorded meanwhile', async () => {
		const recording = recordByHand();
		const first = push(messageText());
		const run = await recording.next();
		scene.host.record = async () => {};
		await push(messageAbout(1));
		run.fail();
		expect(await first).toBe(500);
		await push(messageAbout(2));
		forgetAll();
		expect(await push(messageText())).toBe(200);
		expect(startedIds()).toEqual(['1', '2', '3305075341149134260']);
	});
});

describe('Messages at the same moment', () => {
	it('start one run each, however many at once, and their repeats none', async () => {
		scene.host.record = async () => await pause(5);
		const messages = Array.from({ length: 60 }, (_, i) => messageAbout(i));
		const statuses = await Promise.all([...messages, ...messages, ...messages].map(push));
		expect(new Set(statuses)).toEqual(new Set([200]));
		expect(startedIds().sort()).toEqual(messages.map((_, i) => String(i)).sort());
	});

	it('a repeat waits for what becomes of the first, and is dropped if that ran', async () => {
		const recording = recordByHand();
		const first = push(messageText());
		const run = await recording.next();
		let isAnswered = false;
		const second = push(messageText()).finally(() => (isAnswered = true));
		await pause(30);
		expect(isAnswered).toBe(false);
		run.succeed();
		expect(await Promise.all([first, second])).toEqual([200, 200]);
		expect(scene.host.started).toHaveLength(1);
	});

	it('a repeat starts the run if that of the first could not be recorded', async () => {
		const recording = recordByHand();
		const first = push(messageText());
		const run = await recording.next();
		const second = push(messageText());
		await pause(30);
		run.fail();
		(await recording.next()).succeed();
		expect(await Promise.all([first, second])).toEqual([500, 200]);
		expect(scene.host.started).toHaveLength(1);
	});
});

describe('When Xportcn hangs up before the answer', () => {
	const pushAndHangUp = async () => {
		await expect(scene.host.call(messageText(), { timeout: 50 })).rejects.toThrow('timeout');
		// until the server has noticed
		await pause(50);
	};

	it('its next try is dropped once the run is on record', async () => {
		const recording = recordByHand();
		await pushAndHangUp();
		(await recording.next()).succeed();
		await pause(30);
		expect(await push(messageText())).toBe(200);
		expect(scene.host.started).toHaveLength(1);
	});

	it('its next try is put off while nobody can say, for a 200 would promise a run', async () => {
		const recording = recordByHand();
		await pushAndHangUp();
		expect(await push(messageText())).toBe(503);
		(await recording.next()).succeed();
		await pause(30);
		expect(await push(messageText())).toBe(200);
		expect(scene.host.started).toHaveLength(1);
	});

	it('its next try starts the run if that could not be recorded', async () => {
		const recording = recordByHand();
		await pushAndHangUp();
		(await recording.next()).fail();
		await pause(30);
		scene.host.record = async () => {};
		expect(await push(messageText())).toBe(200);
		expect(scene.host.started).toHaveLength(1);
	});
});

describe('n8n killed in the middle of a message', () => {
	it('before the run is on record: the next try starts it', async () => {
		const recording = recordByHand();
		const first = push(messageText()).catch(() => 'no answer');
		await recording.next();
		// other messages are recorded and saved meanwhile
		scene.host.record = async () => {};
		await push(messageAbout(1));
		await scene.host.stop();
		expect(await first).toBe('no answer');

		forgetAll();
		const restarted = new WebhookHost(new XportcnKaTrigger(), scene.host.database);
		restarted.parameters = scene.host.parameters;
		await restarted.start();
		try {
			expect((await restarted.call(messageText())).status).toBe(200);
			expect((await restarted.call(messageAbout(1))).status).toBe(200);
			expect(restarted.started).toHaveLength(1);
		} finally {
			await restarted.stop();
		}
	});
});

describe('Several main processes', () => {
	it('know what another one has recorded and saved', async () => {
		await push(messageText());
		const other = await anotherProcess();
		try {
			expect((await other.call(messageText())).status).toBe(200);
			expect(other.started).toEqual([]);
			await other.call(messageAbout(1));
			await push(messageAbout(1));
			expect(startedIds()).toEqual(['3305075341149134260']);
		} finally {
			await other.stop();
		}
	});

	it('may both start a run for a message that comes to both at the same moment', async () => {
		const other = await anotherProcess();
		try {
			const recording = recordByHand();
			const first = push(messageText());
			const run = await recording.next();
			expect((await other.call(messageText())).status).toBe(200);
			run.succeed();
			expect(await first).toBe(200);
			expect([scene.host.started.length, other.started.length]).toEqual([1, 1]);
		} finally {
			await other.stop();
		}
	});

	/** The node loaded a second time, with a memory of its own, on the same database. */
	async function anotherProcess(): Promise<WebhookHost> {
		let Trigger = XportcnKaTrigger;
		await jest.isolateModulesAsync(async () => {
			({ XportcnKaTrigger: Trigger } =
				await import('../../nodes/XportcnKaTrigger/XportcnKaTrigger.node'));
		});
		expect(Trigger).not.toBe(XportcnKaTrigger);
		const other = new WebhookHost(new Trigger(), scene.host.database);
		other.parameters = scene.host.parameters;
		await other.start();
		return other;
	}
});

describe('A request whose caller has hung up', () => {
	const hungUp = async () =>
		await expect(scene.host.call(messageText(), { timeout: 50 })).rejects.toThrow('timeout');

	it('while it waited for the first: what comes later is answered', async () => {
		const recording = recordByHand();
		const first = push(messageText());
		const run = await recording.next();
		await hungUp();
		run.fail();
		expect(await first).toBe(500);
		// the second goes on, although its caller is gone
		(await recording.next()).succeed();
		await pause(50);
		expect(scene.host.started).toHaveLength(1);
		expect(await push(messageText())).toBe(200);
		expect(scene.host.started).toHaveLength(1);
	});

	it('before n8n came to call the node: what comes later is answered', async () => {
		scene.host.beforeNode = async () => await pause(200);
		await hungUp();
		await pause(300);
		scene.host.beforeNode = async () => {};
		expect(scene.host.started).toHaveLength(1);
		expect(await push(messageText())).toBe(200);
		expect(scene.host.started).toHaveLength(1);
	});
});

describe('The memory', () => {
	it('is bounded: the oldest messages are forgotten first, in the static data too', async () => {
		const remembered = Array.from({ length: REMEMBERED_MESSAGES }, (_, i) => messageAbout(i));
		const seen = remembered.map(keyOfText).join('');
		scene.host.database.staticData = JSON.stringify({ 'node:Trigger': { seen } });

		await push(messageAbout('new'));
		await push(remembered[1]);
		await push(remembered[REMEMBERED_MESSAGES - 1]);
		expect(startedIds()).toEqual(['new']);
		expect(scene.host.database.staticData).toHaveLength(
			JSON.stringify({ 'node:Trigger': { seen } }).length,
		);
		await push(remembered[0]);
		expect(startedIds()).toEqual(['new', '0']);
		forgetAll();
		await push(remembered[2]);
		expect(startedIds()).toEqual(['new', '0']);
	});

	function keyOfText(text: string): string {
		const reading = readMessage(text);
		if (reading.kind !== 'message') throw new Error(`this is ${reading.kind}`);
		return keyOf(reading.message);
	}

	it.each(['null', '17', '{}', '["a"]', '"abc"'])(
		'starts anew where the static data holds %s instead of keys',
		async (seen) => {
			scene.host.database.staticData = `{"node:Trigger":{"seen":${seen}}}`;
			expect([await push(messageText()), await push(messageText())]).toEqual([200, 200]);
			expect(scene.host.started).toHaveLength(1);
		},
	);

	it('is one per trigger: what else is in the static data stays', async () => {
		scene.host.database.staticData = '{"node:Other":{"seen":1},"global":{"a":2}}';
		await push(messageText());
		expect(JSON.parse(scene.host.database.staticData)).toEqual({
			'node:Other': { seen: 1 },
			global: { a: 2 },
			'node:Trigger': { seen: expect.stringMatching(/^[\w-]{12}$/) },
		});
	});
});
