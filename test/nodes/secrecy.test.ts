import { XportcnKaTrigger } from '../../nodes/XportcnKaTrigger/XportcnKaTrigger.node';
import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { testCredential } from '../harness/engine';
import { everyOperation, usingOf } from '../harness/everyOperation';
import { credentialFor, useSandbox } from '../harness/scene';
import type { Outcome } from '../harness/scene';

const scene = useSandbox();
let stranger: Sandbox;
beforeAll(async () => {
	stranger = await startSandbox();
});
beforeEach(() => stranger.reset());
afterAll(async () => await stranger.stop());

const uses = everyOperation.map(({ id }) => id);
const CHECK_SETUP = 'api.checkSetup';

const run = async (use: string, more: Parameters<typeof scene.run>[2] = {}): Promise<Outcome> =>
	await scene.run(usingOf(use), [{}], more);

/** Everything a run leaves behind: items, hints and the errors with their texts. */
const traceOf = ({ run: { data } }: Outcome): string =>
	JSON.stringify(data, (_, value: unknown) =>
		value instanceof Error
			? { ...value, message: value.message, stack: value.stack, cause: value.cause }
			: value,
	);

describe('A redirect', () => {
	const redirect = () =>
		scene.sandbox.faults.add({
			kind: 'raw',
			times: 0,
			body: '',
			status: 307,
			headers: { location: `${stranger.baseUrl}/alibaba/ka/order/detail` },
		});

	it.each(uses)('is not followed by %s', async (use) => {
		redirect();
		const { succeeded, failed } = await run(use);
		expect(scene.sandbox.requests.all().length).toBeGreaterThan(0);
		expect(stranger.requests.all()).toEqual([]);
		expect(failed[0]).toMatchObject({ httpStatus: 307 });
		// it reports on its calls, and is done with that
		if (use === CHECK_SETUP) return;
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ errorCode: 'NOT_XPORTCN' }]);
	});

	it("is not followed by the credential's test", async () => {
		redirect();
		expect(await testCredential(credentialFor(scene.sandbox.baseUrl))).toContain('HTTP 307');
		expect(stranger.requests.all()).toEqual([]);
	});
});

/** What nobody but the server may see: what it received as proof of the secret, and the secret. */
const secretsOf = ({ keys, requests }: Sandbox): string[] => [
	keys.accessSecret,
	...requests
		.all()
		.flatMap(({ headers }) => [headers.signature, headers['nonce-str']])
		.filter((value): value is string => typeof value === 'string' && value !== ''),
];

