import { UserError } from 'n8n-workflow';
import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

import { checkAccess, HARMLESS_READ, WHAT_TO_CHECK } from '../../credentials/accessCheck';

const NOW = Date.parse('2026-05-20T12:00:00Z');
const ELSE = 'If that does not help, check the other fields and the clock of this machine';
const FIRST = {
	signature:
		"That seems to be about the signature, so look at 'Access Secret' first, then at 'String to Sign' and 'Timestamp Unit'.",
	timestamp:
		"That seems to be about the timestamp, so look at 'Timestamp Unit' first: choose the other one.",
	key: "That seems to be about the access key, so look at 'Access Key' first: copy it again from AccessKey Management.",
	user: "That seems to be about the user, so look at 'User ID' first.",
};

interface Answer {
	statusCode?: number;
	headers?: Record<string, unknown>;
	body?: unknown;
}

/** What the check says about an answer, and what it asked; undefined when it is content. */
async function check(answer: Answer | undefined) {
	const asked: IHttpRequestOptions[] = [];
	const helpers = {
		async httpRequest(options: IHttpRequestOptions) {
			asked.push(options);
			if (!answer) throw new Error('ECONNREFUSED');
			return { statusCode: 200, headers: {}, ...answer };
		},
	} as unknown as IHttpRequestHelper['helpers'];
	const complaint = await checkAccess(helpers, 'https://x.example/api', async (options) => ({
		...options,
		headers: { signature: 'S' },
	})).then(
		() => undefined,
		(error: unknown) => {
			expect(error).toBeInstanceOf(UserError);
			return (error as UserError).message;
		},
	);
	return { complaint, asked };
}

const complaintAbout = async (answer: Answer | undefined) => (await check(answer)).complaint;
const refusal = (msg?: string, code = 401) => JSON.stringify({ code, msg, requestId: 'r' });

beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue(NOW));
afterEach(() => jest.restoreAllMocks());

it('asks for one product, signed, and takes the answer as it comes', async () => {
	const { complaint, asked } = await check({ body: '{"code":200,"msg":"成功"}' });
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
			headers: { signature: 'S' },
		},
	]);
});

it('says where nobody answered', async () => {
	expect(await complaintAbout(undefined)).toBe(
		"Nothing answered at x.example. Check 'Base URL', and that this machine may connect to it.",
	);
});

it.each([
	['a web page', '<html>'],
	['nothing', undefined],
])('says that %s is no answer of the API', async (_, body) => {
	expect(await complaintAbout({ statusCode: 404, body })).toBe(
		"The address answered (HTTP 404), but not as Xportcn's API does. Check 'Base URL'; Xportcn's own ends with /api.",
	);
});

it.each([
	[200, 200, true],
	[299, 200, true],
	[199, 200, false],
	[300, 200, false],
	[200, 201, false],
])('is content with HTTP %s and code %s: %s', async (statusCode, code, isContent) => {
	const complaint = await complaintAbout({ statusCode, body: refusal('?', code) });
	expect(complaint === undefined).toBe(isContent);
});

it.each([
	['签名错误', FIRST.signature],
	['Invalid Signature', FIRST.signature],
	['timestamp expired', FIRST.timestamp],
	['时间戳过期', FIRST.timestamp],
	['accessKey unknown', FIRST.key],
	['Access Key unknown', FIRST.key],
	['access-key unknown', FIRST.key],
	['userId unknown', FIRST.user],
	['User-ID unknown', FIRST.user],
	['user id unknown', FIRST.user],
	['无权限', FIRST.user],
])('says what to look at first: %s', async (msg, advice) => {
	expect(await complaintAbout({ statusCode: 403, body: refusal(msg) })).toBe(
		`Xportcn refused a test call (HTTP 403, code 401: ${msg}). ${advice} ${ELSE}.`,
	);
});

it.each([
	['in words nobody knows', '?', ': ?'],
	['in no words', undefined, ''],
])('says everything there is to look at when it is refused %s', async (_, msg, said) => {
	expect(await complaintAbout({ body: refusal(msg) })).toBe(
		`Xportcn refused a test call (HTTP 200, code 401${said}). ${WHAT_TO_CHECK}.`,
	);
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
	['cannot be compared either', 7],
])('does not blame a clock that %s', async (_, date) => {
	expect(await complaintAbout({ headers: { date }, body: refusal('签名错误') })).toContain(
		FIRST.signature,
	);
});
