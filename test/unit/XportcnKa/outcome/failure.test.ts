import { failureOf } from '../../../../nodes/XportcnKa/outcome/failure';
import type { Failed } from '../../../../nodes/XportcnKa/outcome/outcome';
import type { HttpResult } from '../../../../nodes/XportcnKa/transport/httpResult';
import { answer, notSent, page, unanswered } from '../../../harness/replies';

const TWICE = { count: 2, durationMs: 1449 };
const MAY_HAVE = 'The order may have been paid.';
const LOOK_FIRST = `${MAY_HAVE} Look in Xportcn before you run this again.`;
const RUN_AGAIN = 'Nothing was changed. Run this again.';
const oneOrder = { mayHave: MAY_HAVE, isSingle: true };
const severalOrders = { mayHave: MAY_HAVE, isSingle: false };

const failure = (fields: Partial<Failed>): Failed => ({
	outcome: 'unknown',
	errorCode: 'UNEXPECTED',
	errorMessage: '',
	failedReason: null,
	httpStatus: null,
	requestId: null,
	retryable: false,
	...fields,
});

describe('An answer of code 200 that says that it did not succeed', () => {
	const result = answer(200, { success: 'false', msg: '余额不足', requestId: 'r1' });
	const details = {
		errorCode: 'NOT_SUCCESSFUL' as const,
		failedReason: '余额不足',
		httpStatus: 200,
		requestId: 'r1',
		retryable: false,
	};

	it.each([oneOrder, severalOrders])('is unknown for a write: %j', (write) => {
		expect(failureOf(result, write)).toEqual({
			...details,
			outcome: 'unknown',
			errorMessage: `Xportcn answered with code 200, but also said that the call did not succeed. ${LOOK_FIRST}`,
		});
	});

	it('is rejected for a read', () => {
		expect(failureOf(result)).toMatchObject({ ...details, outcome: 'rejected' });
	});
});

describe('What never left', () => {
	it.each<[HttpResult, Partial<Failed>]>([
		[
			notSent('notConnected', 'ECONNREFUSED', TWICE),
			{
				errorCode: 'NOT_CONNECTED',
				errorMessage:
					"No connection to Xportcn could be made (ECONNREFUSED). Nothing was sent. It was tried 2 times in 1.4 s. Check 'Base URL' in the credential and the network, then run this again.",
				retryable: true,
			},
		],
		[
			notSent('notConnected', ''),
			{
				errorCode: 'NOT_CONNECTED',
				errorMessage:
					"No connection to Xportcn could be made (no code). Nothing was sent. Check 'Base URL' in the credential and the network, then run this again.",
				retryable: true,
			},
		],
		[
			notSent('certificate', 'CERT_HAS_EXPIRED'),
			{
				errorCode: 'CERTIFICATE',
				errorMessage:
					"The certificate of the server was not accepted (CERT_HAS_EXPIRED). Nothing was sent. Check 'Base URL' in the credential, and the certificates on this machine.",
			},
		],
		[
			notSent('refusedHere', "'Base URL' is empty."),
			{
				errorCode: 'REFUSED_HERE',
				errorMessage: "This n8n refused to send the request. 'Base URL' is empty.",
			},
		],
		[
			notSent('heldBack', ''),
			{
				errorCode: 'TOO_MANY_REQUESTS',
				errorMessage:
					'Xportcn asked for a longer pause than this node waits. This was not sent. Run it again later.',
				retryable: true,
			},
		],
		[
			notSent('cancelled', ''),
			{
				errorCode: 'CANCELLED',
				errorMessage:
					'The execution was cancelled before this was sent. Run it again when you want it done.',
				retryable: true,
			},
		],
	])('is notSent, for a write as for a read: %j', (result, fields) => {
		const expected = failure({ outcome: 'notSent', ...fields });
		expect(failureOf(result)).toEqual(expected);
		expect(failureOf(result, oneOrder)).toEqual(expected);
		expect(failureOf(result, severalOrders)).toEqual(expected);
	});
});