describe('The secret, a signature or a nonce', () => {
	const expectNoneIn = (trace: string) => {
		const secrets = secretsOf(scene.sandbox);
		expect(secrets.length).toBeGreaterThan(1);
		expect(secrets.filter((secret) => trace.includes(secret))).toEqual([]);
	};

	it.each(uses)('stands in nothing that %s leaves behind, whatever happens to it', async (use) => {
		const traces = [traceOf(await run(use))];
		for (const fault of [
			{ kind: 'code', code: 401, msg: '签名错误' } as const,
			{ kind: 'html', status: 403 } as const,
			{ kind: 'reset' } as const,
			{ kind: 'truncate' } as const,
		]) {
			scene.sandbox.faults.clear();
			scene.sandbox.faults.add({ ...fault, times: 0 });
			traces.push(traceOf(await run(use)));
		}
		expectNoneIn(traces.join('\n'));
	});

	it('does not reach an item, not even when a server sends it back', async () => {
		await run('order.pay');
		const { headers } = scene.sandbox.requests.all()[0];
		const echo = JSON.stringify(headers);
		scene.sandbox.faults.add({
			on: 'pay',
			kind: 'raw',
			status: 400,
			body: JSON.stringify({ code: 400, msg: `参数错误 ${echo}`, requestId: echo, data: null }),
		});
		const outcome = await run('order.pay', { settings: { onError: 'continueRegularOutput' } });
		expect(outcome.failed).toMatchObject([{ outcome: 'unknown', requestId: null }]);
		expect(outcome.failed[0].failedReason).toContain('[masked]');
		expectNoneIn(traceOf(outcome));
	});

	it('does not reach an item of another credential of the run either', async () => {
		const { baseUrl, faults, orders, requests } = scene.sandbox;
		const [one, other] = orders.add(2).map(({ orderId }) => orderId);
		const { take } = faults;
		// from the second request on the answer holds what the one before it was signed with
		faults.take = () => {
			const earlier = requests.all().at(-2);
			const data = { payStatus: 1, earlier: earlier?.headers ?? {} };
			return { kind: 'raw', body: JSON.stringify({ code: 200, msg: '成功', data }) };
		};
		const outcome = await scene.run(
			{
				operation: 'get',
				orderId: '={{ $json.orderId }}',
				simplify: false,
				options: { maxConcurrency: 1 },
			},
			[
				{ orderId: one, base: baseUrl },
				{ orderId: other, base: baseUrl.replace('http', 'HTTP') },
			],
			{ credential: { baseUrl: '={{ $json.base }}' } },
		);
		faults.take = take;
		expect(outcome.succeeded).toHaveLength(2);
		expect(outcome.succeeded[1].earlier).toMatchObject({ signature: '[masked]' });
		expectNoneIn(traceOf(outcome));
	});

	it.each([480, 490, 499])(
		'does not reach one in part either, where a long text is cut in the middle of it: %i',
		async (before) => {
			const { accessSecret } = scene.sandbox.keys;
			const msg = `${'余'.repeat(before)}${accessSecret}`;
			scene.sandbox.faults.add({
				on: 'pay',
				kind: 'raw',
				status: 400,
				body: JSON.stringify({ code: 400, msg, requestId: null, data: null }),
			});
			const outcome = await run('order.pay', { settings: { onError: 'continueRegularOutput' } });
			expect(outcome.failed).toMatchObject([{ outcome: 'unknown' }]);
			expect(String(outcome.failed[0].failedReason).replace(/余/g, '')).toBe(
				'[masked]'.slice(0, 500 - before),
			);
		},
	);

	it('stands in no error of a credential that cannot be used', async () => {
		const { accessSecret } = credentialFor('');
		for (const onError of [undefined, 'continueRegularOutput'] as const) {
			for (const credential of [
				{ baseUrl: 'nowhere' },
				{ userId: '' },
				{ stringToSign: `{${accessSecret}}` },
			]) {
				const outcome = await run('order.get', { settings: { onError }, credential });
				expect(traceOf(outcome)).toContain('Xportcn API credential');
				expect(traceOf(outcome)).not.toContain(accessSecret);
			}
		}
	});

	it('is sent by no operation: the secret itself is in no request', async () => {
		for (const use of uses) await run(use);
		const { accessSecret } = scene.sandbox.keys;
		const sent = scene.sandbox.requests.all();
		expect(sent.length).toBeGreaterThanOrEqual(uses.length);
		for (const { path, rawBody, rawHeaders } of sent) {
			expect([path, rawBody, ...rawHeaders].join('\n')).not.toContain(accessSecret);
		}
	});
});

describe('Requests', () => {
	it('go to the Base URL alone, whatever path is asked for', async () => {
		const host = new URL(stranger.baseUrl).host;
		for (const path of [`//${host}/x`, `@${host}/x`, `http://${host}/x`, '/../../x', '/..;/x']) {
			const { stoppedBy } = await scene.run(usingOf('order.get'), [{}], {
				credential: { endpointPaths: JSON.stringify({ 'order.get': path }) },
			});
			expect(stoppedBy).toContain("'Endpoint Paths'");
		}
		expect([...scene.sandbox.requests.all(), ...stranger.requests.all()]).toEqual([]);
	});

	it('are made by no trigger: it has no credential', () => {
		expect(new XportcnKaTrigger().description.credentials).toBeUndefined();
	});
});
