import { UserError } from 'n8n-workflow';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { XportcnApi } from '../../credentials/XportcnApi.credentials';
import type { AnyRequestOptions } from '../../credentials/ownOrigin';
import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox';
import { requestWithCredential, testCredential } from '../harness/engine';
import { credentialFor } from '../harness/scene';

const credential = credentialFor('https://www.xportcn.com/api');
const sign = async (options: AnyRequestOptions) =>
	(await new XportcnApi().authenticate(credential, options)) as AnyRequestOptions;

describe('authenticate', () => {
	const url = 'https://www.xportcn.com/api/alibaba/ka/order/pay';

	it('adds the five headers and keeps what was there', async () => {
		const body = { orderIds: ['1'] };
		const signed = await sign({
			url,
			method: 'POST',
			body,
			headers: { accept: 'application/json' },
		});
		expect(signed.body).toBe(body);
		expect(signed.headers).toEqual({
			accept: 'application/json',
			'access-key': credential.accessKey,
			timestamp: expect.stringMatching(/^\d{13}$/),
			'nonce-str': expect.stringMatching(/^[A-Za-z0-9]{32}$/),
			'user-id': credential.userId,
			signature: expect.stringMatching(/^[0-9A-F]{32}$/),
		});
	});

	it('replaces the headers of an earlier attempt, in any spelling', async () => {
		const first = await sign({
			url,
			headers: { 'Access-Key': 'old', SIGNATURE: 'old', 'X-Mine': '1' },
		});
		const second = await sign(first);
		expect(Object.keys(second.headers ?? {}).sort()).toEqual(
			['X-Mine', 'access-key', 'nonce-str', 'signature', 'timestamp', 'user-id'].sort(),
		);
		expect(second.headers?.['nonce-str']).not.toBe(first.headers?.['nonce-str']);
	});

	it("takes the address of n8n's HTTP Request node, and keeps it from following redirects", async () => {
		const signed = await sign({ uri: url } as unknown as AnyRequestOptions);
		expect(signed.headers).toHaveProperty('signature');
		expect(signed).toMatchObject({ followRedirect: false, followAllRedirects: false });
	});

	it('takes a path below a base address, as the credential test has it', async () => {
		const signed = await sign({ baseURL: credential.baseUrl as string, url: '/x' });
		expect(signed).toMatchObject({ disableFollowRedirect: true });
	});

	it.each<[string, Partial<AnyRequestOptions>]>([
		['another host', { url: 'https://evil.example/api' }],
		['another port', { url: 'https://www.xportcn.com:8443/api' }],
		['another protocol', { url: 'http://www.xportcn.com/api' }],
		['a host that begins alike', { url: 'https://www.xportcn.com.evil.example/api' }],
		['a user name that looks like the host', { url: 'https://www.xportcn.com@evil.example/api' }],
		['an address without a protocol', { url: '//evil.example/api' }],
		['the legacy field', { uri: 'https://evil.example/api' }],
		['a base address of its own', { baseURL: 'https://evil.example', url: '/api' }],
		[
			'an absolute address beside a base address',
			{ baseURL: 'https://www.xportcn.com', url: 'https://evil.example/' },
		],
		['no address that can be read', { url: 'http://' }],
		['a base address of its own and no other', { baseURL: 'https://evil.example' }],
	])('refuses to sign for %s', async (_, options) => {
		await expect(sign(options as IHttpRequestOptions)).rejects.toThrow(
			new UserError(
				"The Xportcn API credential signs requests to https://www.xportcn.com only. Change the address of this request, or 'Base URL' in the credential.",
			),
		);
	});

	it('signs for a path alone: it is below its own address', async () => {
		expect(await sign({ url: '/x' })).toMatchObject({ disableFollowRedirect: true });
	});

	it('goes by the same address as n8n when a request has two', async () => {
		const signed = await sign({ url, uri: 'https://evil.example' } as AnyRequestOptions);
		expect(signed).toMatchObject({ url, followRedirect: false });
	});
});

