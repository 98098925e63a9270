import { UserError } from 'n8n-workflow';
import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

import { checkAccess, HARMLESS_READ } from '../../credentials/accessCheck';
import { readKeys } from '../../credentials/signing';
import { credentialFor } from '../harness/scene';

const NOW = Date.parse('2026-05-20T12:00:00Z');
const HEADERS = { 'nonce-str': 'n0'.repeat(16), signature: 'A1'.repeat(16) };

const ELSE = 'If that does not help, check the other fields and the clock of this machine.';
const EVERYTHING =
	"Check 'Access Key' and 'Access Secret' (a reset in Xportcn's console ends the old secret at once), 'User ID', 'Timestamp Unit', 'String to Sign', 'Base URL' and the clock of this machine.";
const SIGNATURE = `That seems to be about the signature, so look at 'Access Secret' first. If it is right, use API -> Check Setup to find the right rule. ${ELSE}`;
const TIMESTAMP = `That seems to be about the timestamp, so look at 'Timestamp Unit' first: choose the other one, or let API -> Check Setup find it. ${ELSE}`;
const KEY = `That seems to be about the access key, so look at 'Access Key' first: copy it again from AccessKey Management. ${ELSE}`;
const USER =
	"That seems to be about the user, so look at 'User ID' first. If it is right, this sub-account may not search for products, which is all that this test does: then the credential may be fine all the same, and API -> Check Setup shows what works.";
const END_IN_API = "'Base URL' should end in /api, as in https://www.xportcn.com/api.";
const WRONG_BASE = `There is nothing at this address (HTTP 404). ${END_IN_API}`;
const WRONG_PATH =
	'There is nothing at the path of the product search (HTTP 404), which is all that this test calls. Use API -> Check Setup to see which paths work.';

interface Answer {
	statusCode?: number;
	headers?: Record<string, unknown>;
	body?: unknown;
}

/** What the check says about an answer, and what it asked; undefined when it is content. */
async function check(answer: Answer | Error, fields = {}) {
	const asked: IHttpRequestOptions[] = [];
	const helpers = {
		async httpRequest(options: IHttpRequestOptions) {
			asked.push(options);
			if (answer instanceof Error) throw answer;
			return { statusCode: 200, headers: {}, ...answer };
		},
	} as unknown as IHttpRequestHelper['helpers'];
	const keys = readKeys(credentialFor('https://x.example/api', fields));
	const complaint = await checkAccess(helpers, keys, async (options) => ({
		...options,
		headers: HEADERS,
	})).then(
		() => undefined,
		(error: unknown) => {
			expect(error).toBeInstanceOf(UserError);
			return (error as UserError).message;
		},
	);
	return { complaint, asked };
}

const complaintAbout = async (answer: Answer | Error, fields = {}) =>
	(await check(answer, fields)).complaint;
const refusal = (msg?: string, code = 401) =>
	JSON.stringify({ code, msg, requestId: 'r', data: null });

beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue(NOW));
afterEach(() => jest.restoreAllMocks());

it('asks for one product, signed, and takes the answer as it comes', async () => {
	const { complaint, asked } = await check({ body: '{"code":200,"msg":"成功","data":{}}' });
	expect(complaint).toBeUndefined();
	expect(asked).toEqual([
		{
			method: 'POST',
			url: `https://x.example/api${HARMLESS_READ.path}`,
			body: { keyword: '1688', beginPage: 1, pageSize: 1 },
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: 15_000,
			headers: HEADERS,
		},
	]);
});

it('asks at the corrected path', async () => {
	const endpointPaths = '{"product.search": "/v2/alibaba/product/query"}';
	const { asked } = await check({ body: '' }, { endpointPaths });
	expect(asked[0].url).toBe('https://x.example/api/v2/alibaba/product/query');
});

it('says where nobody answered', async () => {
	const error = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
	expect(await complaintAbout(error)).toBe(
		"Nothing answered at x.example. Check 'Base URL', that this machine may connect to it, and the proxy if there is one.",
	);
});

it.each([
	[200, '<html>'],
	[403, '<html>'],
	[200, undefined],
])('says that HTTP %s with %s is no answer of the API', async (statusCode, body) => {
	expect(await complaintAbout({ statusCode, body })).toBe(
		`The address answered (HTTP ${statusCode}), but not as Xportcn's API does. ${END_IN_API}`,
	);
});

it.each([407])('says that a proxy wants a password at HTTP %s', async (statusCode) => {
	expect(await complaintAbout({ statusCode, body: '' })).toBe(
		'A proxy between this machine and Xportcn wants a password (HTTP 407). Ask whoever runs your network or your n8n.',
	);
});

it.each([429, 500, 502, 504])('blames no field for a gateway’s HTTP %s', async (statusCode) => {
	expect(await complaintAbout({ statusCode, body: 'Bad Gateway' })).toBe(
		`A server in front of Xportcn could not answer just now (HTTP ${statusCode}). That says nothing about this credential. Test it again in some minutes.`,
	);
});

describe('an address where nothing is', () => {
	it.each([
		['a web page', 404, '<html>'],
		['in Xportcn’s form', 404, refusal('Not Found', 404)],
		['in Xportcn’s form alone', 200, refusal('Not Found', 404)],
	])('is the address’s fault unless it ends in /api: %s', async (_, statusCode, body) => {
		const about = async (baseUrl: string) =>
			await complaintAbout({ statusCode, body }, { baseUrl });
		expect(await about('https://x.example')).toContain(WRONG_BASE);
		expect(await about('https://x.example/v2')).toContain(WRONG_BASE);
		expect(await about('https://x.example/api/')).toContain(WRONG_PATH);
	});
});

