import type { FaultBehaviour } from '../../sandbox';

/** A fault as the table in docs/faults.md explains it. */
export interface DescribedFault {
	title: string;
	/** What happens, in a sentence. */
	what: string;
	/** Null: no fault. `noConnection`: nobody listens at the Base URL. */
	fault: FaultBehaviour | 'noConnection' | null;
	/** About an answer's two lists of orders, which only Pay has. */
	payOnly?: true;
	/** Whether the node is to wait only a short time, so that it sees a timeout. */
	timesOut?: true;
}

const NOT_DONE = 'Xportcn did not do what it was asked.';
const DONE = 'Xportcn did what it was asked; only the answer is lost.';

/** The same fault before and after the work. */
const bothTimes = (
	title: string,
	what: string,
	fault: FaultBehaviour,
	more: Partial<DescribedFault> = {},
): DescribedFault[] => [
	{ title: `${title}, nothing done`, what: `${what} ${NOT_DONE}`, fault, ...more },
	{
		title: `${title}, after the work`,
		what: `${what} ${DONE}`,
		fault: { ...fault, when: 'after' } as FaultBehaviour,
		...more,
	},
];

const status = (
	code: number,
	body: 'envelope' | 'html' | 'empty' = 'envelope',
): FaultBehaviour => ({
	kind: 'status',
	status: code,
	body,
});
const refusedStatus = (code: number, means: string): DescribedFault => ({
	title: `HTTP ${code} in Xportcn's words`,
	what: `Xportcn answers with its envelope, code ${code}, and HTTP ${code}: ${means}.`,
	fault: status(code),
});

/** Every fault of the table, from the harmless to the odd. */
export const DESCRIBED_FAULTS: DescribedFault[] = [
	{ title: 'No fault', what: 'Everything works.', fault: null },
	{
		title: 'No connection',
		what: 'Nobody listens at the Base URL, so the request never leaves.',
		fault: 'noConnection',
	},
	...bothTimes(
		'No answer',
		'The connection stays open and nothing comes.',
		{ kind: 'hang' },
		{
			timesOut: true,
		},
	),
	{
		title: 'An answer after the timeout, the work done late',
		what: "The answer comes later than 'Timeout', and the work is done only shortly before it.",
		fault: { kind: 'latency', ms: 700 },
		timesOut: true,
	},
	{
		title: 'An answer after the timeout, the work done at once',
		what: "The work is done at once, but the answer comes later than 'Timeout'.",
		fault: { kind: 'latency', ms: 700, when: 'after' },
		timesOut: true,
	},
	{
		title: 'An answer that drips',
		what: "The work is done; the answer comes byte by byte and is not complete within 'Timeout'.",
		fault: { kind: 'drip', chunkBytes: 1, everyMs: 40 },
		timesOut: true,
	},
	...bothTimes('A lost connection', 'The connection is reset instead of an answer.', {
		kind: 'reset',
	}),
	{
		title: 'An answer cut off, connection closed',
		what: 'The work is done; the connection closes in the middle of the answer.',
		fault: { kind: 'truncate', cutConnection: true },
	},
	{
		title: 'Half an answer',
		what: 'The work is done; half of the answer comes and claims to be all of it.',
		fault: { kind: 'truncate' },
	},
	refusedStatus(401, 'the signature was not accepted'),
	refusedStatus(403, 'this user may not do that'),
	refusedStatus(404, 'there is no such path'),
	refusedStatus(429, 'too many requests'),
	{
		title: 'HTTP 408',
		what: 'Xportcn says that the request took too long. Whether the work was done is open; here it was not.',
		fault: status(408),
	},
	...bothTimes(
		"HTTP 500 in Xportcn's words",
		'Xportcn answers "system error" with HTTP 500.',
		status(500),
	),
	...bothTimes(
		'HTTP 502 with a web page',
		'A gateway in front of Xportcn answers.',
		status(502, 'html'),
	),
	...bothTimes(
		'HTTP 503 without a body',
		'A gateway in front of Xportcn answers.',
		status(503, 'empty'),
	),
	...bothTimes(
		"HTTP 504 in Xportcn's words",
		'Xportcn answers "gateway timeout" with HTTP 504.',
		status(504),
	),
	...bothTimes('A login page', 'HTTP 200 with a web page: a proxy or a login wall.', {
		kind: 'html',
	}),
	{
		title: 'Code 400',
		what: 'HTTP 200 with code 400, "bad parameter". Of a payment or a new order it does not prove that nothing was done.',
		fault: { kind: 'code', code: 400, msg: '参数错误' },
	},
	{
		title: 'Code 429',
		what: 'HTTP 200 with code 429, "too many requests". Of a payment or a new order it does not prove that nothing was done.',
		fault: { kind: 'code', code: 429, msg: '请求过于频繁' },
	},
	{
		title: 'Code 500, a reason that is a no',
		what: 'HTTP 200 with code 500, "balance too small": the words say that nothing was done.',
		fault: { kind: 'code', code: 500, msg: '余额不足' },
	},
	...bothTimes('Code 500, system busy', 'HTTP 200 with code 500, "system busy".', {
		kind: 'code',
		code: 500,
		msg: '系统繁忙,请稍后再试',
	}),
	...bothTimes('An unknown code', 'HTTP 200 with code 10001, which nobody explains.', {
		kind: 'code',
		code: 10001,
		msg: '?',
	}),
	...bothTimes('Code 202, in progress', 'HTTP 200 with code 202, "in progress".', {
		kind: 'code',
		code: 202,
		msg: '处理中',
	}),
	{
		title: 'The code as text',
		what: 'Nothing was done; the answer says "200" where a number belongs.',
		fault: { kind: 'raw', body: '{"requestId":"1","code":"200","msg":"成功","data":null}' },
	},
	{
		title: 'A yes without data',
		what: 'Nothing was done; the answer has code 200 and null as its data.',
		fault: { kind: 'raw', body: '{"requestId":"1","code":200,"msg":"成功","data":null}' },
	},
	{
		title: 'An order missing from the answer, not paid',
		what: 'The answer mentions the order in neither list; it was not debited.',
		fault: { kind: 'omit', when: 'before' },
		payOnly: true,
	},
	{
		title: 'An order missing from the answer, paid',
		what: 'The answer mentions the order in neither list; it was debited.',
		fault: { kind: 'omit', when: 'after' },
		payOnly: true,
	},
	{
		title: 'An order in both lists, debited',
		what: "As in Xportcn's own sample: paid, and refused because it is already debited.",
		fault: { kind: 'bothLists' },
		payOnly: true,
	},
	{
		title: 'An order in both lists, not debited',
		what: 'Listed as paid and as refused for another reason; it was not debited.',
		fault: { kind: 'bothLists', reason: '订单异常', debited: false },
		payOnly: true,
	},
	{
		title: 'Orders that nobody asked for',
		what: 'Both lists hold an order number that was not in the request.',
		fault: { kind: 'foreignIds', orderIds: ['9911111111111111111'] },
		payOnly: true,
	},
	{
		title: 'Order numbers without quotes',
		what: 'The numbers come as JSON numbers of 19 digits, which ordinary parsing rounds.',
		fault: { kind: 'idsAsNumbers' },
	},
	{
		title: 'A large answer',
		what: 'The real answer with 100 kB of padding.',
		fault: { kind: 'huge', bytes: 100_000 },
	},
];
