import { DEMO_KEYS, startSandbox, type Sandbox } from '../../sandbox';
import { checkSignature } from '../../sandbox/signature';
import { call, signedHeaders, type Headers } from './client';

const NOW = 1715669977082;
const NONCE = 'n'.repeat(32);
const KEYS = { userId: '2218427022945', accessKey: 'ak', accessSecret: 'sk' };
// printf %s ak1715669977082nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnsk | md5sum
const CHECK_VALUE = 'A32AFB8C82AAE0ED5C3E980A6FB07B5F';

const raw = (change: Record<string, string> = {}) =>
	Object.entries({
		'access-key': 'ak',
		timestamp: String(NOW),
		'nonce-str': NONCE,
		'user-id': KEYS.userId,
		signature: CHECK_VALUE,
		...change,
	}).flat();

describe('the check value', () => {
	test('is accepted', () => {
		expect(checkSignature(raw(), KEYS, NOW)).toBeNull();
	});

	test.each(['A32AFB8C82AAE0ED5C3E980A6FB07B5E', CHECK_VALUE.toLowerCase()])(
		'is the only one: %s is refused',
		(signature) => {
			expect(checkSignature(raw({ signature }), KEYS, NOW)?.reason).toBe('signatureMismatch');
		},
	);

	test('depends on each of the four strings', () => {
		const otherNonce = raw({ 'nonce-str': 'm'.repeat(32) });
		const otherTime = raw({ timestamp: String(NOW + 1) });
		for (const headers of [otherNonce, otherTime]) {
			expect(checkSignature(headers, KEYS, NOW)?.reason).toBe('signatureMismatch');
		}
		const otherSecret = { ...KEYS, accessSecret: 'sl' };
		expect(checkSignature(raw(), otherSecret, NOW)?.reason).toBe('signatureMismatch');
		const otherKey = { ...KEYS, accessKey: 'al' };
		const mismatch = checkSignature(raw({ 'access-key': 'al' }), otherKey, NOW);
		expect(mismatch?.reason).toBe('signatureMismatch');
	});

	test('is good for 600 s to either side and no longer', () => {
		for (const distance of [-600_000, 600_000]) {
			expect(checkSignature(raw(), KEYS, NOW + distance)).toBeNull();
		}
		for (const distance of [-600_001, 600_001]) {
			expect(checkSignature(raw(), KEYS, NOW + distance)?.reason).toBe('clockOff');
		}
	});

	test('header names are taken in any case', () => {
		const upper = raw().map((text, i) => (i % 2 === 0 ? text.toUpperCase() : text));
		expect(checkSignature(upper, KEYS, NOW)).toBeNull();
	});
});

