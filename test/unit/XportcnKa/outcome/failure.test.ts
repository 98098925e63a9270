import { acceptedAnswer, failureOf } from '../../nodes/XportcnKa/outcome/failureOf';
import type { Failed } from '../../nodes/XportcnKa/outcome/outcome';
import type { Reply } from '../../nodes/XportcnKa/transport/reply';
import { answer, notSent, page, unanswered } from '../harness/replies';

const TWICE = { count: 2, durationMs: 1449 };
const PAYMENT = { mayHave: 'The order may have been paid.', orders: 1 };
const LOOK_FIRST = 'The order may have been paid. Look at it in Xportcn before you run this again.';
const RUN_AGAIN = 'Nothing was changed; run this again.';

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

describe('An accepted answer', () => {
	it.each([
		[200, 200, true],
		[299, 200, true],
		[199, 200, false],
		[300, 200, false],
		[200, 201, false],
		[500, 200, false],
	])('with HTTP %s and code %s: %s', (httpStatus, code, isAccepted) => {
		const reply = answer(code, { httpStatus });
		expect(acceptedAnswer(reply)).toBe(isAccepted ? reply : undefined);
	});

	it('is Xportcn’s own only', () => {
		expect(acceptedAnswer(page(200))).toBeUndefined();
		expect(acceptedAnswer(unanswered('timeout'))).toBeUndefined();
	});
});