describe('Against the sandbox', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	beforeEach(() => sandbox.reset());
	afterAll(async () => await sandbox.stop());

	describe("a request of n8n's HTTP Request node", () => {
		const request = async (uri: string) =>
			await requestWithCredential(credentialFor(sandbox.baseUrl), {
				method: 'POST',
				uri,
				body: { orderId: '1' },
				json: true,
			});

		it('is signed', async () => {
			await request(`${sandbox.baseUrl}/alibaba/ka/order/page`);
			expect(sandbox.requests.all()).toMatchObject([{ operation: 'getMany', refusal: null }]);
		});

		it('is refused when it goes elsewhere', async () => {
			const elsewhere = sandbox.baseUrl.replace('127.0.0.1', 'localhost');
			const { run } = await request(`${elsewhere}/alibaba/ka/order/page`);
			expect(run.data.resultData.error?.message).toContain('signs requests to http://127.0.0.1');
			expect(sandbox.requests.of('getMany')).toEqual([]);
		});

		it('is not preceded by an access check', async () => {
			await request(`${sandbox.baseUrl}/alibaba/ka/order/page`);
			expect(sandbox.requests.of('productSearch')).toEqual([]);
		});

		it('does not carry signed headers along a redirect', async () => {
			const landing = await startSandbox();
			sandbox.faults.add({
				kind: 'raw',
				body: '',
				status: 302,
				headers: { location: `${landing.baseUrl}/alibaba/ka/order/page` },
			});
			await request(`${sandbox.baseUrl}/alibaba/ka/order/page`);
			expect(landing.requests.all()).toEqual([]);
			await landing.stop();
		});
	});

	it('is asked again by n8n after a 401, and signs afresh', async () => {
		sandbox.faults.add({ on: 'getMany', kind: 'status', status: 401 });
		const { run } = await requestWithCredential(credentialFor(sandbox.baseUrl), {
			method: 'POST',
			url: `${sandbox.baseUrl}/alibaba/ka/order/page`,
			body: { pageNo: 1, pageSize: 1 },
		});
		expect(run.data.resultData.error).toBeUndefined();
		expect(sandbox.requests.of('getMany').map(({ verdict }) => verdict?.status)).toEqual([
			401, 200,
		]);
		expect(sandbox.requests.reusedNonces()).toBe(0);
		for (const { rawHeaders } of sandbox.requests.all()) {
			expect(rawHeaders.filter((name) => name.toLowerCase() === 'signature')).toHaveLength(1);
		}
	});

	describe('the test button', () => {
		const test = async (changes = {}) =>
			await testCredential(credentialFor(sandbox.baseUrl, changes));
		const answering = (body: string) => sandbox.faults.add({ kind: 'raw', times: 0, body });

		it('is green with good keys, in both units', async () => {
			expect(await test()).toBeUndefined();
			expect(await test({ timestampUnit: 'seconds' })).toBeUndefined();
		});

		it('makes only harmless reads', async () => {
			await test();
			expect(new Set(sandbox.requests.all().map(({ operation }) => operation))).toEqual(
				new Set(['productSearch']),
			);
		});

		it.each([
			['a wrong key', { accessKey: 'x' }, "look at 'Access Key' first"],
			['a wrong secret', { accessSecret: 'x' }, "look at 'Access Secret' first"],
			['a wrong user', { userId: '1' }, "look at 'User ID' first"],
			['a wrong rule', { stringToSign: '{accessSecret}' }, "then at 'String to Sign'"],
			['an empty secret', { accessSecret: '' }, "'Access Secret' is empty"],
			['an address that is not the API', { baseUrl: 'REPLACED' }, 'Base URL'],
			[
				'an address where nobody answers',
				{ baseUrl: 'http://127.0.0.1:9/api' },
				'Nothing answered',
			],
		])('is red with %s and says what to look at', async (_, changes, message) => {
			const wrong = { ...changes };
			if ('baseUrl' in wrong && wrong.baseUrl === 'REPLACED') {
				sandbox.faults.add({ kind: 'html', times: 0 });
				Object.assign(wrong, { baseUrl: sandbox.baseUrl });
			}
			expect(await test(wrong)).toContain(message);
		});

		it('tells a clock that is an hour off', async () => {
			sandbox.clockOffsetMs = -3_600_000;
			expect(await test()).toMatch(/clock is (3599|360[01]) seconds off/);
		});

		it('tells the wrong unit of the timestamp from a wrong clock', async () => {
			sandbox.timestampUnit = 'seconds';
			expect(await test()).toContain("look at 'Timestamp Unit' first");
			expect(await test({ timestampUnit: 'seconds' })).toBeUndefined();
		});

		it.each([
			['a known refusal', '{"code":401,"msg":"签名错误","data":null}'],
			['a code nobody knows, with data', '{"code":77123,"msg":"?","data":{"data":[]}}'],
			['code 0', '{"code":0,"msg":"ok","data":{}}'],
			['the code as text', '{"code":"200","msg":"成功","data":{}}'],
			['no code', '{"msg":"成功","data":{}}'],
			['JSON that is no envelope', '[200]'],
			['an empty answer', ''],
		])('is never green on HTTP 200 with %s', async (_, body) => {
			answering(body);
			expect(await test()).toEqual(expect.any(String));
		});

		it.each([
			['code 500', { code: 500, msg: '系统异常', data: {} }],
			['data null', { code: 99999, msg: '?', data: null }],
			['no data', { code: 99999, msg: '?' }],
		])('has declarative rules that alone are red on %s', (_, answer: Record<string, unknown>) => {
			const { rules = [] } = new XportcnApi().test;
			expect(
				rules.some(
					({ type, properties }) =>
						type === 'responseSuccessBody' &&
						'key' in properties &&
						answer[properties.key] === properties.value,
				),
			).toBe(true);
		});
	});
});