it.each([
	[200, 200, true],
	[299, 200, true],
	[199, 200, false],
	[300, 200, false],
	[200, 201, false],
	[200, 20001, false],
])('is content with HTTP %s and code %s: %s', async (statusCode, code, isContent) => {
	const body = JSON.stringify({ code, msg: '?', data: { data: [] } });
	const complaint = await complaintAbout({ statusCode, body });
	expect(complaint === undefined).toBe(isContent);
});

it.each([false, 'false', ' False ', 0, '0', 'no'])(
	'is not content with success %j in the data beside code 200',
	async (success) => {
		const body = JSON.stringify({ code: 200, msg: '成功', data: { success } });
		expect(await complaintAbout({ body })).toContain('did not succeed');
	},
);

it.each([true, 'true', 1, null, ''])('is content with success %j', async (success) => {
	const body = JSON.stringify({ code: 200, msg: '成功', success, data: { success } });
	expect(await complaintAbout({ body })).toBeUndefined();
});

it.each([false, 'false', 0, 'no'])(
	'is not content with success %j beside code 200',
	async (success) => {
		const body = JSON.stringify({ code: 200, msg: '成功', success, data: {} });
		expect(await complaintAbout({ body })).toBe(
			`Xportcn answered with code 200, but also that the test call did not succeed. ${EVERYTHING}`,
		);
	},
);

it.each([{ data: null }, {}])('is not content with %j beside code 200', async (data) => {
	expect(await complaintAbout({ body: JSON.stringify({ code: 200, msg: '成功', ...data }) })).toBe(
		'Xportcn answered with code 200, but without any data, so it is not certain that it accepted the test call. Use API -> Check Setup to see what works.',
	);
});

it.each([
	['签名错误', SIGNATURE],
	['Invalid Signature', SIGNATURE],
	['timestamp expired', TIMESTAMP],
	['时间戳过期', TIMESTAMP],
	['accessKey unknown', KEY],
	['Access Key unknown', KEY],
	['access-key unknown', KEY],
	['userId unknown', USER],
	['User-ID unknown', USER],
	['user id unknown', USER],
	['无权限', USER],
	['No permission', USER],
	['invalidSign or sign missing', SIGNATURE],
	['密钥不存在', KEY],
	['access_key unknown', KEY],
	['用户不存在', USER],
])('says what to look at first: %s', async (msg, advice) => {
	expect(await complaintAbout({ statusCode: 401, body: refusal(msg) })).toBe(
		`Xportcn refused a test call (HTTP 401, code 401: ${msg}). ${advice}`,
	);
});

it.each([
	[403, 401],
	[200, 403],
])('takes HTTP %s with code %s in unknown words to be about the user', async (statusCode, code) => {
	expect(await complaintAbout({ statusCode, body: refusal('?', code) })).toContain(USER);
});

it.each([
	[429, 1],
	[200, 429],
])('blames no field for HTTP %s with code %s', async (statusCode, code) => {
	expect(await complaintAbout({ statusCode, body: refusal('?', code) })).toContain(
		'It takes no more calls just now, which says nothing about this credential.',
	);
});

it.each([
	['in words nobody knows', '?', ': ?'],
	['in no words', undefined, ''],
])('says everything there is to look at when it is refused %s', async (_, msg, said) => {
	expect(await complaintAbout({ body: refusal(msg) })).toBe(
		`Xportcn refused a test call (HTTP 200, code 401${said}). ${EVERYTHING}`,
	);
});

it('shows nothing secret of what the server sends back', async () => {
	const { accessKey, accessSecret } = credentialFor('https://x.example/api');
	const { 'nonce-str': nonce, signature } = HEADERS;
	const msg = `签名错误 ${accessKey}1715669977082${nonce}${accessSecret} ${signature.toLowerCase()}`;
	const complaint = await complaintAbout({ body: refusal(msg) });
	expect(complaint).toContain('签名错误 [masked]1715669977082[masked] [masked]');
});

it('shows nothing secret of it that is cut in two, or spelled with escapes', async () => {
	const { accessSecret } = credentialFor('https://x.example/api');
	const cut = await complaintAbout({ body: refusal(`${'余'.repeat(490)}${accessSecret}`) });
	expect(cut).toContain('余[masked]');
	const escaped = refusal(accessSecret).replace('secret', '\\u0073ecret');
	expect(escaped).not.toContain(accessSecret);
	expect(await complaintAbout({ body: escaped })).toContain('code 401: [masked])');
});

it.each([
	['slow', '2026-05-20T12:10:01Z', 601],
	['fast', '2026-05-20T11:49:59Z', 601],
	['an hour fast', '2026-05-20T11:00:00.400Z', 3600],
])('says how far this machine’s clock is off when it is %s', async (_, theirs, seconds) => {
	const headers = { date: theirs };
	expect(await complaintAbout({ headers, body: refusal('签名错误') })).toBe(
		`Xportcn refused a test call (HTTP 200, code 401: 签名错误). This machine's clock is ${seconds} seconds off; Xportcn allows 600. Set the clock.`,
	);
});

it.each([
	['is 600 seconds off', '2026-05-20T12:10:00Z'],
	['cannot be compared', 'yesterday'],
	['cannot be compared either', undefined],
])('does not blame a clock that %s', async (_, date) => {
	expect(await complaintAbout({ headers: { date }, body: refusal('签名错误') })).toContain(
		SIGNATURE,
	);
});
