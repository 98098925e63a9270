import { NodeApiError, UserError } from 'n8n-workflow';
import type { IN8nHttpFullResponse, INode, JsonObject } from 'n8n-workflow';

import { classifyError, classifyResponse } from '../../../../nodes/XportcnKa/transport/classify';
import { CORE_LINE } from '../../../harness/coreLine';

const RUNNING = { cancelled: false, timedOut: false };
const fault = (fields: object, message = 'broken') => Object.assign(new Error(message), fields);
const NODE: INode = {
	id: '1',
	name: 'Xportcn',
	type: 'n8n-nodes-xportcn.xportcnKa',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
/** An exception as n8n's helper hands it on, on the line of n8n that is loaded here. */
const wrapped = (thrown: Error) => new NodeApiError(NODE, thrown as unknown as JsonObject);
/** What n8n 2.8 leaves of one: no cause. */
const withoutCause = (httpCode: string | null, ...messages: string[]) => ({
	name: 'NodeApiError',
	httpCode,
	messages,
});
/** A UserError from another copy of n8n-workflow than the one that is loaded here. */
const OthersUserError = { UserError: class UserError extends Error {} }.UserError;

describe('A request that was thrown', () => {
	it.each<[string, Error, string]>([
		['ECONNREFUSED', fault({ code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
		['ENOTFOUND', fault({ code: 'ENOTFOUND' }), 'ENOTFOUND'],
		['EAI_AGAIN', fault({ code: 'EAI_AGAIN' }), 'EAI_AGAIN'],
		['a timeout of connect', fault({ code: 'ETIMEDOUT', syscall: 'connect' }), 'ETIMEDOUT'],
		['a fault of getaddrinfo', fault({ syscall: 'getaddrinfo' }), ''],
		['a refusal that caused it', fault({ cause: { code: 'ECONNREFUSED' } }), 'ECONNREFUSED'],
		[
			'a refusal at one of several addresses',
			fault({ errors: [{ code: 'ENETUNREACH', syscall: 'connect' }, { code: 'ECONNREFUSED' }] }),
			'ENETUNREACH',
		],
	])('by %s never left', (_, thrown, detail) => {
		expect(classifyError(thrown, RUNNING)).toEqual({
			kind: 'notSent',
			cause: 'notConnected',
			detail,
		});
	});

	it.each<[string, Error, object]>([
		[
			'a refused connection',
			fault(
				{ code: 'ECONNREFUSED', syscall: 'connect', isAxiosError: true },
				'connect ECONNREFUSED 127.0.0.1:443',
			),
			{ kind: 'notSent', cause: 'notConnected', detail: 'ECONNREFUSED' },
		],
		[
			'a name that was not resolved',
			fault(
				{ code: 'ENOTFOUND', syscall: 'getaddrinfo' },
				'getaddrinfo ENOTFOUND www.xportcn.example',
			),
			{ kind: 'notSent', cause: 'notConnected', detail: 'ENOTFOUND' },
		],
		[
			'a timeout of connect',
			fault({ code: 'ETIMEDOUT', syscall: 'connect' }, 'connect ETIMEDOUT 10.0.0.1:443'),
			{ kind: 'notSent', cause: 'notConnected', detail: 'ETIMEDOUT' },
		],
		[
			'a network that cannot be reached',
			fault({ code: 'ENETUNREACH', syscall: 'connect' }, 'connect ENETUNREACH 10.0.0.1:443'),
			{ kind: 'notSent', cause: 'notConnected', detail: 'ENETUNREACH' },
		],
		[
			'a bad certificate',
			fault({ code: 'CERT_HAS_EXPIRED' }, 'certificate has expired'),
			{ kind: 'notSent', cause: 'certificate', detail: 'CERT_HAS_EXPIRED' },
		],
		[
			'a header that Node.js does not take',
			fault({ code: 'ERR_INVALID_CHAR' }, 'Invalid character in header content'),
			{ kind: 'notSent', cause: 'refusedHere', detail: 'ERR_INVALID_CHAR' },
		],
		[
			'a reset while reading',
			fault({ code: 'ECONNRESET', syscall: 'read' }, 'read ECONNRESET'),
			{ kind: 'unanswered', cause: 'connectionLost' },
		],
		[
			'a timeout while reading',
			fault({ code: 'ETIMEDOUT', syscall: 'read' }, 'read ETIMEDOUT'),
			{ kind: 'unanswered', cause: 'timeout' },
		],
		[
			'axios, out of time',
			fault({ code: 'ECONNABORTED' }, 'timeout of 30000ms exceeded'),
			{ kind: 'unanswered', cause: 'timeout' },
		],
	])('by %s is read through what n8n makes of it', (_, thrown, attempt) => {
		const code = (thrown as Error & { code: string }).code;
		expect(classifyError(wrapped(thrown), RUNNING)).toMatchObject(attempt);
		expect(classifyError(withoutCause(code, thrown.message), RUNNING)).toMatchObject(attempt);
	});

	it.each([
		['a code that is an HTTP status', withoutCause('502', 'connect ECONNREFUSED 127.0.0.1:443')],
		['no code', withoutCause(null, 'connect ECONNREFUSED 127.0.0.1:443')],
		['a message about another code', withoutCause('ECONNRESET', 'connect ETIMEDOUT 10.0.0.1:443')],
		['a server’s words further down', withoutCause('ECONNRESET', 'x', 'connect ECONNRESET')],
		['words that only mention a call', withoutCause('ECONNRESET', 'lost: connect ECONNRESET 1')],
		['messages that are none', { httpCode: 'ECONNRESET', messages: 'connect ECONNRESET' }],
	])('and has lost its cause may have been carried out, with %s', (_, thrown) => {
		expect(classifyError(thrown, RUNNING)).toEqual({ kind: 'unanswered', cause: 'connectionLost' });
	});

	it.each([
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_X',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'CERT_HAS_EXPIRED',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('by %s never left: it names the certificate', (code) => {
		const thrown = fault({ code: 'ERR', cause: fault({ code }) });
		expect(classifyError(thrown, RUNNING)).toEqual({
			kind: 'notSent',
			cause: 'certificate',
			detail: code,
		});
	});

	it.each([
		'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
		'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN',
		'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
	])(
		'by %s may have left: it is the server that wants a certificate, after the request',
		(code) => {
			expect(classifyError(fault({ code }), RUNNING)).toEqual({
				kind: 'unanswered',
				cause: 'connectionLost',
			});
		},
	);

	it.each([
		['its own', new UserError("'Base URL' is empty")],
		['another copy', new OthersUserError("'Base URL' is empty")],
	])('by our credential never left, whatever wraps it: a UserError of %s', (_, refusal) => {
		for (const thrown of [refusal, fault({ code: 'X', cause: refusal })]) {
			expect(classifyError(thrown, { cancelled: true, timedOut: false })).toEqual({
				kind: 'notSent',
				cause: 'refusedHere',
				detail: "'Base URL' is empty",
			});
		}
	});

	it('by our credential, behind n8n 2.8, cannot be told from a lost connection', () => {
		expect(classifyError(wrapped(new UserError("'Base URL' is empty")), RUNNING)).toMatchObject(
			CORE_LINE === '2.8'
				? { kind: 'unanswered', cause: 'connectionLost' }
				: { kind: 'notSent', cause: 'refusedHere' },
		);
	});

	it.each<[string, unknown, typeof RUNNING, string]>([
		[
			'after the connection was there',
			fault({ code: 'ECONNRESET', syscall: 'read' }),
			RUNNING,
			'connectionLost',
		],
		['without a code', fault({}), RUNNING, 'connectionLost'],
		['with a code that is a number', fault({ code: 502, syscall: 1 }), RUNNING, 'connectionLost'],
		['with parts that are none', fault({ errors: 'ECONNREFUSED' }), RUNNING, 'connectionLost'],
		['as a text', 'ECONNREFUSED', RUNNING, 'connectionLost'],
		['as nothing', null, RUNNING, 'connectionLost'],
		['as an object of no class', Object.create(null), RUNNING, 'connectionLost'],
		[
			'by ETIMEDOUT while reading',
			fault({ code: 'ETIMEDOUT', syscall: 'read' }),
			RUNNING,
			'timeout',
		],
		['by ECONNABORTED', fault({ code: 'ECONNABORTED' }), RUNNING, 'timeout'],
		['by ESOCKETTIMEDOUT', fault({ cause: { code: 'ESOCKETTIMEDOUT' } }), RUNNING, 'timeout'],
		[
			'when our own time was up',
			fault({ code: 'ERR_CANCELED' }),
			{ cancelled: false, timedOut: true },
			'timeout',
		],
		[
			'when the user cancelled',
			fault({ code: 'ERR_CANCELED' }),
			{ cancelled: true, timedOut: true },
			'cancelled',
		],
	])('%s may have been carried out', (_, thrown, ended, cause) => {
		expect(classifyError(thrown, ended)).toEqual({ kind: 'unanswered', cause });
	});

	it('certainly never left if no connection was made, also when the user cancelled', () => {
		const ended = { cancelled: true, timedOut: true };
		expect(classifyError(fault({ code: 'ECONNREFUSED' }), ended).kind).toBe('notSent');
	});

	it('may be its own cause', () => {
		const thrown = fault({ code: 'ECONNRESET' });
		thrown.cause = fault({ cause: thrown, errors: [thrown] });
		expect(classifyError(thrown, RUNNING).kind).toBe('unanswered');
	});
});

describe('A request that was answered', () => {
	const classify = (response: Partial<IN8nHttpFullResponse>) =>
		classifyResponse({ statusCode: 200, headers: {}, body: '', ...response });

	it('by Xportcn has its envelope, and the time by its clock', () => {
		const date = 'Wed, 20 May 2026 07:41:00 GMT';
		expect(
			classify({
				statusCode: 429,
				headers: { date, 'retry-after': '2' },
				body: '{"code":429,"msg":"限流","data":[3300504350583134260]}',
			}),
		).toEqual({
			kind: 'answered',
			httpStatus: 429,
			envelope: { code: 429, msg: '限流', requestId: null, data: ['3300504350583134260'] },
			retryAfterMs: 2000,
			serverTime: Date.parse(date),
		});
	});

	it.each([['soon'], [''], [7], [undefined]])('tells no time with a date %j', (date) => {
		expect(classify({ headers: { date }, body: '{"code":200,"msg":""}' })).toHaveProperty(
			'serverTime',
			undefined,
		);
	});

	it.each<[string, IN8nHttpFullResponse['body']]>([
		['a web page', '<html>'],
		['a web page in another encoding', '<html>\uFFFD\uFFFD'],
		['nothing', ''],
		['a text about data', 'Too many requests: the data limit is used up (msg 7)'],
		['what is no text', { code: 200, msg: '成功' }],
		["a gateway's own JSON", '{"code":429,"message":"slow down"}'],
	])('with %s was not answered by Xportcn', (_, body) => {
		expect(classify({ statusCode: 502, body })).toEqual({ kind: 'notXportcn', httpStatus: 502 });
	});

	it.each([
		['was cut off', '{"code":200,"msg":"成功"'],
		['was cut off at once', '\uFEFF{'],
		['has its code as text', '{"code":"200","msg":"成功"}'],
		['has no code', '{"data":null}'],
		['has only the number of its developer', '{"code":429,"developId":"1023561483696472887"}'],
		['says only that it is no success', '{"code":429,"success":false}'],
		['stands in a list', '[{"code":429,"msg":"限流"}]'],
		['stands under a key', '{"response":{"code":429,"msg":"限流"}}'],
		['is a JSON text', JSON.stringify('{"code":429,"msg":"限流"}')],
		['was compressed', '\u001f\uFFFD\b\u0000\u0000'],
		['is in another encoding', '{"code"'.split('').join('\u0000')],
	])('may have been answered by Xportcn when it %s', (_, body) => {
		expect(classify({ statusCode: 502, body })).toEqual({
			...{ kind: 'notXportcn', httpStatus: 502, mayBeXportcn: true },
		});
	});

	it.each<[string, IN8nHttpFullResponse['headers'], boolean]>([
		['which says that it is JSON', { 'content-type': 'application/json;charset=UTF-8' }, true],
		['which is said to be empty', { 'content-type': 'text/json', 'content-length': '0' }, false],
		['which is a text', { 'content-type': 'text/plain' }, false],
		['which does not say what it is', {}, false],
	])('with nothing in its body, %s', (_, headers, mayBeXportcn) => {
		expect(classify({ statusCode: 429, body: '', headers })).toEqual({
			...{ kind: 'notXportcn', httpStatus: 429 },
			...(mayBeXportcn && { mayBeXportcn }),
		});
	});

	it.each([
		['seconds', '2', 2000],
		['no wait', '0', 0],
		['less than none', '-5', 0],
		['a date to come', 'Thu, 01 Jan 1970 00:00:10 GMT', 6000],
		['a date that was', 'Thu, 01 Jan 1970 00:00:01 GMT', 0],
		['a word', 'soon', undefined],
		['more than any time', 'Infinity', undefined],
		['blanks', ' ', undefined],
		['nothing', '', undefined],
		['no text', 7, undefined],
	])('asks to wait with %s', (_, header, retryAfterMs) => {
		const now = jest.spyOn(Date, 'now').mockReturnValue(4000);
		expect(classify({ headers: { 'retry-after': header } })).toEqual({
			kind: 'notXportcn',
			httpStatus: 200,
			retryAfterMs,
		});
		now.mockRestore();
	});

	it('may come without headers', () => {
		const headers = undefined as unknown as IN8nHttpFullResponse['headers'];
		expect(classify({ headers })).toEqual({ kind: 'notXportcn', httpStatus: 200 });
	});
});