describe("A gateway's 429", () => {
	it('is a plain no, for a write as for a read: the work never began', () => {
		const expected = failure({
			outcome: 'rejected',
			errorCode: 'TOO_MANY_REQUESTS',
			errorMessage:
				"Xportcn's gateway takes no more requests for now (HTTP 429). Nothing was done. It was tried 2 times in 1.4 s. Lower Options → Max Concurrency, then run this again.",
			httpStatus: 429,
			retryable: true,
		});
		for (const write of [undefined, oneOrder, severalOrders])
			expect(failureOf(page(429, TWICE), write)).toEqual(expected);
	});

	it.each([
		['code 429', answer(429, { msg: '限流' })],
		['HTTP 429', answer(200, { httpStatus: 429 })],
		['HTTP 429 and code 429', answer(429, { httpStatus: 429, msg: '限流' })],
	])('is none inside an answer: %s', (_, result) => {
		expect(failureOf(result, oneOrder)).toMatchObject({ outcome: 'unknown', retryable: false });
		expect(failureOf(result)).toMatchObject({ outcome: 'rejected', retryable: true });
	});
});

describe('What was not answered, or not by Xportcn', () => {
	const REPEATS =
		"If this keeps happening, check 'Base URL' and 'Endpoint Paths' in the credential.";

	it.each<[HttpResult, Failed['errorCode'], string, number | null, string, boolean]>([
		[
			unanswered('timeout', TWICE),
			'TIMEOUT',
			"Xportcn did not answer within the 'Timeout'. It was tried 2 times in 1.4 s.",
			null,
			'',
			true,
		],
		[
			unanswered('cancelled'),
			'CANCELLED',
			'The execution was cancelled before an answer came.',
			null,
			'',
			true,
		],
		[
			unanswered('connectionLost'),
			'CONNECTION_LOST',
			'The connection to Xportcn was lost before a complete answer came.',
			null,
			'',
			true,
		],
		[
			page(502, TWICE),
			'NOT_XPORTCN',
			'A server in front of Xportcn is in trouble (HTTP 502). It was tried 2 times in 1.4 s.',
			502,
			` ${REPEATS}`,
			true,
		],
		...[200, 408, 425, 600].map(
			(status): [HttpResult, Failed['errorCode'], string, number, string, true] => [
				page(status),
				'NOT_XPORTCN',
				`The answer (HTTP ${status}) did not come from Xportcn's API, or it was cut off.`,
				status,
				` ${REPEATS}`,
				true,
			],
		),
		...[301, 302, 400, 401, 403, 404, 405, 410, 413, 422].map(
			(status): [HttpResult, Failed['errorCode'], string, number, string, false] => [
				page(status),
				'NOT_XPORTCN',
				`The answer (HTTP ${status}) did not come from Xportcn's API, or it was cut off.`,
				status,
				` ${REPEATS}`,
				false,
			],
		),
		[
			page(407),
			'NOT_XPORTCN',
			'A proxy asked for a login (HTTP 407). Check the proxy settings of this n8n.',
			407,
			` ${REPEATS}`,
			false,
		],
	])(
		'is unknown: %j; a write has to be looked at, a read can be run again',
		(result, errorCode, whatHappened, httpStatus, ifItRepeats, mayGoBetter) => {
			const common = { errorCode, httpStatus };
			expect(failureOf(result)).toEqual(
				failure({
					...common,
					errorMessage: `${whatHappened} ${RUN_AGAIN}${ifItRepeats}`,
					retryable: mayGoBetter,
				}),
			);
			for (const write of [oneOrder, severalOrders]) {
				expect(failureOf(result, write)).toEqual(
					failure({ ...common, errorMessage: `${whatHappened} ${LOOK_FIRST}${ifItRepeats}` }),
				);
			}
		},
	);
});

