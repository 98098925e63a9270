import { UserError } from 'n8n-workflow';
import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { evidenceOf, evidenceOfThrown } from '../../nodes/XportcnKa/transport/evidence';

const RUNNING = { cancelled: false, timedOut: false };
const fault = (fields: object) => Object.assign(new Error('broken'), fields);

describe('A request that was thrown', () => {
	it.each([
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
		expect(evidenceOfThrown(thrown, RUNNING)).toEqual({
			kind: 'notSent',
			cause: 'notConnected',
			detail,
		});
	});

	it.each([
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_X',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'CERT_HAS_EXPIRED',
	])('by %s never left: it names the certificate', (code) => {
		const thrown = fault({ code: 'ERR', cause: fault({ code }) });
		expect(evidenceOfThrown(thrown, RUNNING)).toEqual({
			kind: 'notSent',
			cause: 'certificate',
			detail: code,
		});
	});

	it('by our credential never left, whatever n8n wraps it in, and keeps its words', () => {
		const refusal = new UserError("'Base URL' is empty");
		for (const thrown of [refusal, fault({ code: 'X', cause: refusal })]) {
			expect(evidenceOfThrown(thrown, { cancelled: true, timedOut: false })).toEqual({
				kind: 'notSent',
				cause: 'refusedHere',
				detail: "'Base URL' is empty",
			});
		}
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
		expect(evidenceOfThrown(thrown, ended)).toEqual({ kind: 'unanswered', cause });
	});

	it('certainly never left if no connection was made, also when the user cancelled', () => {
		const ended = { cancelled: true, timedOut: true };
		expect(evidenceOfThrown(fault({ code: 'ECONNREFUSED' }), ended).kind).toBe('notSent');
	});

	it('may be its own cause', () => {
		const thrown = fault({ code: 'ECONNRESET' });
		thrown.cause = fault({ cause: thrown, errors: [thrown] });
		expect(evidenceOfThrown(thrown, RUNNING).kind).toBe('unanswered');
	});
});

describe('A request that was answered', () => {
	const evidence = (answer: Partial<IN8nHttpFullResponse>) =>
		evidenceOf({ statusCode: 200, headers: {}, body: '', ...answer });

	it('by Xportcn has its envelope', () => {
		expect(evidence({ statusCode: 429, body: '{"code":429,"msg":"限流","data":[1]}' })).toEqual({
			kind: 'answered',
			httpStatus: 429,
			envelope: { code: 429, msg: '限流', requestId: null, data: [1] },
		});
	});

	it.each<[string, IN8nHttpFullResponse['body']]>([
		['a web page', '<html>'],
		['nothing', ''],
		['what is no text', { code: 200, msg: '成功' }],
	])('with %s was not answered by Xportcn', (_, body) => {
		expect(evidence({ statusCode: 502, body })).toEqual({ kind: 'notXportcn', httpStatus: 502 });
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
		expect(evidence({ headers: { 'retry-after': header } })).toEqual({
			kind: 'notXportcn',
			httpStatus: 200,
			retryAfterMs,
		});
		now.mockRestore();
	});

	it('may come without headers', () => {
		const headers = undefined as unknown as IN8nHttpFullResponse['headers'];
		expect(evidence({ headers })).toEqual({ kind: 'notXportcn', httpStatus: 200 });
	});
});