describe('over HTTP', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	afterAll(async () => await sandbox.stop());
	beforeEach(() => sandbox.reset());

	const search = async (headers: Headers) =>
		await call(sandbox, 'productSearch', { keyword: '男鞋' }, { headers });

	test.each([
		['13 digits', () => String(Date.now())],
		['10 digits', () => String(Math.floor(Date.now() / 1000))],
	])('a timestamp of %s is fine', async (_, timestamp) => {
		const answer = await search(signedHeaders(sandbox, { timestamp: timestamp() }));
		expect([answer.status, answer.json().code]).toEqual([200, 200]);
	});

	test.each([
		[
			'unknown access key',
			'unknownAccessKey',
			{ 'access-key': 'f'.repeat(32) },
			'access-key不存在',
		],
		['wrong signature', 'signatureMismatch', { signature: '0'.repeat(32) }, '签名错误'],
		['lower-case signature', 'signatureMismatch', { signature: 'a'.repeat(32) }, '签名错误'],
		['other user', 'unknownUser', { 'user-id': '1000000000002' }, 'user-id无权限'],
		['a clock that is off', 'clockOff', { timestamp: String(Date.now() - 601_000) }, '600秒'],
		['seconds, off', 'clockOff', { timestamp: '1715669977' }, '600秒'],
		['12 digits', 'malformedTimestamp', { timestamp: '171566997708' }, '格式错误'],
		['an ISO time', 'malformedTimestamp', { timestamp: '2024-05-14T06:59:37Z' }, '格式错误'],
		['a short nonce', 'malformedNonce', { 'nonce-str': 'n'.repeat(31) }, '32位'],
		['a long nonce', 'malformedNonce', { 'nonce-str': 'n'.repeat(33) }, '32位'],
		['a nonce with a dash', 'malformedNonce', { 'nonce-str': `${'n'.repeat(31)}-` }, '32位'],
	])('%s is refused', async (_, reason, change, text) => {
		const answer = await search(signedHeaders(sandbox, change));
		expect(answer.status).toBe(401);
		expect(answer.json()).toEqual({
			requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
			code: 401,
			developId: '1023561483696472887',
			msg: expect.stringContaining(text),
			data: null,
		});
		expect(sandbox.requests.all()).toMatchObject([
			{ refusal: reason, verdict: { status: 401, code: 401 } },
		]);
	});

	test.each([
		['milliseconds', '13 digits', 200],
		['milliseconds', '10 digits', 401],
		['seconds', '13 digits', 401],
		['seconds', '10 digits', 200],
	] as const)('a server that takes only %s answers %s with %d', async (unit, digits, status) => {
		sandbox.timestampUnit = unit;
		const ms = Date.now();
		const timestamp = String(digits === '13 digits' ? ms : Math.floor(ms / 1000));
		expect((await search(signedHeaders(sandbox, { timestamp }))).status).toBe(status);
	});

	test('a server whose clock is off says so in its Date header, and refuses our time', async () => {
		sandbox.clockOffsetMs = 3_600_000;
		const answer = await search(signedHeaders(sandbox));
		expect([answer.status, answer.json().msg]).toEqual([401, expect.stringContaining('600秒')]);
		const theirs = Date.parse(String(answer.headers.date));
		expect(Math.abs(theirs - Date.now() - 3_600_000)).toBeLessThan(60_000);
	});

	const names = ['access-key', 'timestamp', 'nonce-str', 'user-id', 'signature'];

	test.each(names)('%s: missing, empty and repeated are told apart', async (name) => {
		const good: Headers = signedHeaders(sandbox);
		const { [name]: value, ...missing } = good;
		for (const headers of [missing, { ...good, [name]: '' }, { ...good, [name]: [value, value] }]) {
			const answer = await search(headers as Headers);
			expect(answer.status).toBe(401);
			expect(answer.json().msg).toContain(name);
		}
		expect(sandbox.requests.all().map(({ refusal }) => refusal)).toEqual([
			'missingHeader',
			'emptyHeader',
			'repeatedHeader',
		]);
	});

	test("the vendor's sample curl, which sends each header again and empty, is refused", async () => {
		const good = signedHeaders(sandbox);
		const answer = await search({ ...good, signature: [good.signature, ''] });
		expect(answer.status).toBe(401);
		expect(sandbox.requests.all()[0].refusal).toBe('repeatedHeader');
	});

	test('a refused request does no work and uses up no fault', async () => {
		const [{ orderId }] = sandbox.orders.add(1);
		sandbox.faults.add({ kind: 'hang' });
		const headers = signedHeaders(sandbox, { signature: '0'.repeat(32) });
		await call(sandbox, 'pay', { orderIds: [orderId] }, { headers });
		expect(sandbox.ledger.all()).toEqual([]);
		expect(sandbox.faults.pending()).toHaveLength(1);
	});

	test('keys of its own', async () => {
		const own = await startSandbox({ keys: { accessKey: 'ak', accessSecret: 'sk' } });
		try {
			expect(own.keys).toEqual({ ...DEMO_KEYS, accessKey: 'ak', accessSecret: 'sk' });
			const good = await call(own, 'productSearch', { keyword: 'x' });
			expect(good.status).toBe(200);
			const headers = signedHeaders(sandbox);
			const demo = await call(own, 'productSearch', { keyword: 'x' }, { headers });
			expect(demo.status).toBe(401);
		} finally {
			await own.stop();
		}
	});
});