describe('A read that Xportcn refused', () => {
	it('is rejected with all that it said', () => {
		expect(
			failureOf(answer(400, { httpStatus: 400, msg: '库存不足', requestId: 'r1', tries: TWICE })),
		).toEqual({
			outcome: 'rejected',
			errorCode: 'XPORTCN_400',
			errorMessage:
				'Xportcn answered with code 400 (HTTP 400). It was tried 2 times in 1.4 s. There is too little stock. Lower the quantity, or choose another product.',
			failedReason: '库存不足',
			httpStatus: 400,
			requestId: 'r1',
			retryable: false,
			isAboutCredential: false,
		});
	});

	it.each<[string, Parameters<typeof answer>, string]>([
		[
			'code 401',
			[401],
			"Check the keys in the Xportcn API credential, 'Timestamp Unit', and the clock of this machine. API → Check Setup finds the right rule.",
		],
		['code 403', [403], "Check that 'User ID' in the credential may do this."],
		[
			'code 404',
			[404, { msg: '?' }],
			"Check 'Base URL' (Xportcn's own ends in /api) and 'Endpoint Paths' in the credential. API → Check Setup finds the right path.",
		],
		['code 429', [429], 'There were too many requests. Lower Options → Max Concurrency.'],
		[
			'HTTP 403, whatever its code',
			[401, { httpStatus: 403 }],
			"Check that 'User ID' in the credential may do this.",
		],
		[
			'a text nobody knows',
			[10001, { msg: '?' }],
			"The reason in Xportcn's own words is in 'failedReason'.",
		],
		[
			'no text',
			[10001, { requestId: 'r1' }],
			"Xportcn gave no reason. Ask its support, with the 'requestId'.",
		],
		['nothing at all', [10001], 'Xportcn gave no reason.'],
		['the text of success', [200, { httpStatus: 500, msg: '成功' }], 'Xportcn gave no reason.'],
	])('says what to do about %s', (_, [code, more], whatToDo) => {
		expect(failureOf(answer(code, more)).errorMessage).toBe(
			`Xportcn answered with code ${code} (HTTP ${more?.httpStatus ?? 200}). ${whatToDo}`,
		);
	});

	it('does not take the text of success for a reason', () => {
		const result = answer(200, { httpStatus: 500, msg: '成功' });
		expect(failureOf(result).failedReason).toBeNull();
		expect(failureOf(result, oneOrder)).toMatchObject({ outcome: 'unknown', failedReason: null });
	});

	it.each([
		[200, 499, null, false],
		[200, 500, null, true],
		[200, 599, null, true],
		[200, 600, null, false],
		[200, 429, null, true],
		[429, 10001, null, true],
		[503, 10001, null, true],
		[400, 400, null, false],
		[200, 500, '系统繁忙', true],
		[200, 500, '?', true],
		// where a person has to act, it does not go better by itself
		[200, 500, '商品不存在', false],
		[200, 500, '签名错误', false],
		[200, 500, '时间戳已过期', false],
		[503, 503, '用户已停用', false],
	])(
		'may go better by itself after HTTP %s, code %s, %j: %s',
		(httpStatus, code, msg, retryable) => {
			expect(failureOf(answer(code, { httpStatus, msg }))).toMatchObject({
				outcome: 'rejected',
				retryable,
			});
		},
	);

	it.each([
		[200, 401, null, true],
		[401, 401, '?', true],
		[200, 403, '签名错误', true],
		[403, 403, '用户不存在', true],
		[200, 403, null, false],
		[200, 403, '没有下单权限', false],
		[403, 401, null, false],
		[200, 500, '签名错误', false],
		[200, 400, '签名错误', false],
	])('for HTTP %s, code %s, %j is about the credential: %s', (httpStatus, code, msg, isIt) => {
		expect(failureOf(answer(code, { httpStatus, msg })).isAboutCredential).toBe(isIt);
	});
});

