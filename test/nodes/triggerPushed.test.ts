import { startSandbox } from '../../sandbox';
import type { PushOptions, Sandbox } from '../../sandbox';
import { pause } from '../../sandbox/clock';
import { useTrigger } from '../harness/triggerScene';

/** The sandbox pushes to the trigger; its log of pushes is the judge. */
const scene = useTrigger();
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

/** What a run is about. */
const nameOf = (messageType: unknown, orderId: unknown) => `${messageType} ${orderId}`;
const startedNames = () =>
	scene.host.started.map(({ messageType, orderId }) => nameOf(messageType, orderId)).sort();
const pushedNames = () =>
	sandbox.push.log
		.all()
		.filter(({ repeatOf }) => repeatOf === null)
		.map(({ messageType, messageBody }) => nameOf(messageType, JSON.parse(messageBody).orderId))
		.sort();

async function pushBurst(options: PushOptions): Promise<void> {
	sandbox.push.to(scene.host.url, {
		// how fast this machine is, is not the question
		timeoutMs: 30_000,
		retryEveryMs: 20,
		retries: 50,
		repeatAfterMs: 10,
		lateByMs: 50,
		...options,
	});
	await sandbox.push.burst({ count: 100, perSecond: 400 });
	await sandbox.push.idle();
}

describe('A burst of messages', () => {
	it.each<[string, PushOptions]>([
		['as it is', {}],
		['with repeats', { repeatShare: 0.3 }],
		['with repeats at the same moment', { repeatShare: 0.5, repeatAfterMs: 0 }],
		['out of order, from both platforms', { lateShare: 0.3, repeatShare: 0.2, platform: 'both' }],
	])('(%s): each starts exactly one run, and all are acknowledged', async (_name, options) => {
		scene.host.record = async () => await pause(2);
		await pushBurst(options);
		expect(startedNames()).toEqual(pushedNames());
		expect(startedNames()).toHaveLength(100);
		const { repeats, attempts, acknowledged } = sandbox.push.log.summary();
		expect([attempts, acknowledged]).toEqual([100 + repeats, 100 + repeats]);
		expect(repeats > 0).toBe(options.repeatShare !== undefined);
	});

	it('each starts exactly one run when every third cannot be recorded at first', async () => {
		/** How often each message is still to fail. Xportcn tries six times. */
		const failuresLeft = new Map<string, number>();
		scene.host.record = async ([{ messageType, orderId }]) => {
			const name = nameOf(messageType, orderId);
			const left = failuresLeft.get(name) ?? (failuresLeft.size % 3 === 0 ? 5 : 0);
			failuresLeft.set(name, Math.max(0, left - 1));
			if (left > 0) throw new Error('database is locked');
		};
		await pushBurst({ repeatShare: 0.3, retries: 5 });
		expect(startedNames()).toEqual(pushedNames());
		expect(failuresLeft.size).toBe(100);
		expect(sandbox.push.log.summary()).toMatchObject({ messages: 100, waiting: 0, givenUp: 0 });
		expect(sandbox.push.log.summary().attempts).toBeGreaterThanOrEqual(100 + 34 * 5);
	});

	it('each is acknowledged in the end after n8n stood still for longer than Xportcn waits', async () => {
		let standstill: Promise<void> | undefined;
		scene.host.beforeNode = async () => await (standstill ??= pause(2_000));
		sandbox.push.to(scene.host.url, { retryEveryMs: 1_200, retries: 50 });
		await sandbox.push.burst({ count: 30, perSecond: 300 });
		await sandbox.push.idle();
		const { acknowledged, givenUp } = sandbox.push.log.summary();
		expect([scene.host.started.length, acknowledged, givenUp]).toEqual([30, 30, 0]);
	});

	it('each starts exactly one run when n8n is so slow that Xportcn hangs up on many', async () => {
		let nth = 0;
		scene.host.record = async () => await pause(nth++ % 4 === 0 ? 1_500 : 0);
		await pushBurst({ timeoutMs: 1_000, retryEveryMs: 1_200 });
		expect(startedNames()).toEqual(pushedNames());
		const hungUp = sandbox.push.log.all().filter(({ attempts }) => attempts[0].status === null);
		expect(hungUp.length).toBeGreaterThan(10);

		expect(sandbox.push.log.summary()).toMatchObject({ waiting: 0, givenUp: 0 });
	});
});

it("passes the sandbox's Verify call", async () => {
	scene.host.parameters = { events: ['*'], secretInUrl: 'word' };
	sandbox.push.to(`${scene.host.url}?secret=word`);
	for (const method of ['POST', 'GET', 'HEAD']) {
		expect(await sandbox.push.verify({ method })).toMatchObject({ status: 200 });
	}
	sandbox.push.to(scene.host.url);
	expect(await sandbox.push.verify()).toMatchObject({ status: 401 });
	expect(scene.host.started).toEqual([]);
});
