import fc from 'fast-check';
import { UserError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { XportcnApi } from '../../credentials/XportcnApi.credentials';
import { forOneRequest } from '../../credentials/oneRequest';
import type { AnyRequestOptions } from '../../credentials/ownOrigin';
import type { SignedHeaders } from '../../credentials/signing';
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
		expect(signed).toMatchObject({
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
		});
	});

	it('takes a path below a base address, as the credential test has it', async () => {
		const signed = await sign({ baseURL: credential.baseUrl as string, url: '/x' });
		expect(signed.headers).toHaveProperty('signature');
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
		['a second address', { url: 'https://www.xportcn.com/api', uri: 'https://evil.example' }],
		['a first address', { url: 'https://evil.example', uri: 'https://www.xportcn.com/api' }],
		[
			'its own address beside a base address of somebody else',
			{ baseURL: 'https://evil.example', url: 'https://www.xportcn.com/api' },
		],
		['a user name before its own address', { url: 'https://user@www.xportcn.com/api' }],
		['a base address with a password', { baseURL: 'https://u:p@www.xportcn.com', url: '/api' }],
		['a base address without a scheme', { baseURL: '//www.xportcn.com', url: '/api' }],
		['no scheme, for its own address', { url: '//www.xportcn.com/api' }],
		['another kind of address', { url: 'ftp://www.xportcn.com/api' }],
		['a script', { url: 'javascript:alert(1)' }],
		...[
			'https:evil.example/x',
			'https:/evil.example/x',
			'HTTPS:evil.example/x',
			'https:\\evil.example\\x',
			'https:/\\evil.example/x',
			'https:\\\\evil.example/x',
			'https:///evil.example/x',
			' https:evil.example/x',
			'\thttps:/evil.example/x',
			'ht\ttps:evil.example/x',
			'https\n:/evil.example/x',
			'https:\t//evil.example/x',
			'https:\r/\n/evil.example/x',
			'\u0001https:evil.example/x',
			'\u00a0https:evil.example/x',
			'https:www.xportcn.com/x',
			'https:/www.xportcn.com/x',
			'/\\evil.example/x',
			'/\t/evil.example/x',
			'\\\\evil.example/x',
			'\\/evil.example/x',
			'evil.example/x',
			'@evil.example/x',
			':80@evil.example/x',
			'.evil.example/x',
			'x/y',
		].flatMap<[string, Partial<AnyRequestOptions>]>((address) => [
			[JSON.stringify(address), { url: address }],
			[`${JSON.stringify(address)} as the legacy field`, { uri: address }],
			[
				`${JSON.stringify(address)} beside its base address`,
				{ baseURL: 'https://www.xportcn.com/api', url: address },
			],
			[`${JSON.stringify(address)} as base address`, { baseURL: address, url: '/x' }],
		]),
	])('refuses to sign for %s', async (_, options) => {
		await expect(sign(options as IHttpRequestOptions)).rejects.toThrow(
			new UserError(
				"The Xportcn API credential signs requests to https://www.xportcn.com only. Change the address of this request, or 'Base URL' in the credential.",
			),
		);
	});

	it.each([
		'https://www.xportcn.com/api/x',
		'https://www.xportcn.com:443/api/x',
		'HTTPS://WWW.XPORTCN.COM/api/x',
		' https://www.xportcn.com/api/x\n',
		'https://www.xportcn.com/api/x?y=https:evil.example',
		'/x',
		'?x',
		'',
	])('signs for %j, which is its own address or below it', async (url) => {
		for (const options of [{ url }, { uri: url }, { url, baseURL: 'https://www.xportcn.com/' }]) {
			expect((await sign(options as AnyRequestOptions)).headers).toHaveProperty('signature');
		}
	});

	it('signs for no address that leads anywhere else, by the rules of any URL parser', async () => {
		const odd = fc.stringMatching(/^[htps:HT /\\@.\t\nevilx?#%]*$/);
		const home = fc.constantFrom('https://www.xportcn.com', 'https:', 'https:/', '');
		await fc.assert(
			fc.asyncProperty(home, odd, async (start, rest) => {
				const url = start + rest;
				const signed = await sign({ url } as AnyRequestOptions).catch(() => undefined);
				if (!signed) return;
				for (const base of [undefined, 'https://www.xportcn.com/api/']) {
					if (URL.canParse(url, base)) {
						expect(new URL(url, base).origin).toBe('https://www.xportcn.com');
					}
				}
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('a credential for one request', () => {
	const own = { url: 'https://www.xportcn.com/api/alibaba/ka/order/pay' } as AnyRequestOptions;
	const { authenticate } = new XportcnApi();

	it('signs as the credential does, and tells with what', async () => {
		const told: SignedHeaders[] = [];
		const signed = await authenticate(
			forOneRequest(credential, (headers) => told.push(headers)),
			own,
		);
		expect(signed.headers).toEqual(told[0]);
		expect(told[0]['access-key']).toBe(credential.accessKey);
	});

	it('signs once only, so that n8n cannot send it again', async () => {
		const told: SignedHeaders[] = [];
		const once = forOneRequest(credential, (headers) => told.push(headers));
		const first = await authenticate(once, own);
		await expect(authenticate(once, first)).rejects.toThrow(
			new UserError(
				'n8n wanted to send the same request a second time. It was not sent again, because that could do the same thing twice.',
			),
		);
		expect(told).toHaveLength(1);
		await authenticate(forOneRequest(credential), own);
	});

	it('tells nothing when it refuses to sign', async () => {
		const told: SignedHeaders[] = [];
		const elsewhere = { url: 'https://evil.example' } as AnyRequestOptions;
		const once = forOneRequest(credential, (headers) => told.push(headers));
		await expect(authenticate(once, elsewhere)).rejects.toThrow('signs requests to');
		expect(told).toEqual([]);
	});
});

describe('preAuthentication, which n8n may call before any request', () => {
	/** How many requests it makes with these credential data. */
	async function requestsOf(data: ICredentialDataDecryptedObject): Promise<number> {
		let count = 0;
		const helpers = {
			async httpRequest() {
				count += 1;
				return { statusCode: 200, headers: {}, body: '{"code":200,"msg":"成功","data":{}}' };
			},
		};
		const { preAuthentication } = new XportcnApi();
		expect(await preAuthentication.call({ helpers } as IHttpRequestHelper, data)).toEqual({});
		return count;
	}

	it('checks in a test', async () => {
		expect(await requestsOf({ ...credential, testOnly: '' })).toBe(1);
	});

	it.each(['node', undefined, null, 'anything'])(
		'does nothing in a node, where the field is %j',
		async (testOnly) => {
			expect(await requestsOf({ ...credential, testOnly } as typeof credential)).toBe(0);
		},
	);

	it('does nothing for a request of this package’s own, wherever it is made', async () => {
		expect(await requestsOf(forOneRequest({ ...credential, testOnly: '' }))).toBe(0);
	});

	it('does nothing once these data have signed, or refused to: n8n calls it after a failure', async () => {
		const data = { ...credential, testOnly: '' };
		await new XportcnApi().authenticate(data, { url: 'https://www.xportcn.com/api/x' });
		expect(await requestsOf(data)).toBe(0);

		const incomplete = { ...credential, accessSecret: '', testOnly: '' };
		await new XportcnApi().authenticate(incomplete, { url: '/x' }).catch(() => undefined);
		expect(await requestsOf(incomplete)).toBe(0);
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
			['a wrong rule', { stringToSign: '{accessSecret}' }, 'use API -> Check Setup to find the'],
			['an odd character', { accessKey: 'a\u200bb' }, "'Access Key' in the Xportcn API credential"],
			['paths that cannot be read', { endpointPaths: '{' }, "'Endpoint Paths' in the"],
			[
				'a path of a write',
				{ endpointPaths: '{"product.search": "/alibaba/ka/order/pay"}' },
				'gives product.search a path that belongs to order.pay',
			],
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

		it.each<[string, unknown]>([
			['as text', '{\n\t"product.search":\n"\\/alibaba/ka/order/page" }'],
			['as an object', { 'order.get': '/x', 'product.search': '/alibaba/ka/order/page' }],
			['by an expression', '={{ ({ "product.search": "/alibaba/ka/order/page" }) }}'],
		])('asks at the corrected path: %s', async (_, endpointPaths) => {
			expect(await test({ endpointPaths })).toBeUndefined();
			expect(sandbox.requests.all().map(({ operation }) => operation)).toEqual([
				'getMany',
				'getMany',
			]);
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
			['success false', { code: 200, msg: '成功', data: {}, success: false }],
			['success "false"', { code: 200, msg: '成功', data: {}, success: 'false' }],
			['no code', { msg: '成功', data: {} }],
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
