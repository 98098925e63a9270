import { brotliDecompressSync, gunzipSync, http } from '../../tools/node';
import { ENDPOINTS, startSandbox, type Fault, type Sandbox } from '../../sandbox';
import { signedHeaders } from './client';

let sandbox: Sandbox;
let ids: string[];
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.reset();
	ids = sandbox.orders.add(2).map(({ orderId }) => orderId);
});

const debits = () => ids.map((id) => sandbox.ledger.debitsOf(id));

interface Seen {
	status?: number;
	headers: NodeJS.Dict<string | string[]>;
	body: Buffer;
	/** How the answer ended: null = as HTTP wants it. */
	problem: string | null;
}

/** Pays, and takes down whatever comes, undecoded. */
async function pay(fault: Fault): Promise<Seen> {
	sandbox.faults.add(fault);
	return await new Promise((resolve, reject) => {
		const outgoing = http.request(
			`${sandbox.baseUrl}${ENDPOINTS.pay}`,
			{ method: 'POST', headers: signedHeaders(sandbox) },
			(answer) => {
				// a reset is an error of the answer and, before that, of the request too
				outgoing.removeListener('error', reject).on('error', () => {});
				const chunks: Buffer[] = [];
				const done = (problem: string | null) =>
					resolve({
						status: answer.statusCode,
						headers: answer.headers,
						body: Buffer.concat(chunks),
						problem,
					});
				answer.on('data', (chunk: Buffer) => chunks.push(chunk));
				answer.once('error', (error: NodeJS.ErrnoException) => done(String(error.code)));
				answer.once('end', () => done(null));
			},
		);
		outgoing.on('error', reject);
		outgoing.end(JSON.stringify({ orderIds: ids }));
	});
}

const asJson = (body: Buffer) => JSON.parse(body.toString()) as { code: number; data: unknown };

test.each([
	['gzip', gunzipSync],
	['br', brotliDecompressSync],
] as const)('%s, whole', async (encoding, unpack) => {
	const { headers, body, problem } = await pay({ kind: 'broken', encoding, content: 'whole' });
	expect([headers['content-encoding'], headers['content-length'], problem]).toEqual([
		encoding,
		undefined,
		null,
	]);
	expect(asJson(unpack(body))).toMatchObject({ code: 200, data: { successOrderIds: ids } });
	expect(debits()).toEqual([1, 1]);
});

test.each([
	['gzip', gunzipSync],
	['br', brotliDecompressSync],
] as const)('%s, cut by a clean close: complete as HTTP', async (encoding, unpack) => {
	const { status, body, problem } = await pay({ kind: 'broken', encoding });
	expect([status, problem]).toEqual([200, null]);
	expect(body.length).toBeGreaterThan(0);
	expect(() => unpack(body)).toThrow('unexpected end of file');
	expect(debits()).toEqual([1, 1]);
});

test.each(['gzip', 'br'] as const)('the label %s on a plain body', async (encoding) => {
	const { headers, body } = await pay({ kind: 'broken', encoding, content: 'plain' });
	expect(headers['content-encoding']).toBe(encoding);
	expect(asJson(body).code).toBe(200);
});

test('corrupt inside', async () => {
	const { body, problem } = await pay({ kind: 'broken', encoding: 'gzip', content: 'corrupt' });
	expect(problem).toBeNull();
	expect(body.subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
	expect(() => gunzipSync(body)).toThrow();
});

describe('a 401 whose body is cut off', () => {
	test.each([
		['length', 'fin'],
		['length', 'reset'],
		['chunked', 'fin'],
		['chunked', 'reset'],
	] as const)('%s, %s, after the debit', async (framing, end) => {
		const seen = await pay({ kind: 'broken', status: 401, framing, end, when: 'after' });
		expect([seen.status, seen.problem]).toEqual([401, 'ECONNRESET']);
		expect(seen.body.toString()).toMatch(/^\{"requestId":"/);
		expect(() => asJson(seen.body)).toThrow(SyntaxError);
		expect(debits()).toEqual([1, 1]);
		expect(sandbox.requests.all()).toMatchObject([{ verdict: { status: 401, code: 401 } }]);
	});

	test('before, which is the default, nothing is debited; later it is', async () => {
		await pay({ kind: 'broken', status: 401, framing: 'length' });
		expect(debits()).toEqual([0, 0]);
		await pay({ kind: 'broken', status: 401, framing: 'length', laterMs: 60_000 });
		sandbox.clock.settle();
		expect(debits()).toEqual([1, 1]);
	});
});

test('a whole answer that is followed by a reset', async () => {
	const seen = await pay({ kind: 'broken', content: 'whole', framing: 'length', end: 'reset' });
	expect([seen.problem, asJson(seen.body).code]).toEqual([null, 200]);
});
