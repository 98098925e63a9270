import { readEnvelope } from '../../../nodes/shared/envelope';

const REQUEST_ID = '9502cd80026d45018af181d760288f63';

it('An answer of Xportcn’s is read with every digit', () => {
	expect(
		readEnvelope(`{"code":-1,"msg":"?","requestId":"${REQUEST_ID}","data":[3300504350583134260]}`),
	).toEqual({ code: -1, msg: '?', requestId: REQUEST_ID, data: ['3300504350583134260'] });
});

it('What must not be shown is hidden before a long text is cut', () => {
	const text = JSON.stringify({
		code: 400,
		msg: `${'x '.repeat(249)}secret`,
		data: { a: 'secret' },
	});
	const hide = (value: unknown, raw: string) => {
		expect(raw).toBe(text);
		return JSON.parse(JSON.stringify(value).replaceAll('secret', '***')) as unknown;
	};
	expect(readEnvelope(text, hide)).toMatchObject({
		msg: `${'x '.repeat(249)}**`,
		data: { a: '***' },
	});
});

it.each([
	['its text', '{"code":200,"msg":"","data":1}', { msg: null, requestId: null, data: 1 }],
	[
		'its request ID',
		`{"code":200,"requestId":"${REQUEST_ID}"}`,
		{ msg: null, requestId: REQUEST_ID },
	],
	['both odd', '{"code":200,"msg":7,"requestId":"<b>"}', { msg: null, requestId: null }],
])('An answer is known by %s', (_, text, fields) => {
	expect(readEnvelope(text)).toEqual({ code: 200, data: undefined, ...fields });
});

it.each([[false], ['false'], [null], [{ a: 1 }]])(
	'A "success" beside the data is kept as it is: %j',
	(success) => {
		const text = JSON.stringify({ code: 200, msg: '成功', success });
		expect(readEnvelope(text)).toMatchObject({ code: 200, success });
	},
);

it.each([
	['no JSON', 'code 200'],
	['cut off', '{"code":200,"msg":"成功"'],
	['a list', '[{"code":200,"msg":"成功"}]'],
	['null', 'null'],
	['without a code', '{"msg":"成功"}'],
	['with the code as text', '{"code":"200","msg":"成功"}'],
	['with a fraction for a code', '{"code":200.5,"msg":"成功"}'],
	['with neither text nor request ID', '{"code":200,"data":{}}'],
	['with others in their place', '{"code":200,"msg":null,"requestId":1}'],
])('What is %s is no answer of Xportcn’s', (_, text) => {
	expect(readEnvelope(text)).toBeUndefined();
});