describe('What never left', () => {
	it.each<[Reply, Partial<Failed>]>([
		[
			notSent('notConnected', 'ECONNREFUSED', TWICE),
			{
				errorCode: 'NOT_CONNECTED',
				errorMessage:
					"No connection to Xportcn could be made (ECONNREFUSED, tried 2 times in 1.4 s), so nothing was sent. Check 'Base URL' in the credential and the network, then run this again.",
				retryable: true,
			},
		],
		[
			notSent('notConnected', ''),
			{
				errorCode: 'NOT_CONNECTED',
				errorMessage:
					"No connection to Xportcn could be made, so nothing was sent. Check 'Base URL' in the credential and the network, then run this again.",
				retryable: true,
			},
		],
		[
			notSent('certificate', 'CERT_HAS_EXPIRED'),
			{
				errorCode: 'CERTIFICATE',
				errorMessage:
					"The certificate of the server was not accepted (CERT_HAS_EXPIRED), so nothing was sent. Check 'Base URL' in the credential, and the certificates on this machine.",
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
			notSent('cancelled', ''),
			{
				errorCode: 'CANCELLED',
				errorMessage:
					'The execution was cancelled before this was sent. Run it again when you want it done.',
				retryable: true,
			},
		],
	])('is notSent, for a write as for a read: %j', (reply, fields) => {
		const expected = failure({ outcome: 'notSent', ...fields });
		expect(failureOf(reply)).toEqual(expected);
		expect(failureOf(reply, PAYMENT)).toEqual(expected);
	});
});

describe('What was not answered, or not by Xportcn', () => {
	const REPEATS =
		"If this keeps happening, check 'Base URL' in the credential and Options → Endpoint Path.";

	it.each<[Reply, Failed['errorCode'], string, number | null, string]>([
		[
			unanswered('timeout', TWICE),
			'TIMEOUT',
			"No complete answer came from Xportcn (none within the 'Timeout', tried 2 times in 1.4 s).",
			null,
			'',
		],
		[
			unanswered('cancelled'),
			'CANCELLED',
			'No complete answer came from Xportcn (the execution was cancelled while waiting for it).',
			null,
			'',
		],
		[
			unanswered('connectionLost'),
			'CONNECTION_LOST',
			'No complete answer came from Xportcn (the connection was lost).',
			null,
			'',
		],
		[
			page(502, TWICE),
			'NOT_XPORTCN',
			'A server in front of Xportcn answered that it is in trouble (HTTP 502, tried 2 times in 1.4 s).',
			502,
			` ${REPEATS}`,
		],
		[
			page(500),
			'NOT_XPORTCN',
			'A server in front of Xportcn answered that it is in trouble (HTTP 500).',
			500,
			` ${REPEATS}`,
		],
		[
			page(600),
			'NOT_XPORTCN',
			"The answer (HTTP 600) is not one of Xportcn's API, or it was cut off.",
			600,
			` ${REPEATS}`,
		],
		[
			page(200),
			'NOT_XPORTCN',
			"The answer (HTTP 200) is not one of Xportcn's API, or it was cut off.",
			200,
			` ${REPEATS}`,
		],
	])(
		'is unknown; a read can be run again, a write has to be looked at: %j',
		(reply, errorCode, whatHappened, httpStatus, ifItRepeats) => {
			const common = { errorCode, httpStatus };
			expect(failureOf(reply)).toEqual(
				failure({
					...common,
					errorMessage: `${whatHappened} ${RUN_AGAIN}${ifItRepeats}`,
					retryable: true,
				}),
			);
			expect(failureOf(reply, PAYMENT)).toEqual(
				failure({ ...common, errorMessage: `${whatHappened} ${LOOK_FIRST}${ifItRepeats}` }),
			);
		},
	);

	it('names the setting that holds the path', () => {
		expect(failureOf(page(404), undefined, "'Path'").errorMessage).toMatch(/ and 'Path'\.$/);
		expect(failureOf(answer(404), undefined, "'Path'").errorMessage).toMatch(/ Check 'Path'\.$/);
	});
});

describe('What Xportcn did not accept', () => {
	it('is rejected with all that it said', () => {
		expect(
			failureOf(
				answer(400, { httpStatus: 400, msg: '库存不足', requestId: 'r1', attempts: TWICE }),
			),
		).toEqual({
			outcome: 'rejected',
			errorCode: 'XPORTCN_400',
			errorMessage:
				'Xportcn answered with code 400 (HTTP 400, tried 2 times in 1.4 s). Too little stock for the quantity asked for. Lower it, or choose another product.',
			failedReason: '库存不足',
			httpStatus: 400,
			requestId: 'r1',
			retryable: false,
		});
	});

	it.each<[string, Reply, string]>([
		[
			'code 401',
			answer(401),
			"Check the keys in the Xportcn API credential, 'Timestamp Unit', and the clock of this machine.",
		],
		['code 403', answer(403), "Check that 'User ID' in the credential may do this."],
		['code 404', answer(404, { msg: '?' }), 'Check Options → Endpoint Path.'],
		[
			'code 429',
			answer(429),
			'Too many requests: lower Options → Max Concurrency, then run this again.',
		],
		[
			'HTTP 403, whatever its code',
			answer(401, { httpStatus: 403 }),
			"Check that 'User ID' in the credential may do this.",
		],
		[
			'a text nobody knows',
			answer(10001, { msg: '?' }),
			"The reason in Xportcn's own words is in 'failedReason'.",
		],
		[
			'no text',
			answer(10001, { requestId: 'r1' }),
			"It gave no reason; ask Xportcn's support with the request ID.",
		],
		['nothing at all', answer(10001), 'It gave no reason.'],
		['the text of success', answer(200, { httpStatus: 500, msg: '成功' }), 'It gave no reason.'],
	])('says what to do about %s', (_, reply, whatToDo) => {
		expect(failureOf(reply).errorMessage).toBe(
			`Xportcn answered with code ${'envelope' in reply ? reply.envelope.code : ''} (HTTP ${'httpStatus' in reply ? reply.httpStatus : ''}). ${whatToDo}`,
		);
	});

	it('keeps the text of success from being taken for a reason', () => {
		const reply = answer(200, { httpStatus: 500, msg: '成功' });
		expect(failureOf(reply).failedReason).toBeNull();
		expect(failureOf(reply, PAYMENT)).toMatchObject({ outcome: 'unknown', failedReason: null });
	});

	it.each([
		[200, 499, false],
		[200, 500, true],
		[200, 599, true],
		[200, 600, false],
		[200, 429, true],
		[429, 10001, true],
		[503, 10001, true],
		[400, 400, false],
	])('may be read again after HTTP %s, code %s: %s', (httpStatus, code, retryable) => {
		expect(failureOf(answer(code, { httpStatus }))).toMatchObject({
			outcome: 'rejected',
			retryable,
		});
	});
});

describe('A refused write', () => {
	const NO_MONEY = '余额不足';
	const BAD_SIGNATURE = '签名错误';
	const BUSY = '系统繁忙';
	const PAID = '资金账户已经扣款,不可重复支付';

	it.each<[string, Reply, number, 'rejected' | 'unknown']>([
		['code 401', answer(401), 2, 'rejected'],
		['code 403', answer(403), 2, 'rejected'],
		['code 404', answer(404), 2, 'rejected'],
		['code 429', answer(429), 2, 'rejected'],
		['code 400 about one order', answer(400), 1, 'rejected'],
		['code 400 about several', answer(400), 2, 'unknown'],
		['code 500', answer(500), 1, 'unknown'],
		['a code nobody knows', answer(10001), 1, 'unknown'],
		['words about the one order', answer(500, { msg: NO_MONEY }), 1, 'rejected'],
		['words about one of several', answer(500, { msg: NO_MONEY }), 2, 'unknown'],
		['such words and a clear code', answer(403, { msg: NO_MONEY }), 2, 'unknown'],
		['words about the whole call', answer(500, { msg: BAD_SIGNATURE }), 2, 'rejected'],
		['"busy" under a clear code', answer(403, { msg: BUSY }), 1, 'unknown'],
		['"paid before" of the whole call', answer(400, { msg: PAID }), 1, 'unknown'],
		['a result beside it', answer(403, { data: { orderId: '1' } }), 1, 'unknown'],
		['an empty result beside it', answer(403, { data: {} }), 1, 'rejected'],
		['the same HTTP status', answer(403, { httpStatus: 403 }), 1, 'rejected'],
		['another HTTP status', answer(403, { httpStatus: 502 }), 1, 'unknown'],
	])('with %s', (_, reply, orders, outcome) => {
		const result = failureOf(reply, { ...PAYMENT, orders });
		expect(result.outcome).toBe(outcome);
		expect(result.errorMessage.includes(LOOK_FIRST)).toBe(outcome === 'unknown');
		if (outcome === 'unknown') expect(result.retryable).toBe(false);
	});

	it('of unclear meaning keeps what Xportcn said', () => {
		expect(
			failureOf(answer(500, { httpStatus: 502, msg: BUSY, requestId: 'r1' }), PAYMENT),
		).toEqual(
			failure({
				errorCode: 'XPORTCN_500',
				errorMessage: `Xportcn answered with code 500 (HTTP 502). Xportcn's system is busy. ${LOOK_FIRST}`,
				failedReason: BUSY,
				httpStatus: 502,
				requestId: 'r1',
			}),
		);
	});
});