describe('A write that Xportcn refused', () => {
	const CREDENTIAL = ['签名错误', '时间戳已过期', 'access-key不存在', 'user-id错误', '无接口权限'];
	const REFUSALS = [
		'余额不足',
		'订单不存在',
		'订单已取消',
		'库存不足',
		'商品规格不存在',
		'地址有误',
	];
	const UNDER_WAY = [
		'支付请求已提交,请勿重复操作',
		'支付处理中，请勿重复支付',
		'系统繁忙',
		'请求超时',
	];
	const PAID = ['资金账户已经扣款,不可重复支付', '订单已支付'];
	const NO_KNOWN_WORDS = [null, '', '?', '1688接口调用失败'];
	const EVERY_WORD = [...CREDENTIAL, ...REFUSALS, ...UNDER_WAY, ...PAID, ...NO_KNOWN_WORDS];

	/** What it is for one order, and for several. */
	const outcomes = (...[code, more]: Parameters<typeof answer>) =>
		[oneOrder, severalOrders].map((write) => {
			const { outcome, retryable, errorMessage } = failureOf(answer(code, more), write);
			// a person has to act, or nobody knows: never "just again"
			expect(retryable).toBe(false);
			expect(errorMessage.includes(LOOK_FIRST)).toBe(outcome === 'unknown');
			return outcome;
		});
	const PLAIN_NO = ['rejected', 'rejected'];
	const FOR_ONE_ONLY = ['rejected', 'unknown'];
	const UNKNOWN = ['unknown', 'unknown'];

	it.each(CREDENTIAL.flatMap((msg) => [401, 403].map((code) => [code, msg] as const)))(
		'with %s %s never began, for any number of orders',
		(code, msg) => {
			expect(outcomes(code, { msg })).toEqual(PLAIN_NO);
			expect(outcomes(code, { msg, httpStatus: code })).toEqual(PLAIN_NO);
			expect(failureOf(answer(code, { msg }), severalOrders).isAboutCredential).toBe(true);
		},
	);

	it.each([
		...[400, 404, 429, 500, 503, 10001, 200].flatMap((code) =>
			CREDENTIAL.map((msg) => [code, { msg, httpStatus: code === 200 ? 500 : 200 }] as const),
		),
		...[401, 403].flatMap((code) => [
			...NO_KNOWN_WORDS.map((msg) => [code, { msg }] as const),
			[code, { msg: '没有下单权限' }] as const,
			[code, { msg: '订单签名错误' }] as const,
			[code, { msg: '签名错误', httpStatus: 500 }] as const,
			[code, { msg: '签名错误', httpStatus: code === 401 ? 403 : 401 }] as const,
			[code, { msg: '签名错误', data: { successOrderIds: ['1'] } }] as const,
		]),
	])('may have done part of the work when code and words do not agree: %s %j', (code, more) => {
		expect(outcomes(code, more)).toEqual(UNKNOWN);
	});

	it.each(REFUSALS.flatMap((msg) => [400, 403, 404].map((code) => [code, msg] as const)))(
		'with %s %s is a plain no for one order, not for several',
		(code, msg) => {
			for (const data of [null, undefined, {}, [], ''])
				expect(outcomes(code, { msg, data })).toEqual(FOR_ONE_ONLY);
			expect(outcomes(code, { msg, httpStatus: code })).toEqual(FOR_ONE_ONLY);
		},
	);

	it.each([
		['a code that is none of a refusal', 401, {}],
		['a code that nobody knows', 10001, {}],
		['code 409', 409, {}],
		['a result beside it', 400, { data: { orderId: '1' } }],
		['a result that is a list', 400, { data: [1] }],
		['a result that is a word', 400, { data: 'x' }],
		['a result that is false', 400, { data: false }],
		['another HTTP status', 400, { httpStatus: 404 }],
		['a server fault as HTTP status', 400, { httpStatus: 502 }],
		['HTTP 429', 400, { httpStatus: 429 }],
	])('in known words is unknown with %s', (_, code, more) => {
		for (const msg of REFUSALS) expect(outcomes(code, { msg, ...more })).toEqual(UNKNOWN);
	});

	it.each([400, 403, 404])('with %s in words of no refusal is unknown', (code) => {
		for (const msg of [...UNDER_WAY, ...PAID, ...NO_KNOWN_WORDS, '订单已创建,库存不足'])
			expect(outcomes(code, { msg })).toEqual(UNKNOWN);
	});

	it.each([500, 502, 503, 504, 599])(
		'is unknown with a server fault %s, in whatever words',
		(code) => {
			for (const msg of EVERY_WORD) {
				expect(outcomes(code, { msg })).toEqual(UNKNOWN);
				expect(outcomes(code, { msg, httpStatus: code })).toEqual(UNKNOWN);
				expect(outcomes(400, { msg, httpStatus: code })).toEqual(UNKNOWN);
				expect(outcomes(401, { msg, httpStatus: code })).toEqual(UNKNOWN);
			}
		},
	);

	it('keeps what Xportcn said, also where its meaning is unclear', () => {
		expect(
			failureOf(answer(500, { httpStatus: 502, msg: '系统繁忙', requestId: 'r1' }), oneOrder),
		).toEqual(
			failure({
				errorCode: 'XPORTCN_500',
				errorMessage: `Xportcn answered with code 500 (HTTP 502). ${LOOK_FIRST}`,
				failedReason: '系统繁忙',
				httpStatus: 502,
				requestId: 'r1',
			}),
		);
	});
});
