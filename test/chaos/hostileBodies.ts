import { gzipSync, join, process, readFileSync } from '../../tools/node';
import fc from 'fast-check';

import type { FaultBehaviour, Order } from '../../sandbox';

/** An answer as a hostile or broken server may give it. */
export type HostileAnswer = Extract<FaultBehaviour, { kind: 'raw' }>;
/** The operations whose answers are attacked. `settle`: the details that settle a payment. */
export const ATTACKED = [
	'pay',
	'settle',
	'create',
	'preview',
	'get',
	'getMany',
	'getLogistics',
] as const;
export type Attacked = (typeof ATTACKED)[number];

const sample = (name: string): unknown =>
	JSON.parse(readFileSync(join(process.cwd(), 'sandbox/samples', name), 'utf8'));

/** The envelope that is attacked: as documented, about these orders (two or more). */
export function documented(operation: Attacked, orders: Order[]): Record<string, unknown> {
	const details = orders.map((order) => ({ ...order, refusal: undefined, parcels: undefined }));
	const [{ orderId }, other] = orders;
	const data: Record<Attacked, unknown> = {
		pay: {
			successOrderIds: [orderId],
			failedOrderList: [{ orderId: other.orderId, failedReason: '资金账户余额不足' }],
		},
		settle: { ...details[0], orderStatus: 'WAITING_FOR_SENT', payStatus: 2 },
		create: details.slice(0, 1),
		preview: (sample('preview.answer.json') as { data: unknown }).data,
		get: details[0],
		getMany: { pageNo: 1, pageSize: 20, totalRecords: 2, data: details },
		getLogistics: [{ orderId, logisticsId: 'LP1', logisticsBillNo: 'YT1', logisticsSteps: [] }],
	};
	const requestId = '9502cd80026d45018af181d760288f63';
	return { requestId, code: 200, developId: '1', msg: '成功', data: data[operation] };
}

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const nestedObjects = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
const LEVELS = 20_000;
const MEGABYTE = 1024 * 1024;
const gzip = { 'content-encoding': 'gzip' };
const raw = (body: string | Buffer, more: Partial<HostileAnswer> = {}): HostileAnswer => ({
	kind: 'raw',
	body,
	...more,
});

/** Answers that are hostile in a way of their own, by what they are. */
export function oddAnswers(envelope: Record<string, unknown>): Record<string, HostileAnswer> {
	const text = JSON.stringify(envelope);
	const data = JSON.stringify(envelope.data);
	const withData = (json: string) => text.replace(`"data":${data}`, `"data":${json}`);
	const withCode = (json: string) => text.replace('"code":200', `"code":${json}`);
	const inData = (json: string) =>
		withData(data.replace(/[{]/, `{${json},`).replace('[]', `[{${json}}]`));
	const bytes = Buffer.from(text);
	return {
		'no body': raw(''),
		'no JSON': raw('ok'),
		HTML: raw('<!DOCTYPE html><title>200</title>', { contentType: 'text/html' }),
		null: raw('null'),
		'a list': raw(`[${text}]`),
		'a text': raw(JSON.stringify(text)),
		'a number': raw('200'),
		'NaN as code': raw(withCode('NaN')),
		'the code as text': raw(withCode('"200"')),
		'the code as a float': raw(withCode('200.5')),
		'the code as 2e2': raw(withCode('2e2')),
		'the code too large': raw(withCode('1e999')),
		'the code twice': raw(text.replace('{', '{"code":500,')),
		'the code twice, the refusal last': raw(text.replace(/\}$/, ',"code":500}')),
		'null data': raw(withData('null')),
		'data twice': raw(text.replace(/\}$/, `,"data":null}`)),
		'data as text': raw(withData(JSON.stringify(data))),
		'empty data': raw(withData('{}')),
		'an empty list': raw(withData('[]')),
		'no words at all': raw(`{"code":200,"data":${data}}`),
		'a byte order mark': raw(`\uFEFF${text}`),
		'two byte order marks': raw(`\uFEFF\uFEFF${text}`),
		'half of it': raw(bytes.subarray(0, bytes.length / 2)),
		'all but the last byte': raw(bytes.subarray(0, -1)),
		'something behind it': raw(`${text}${text}`),
		'invalid UTF-8': raw(Buffer.concat([bytes.subarray(0, 20), Buffer.from([0xff, 0xc0])])),
		'invalid UTF-8 in a text': raw(
			Buffer.concat([
				Buffer.from('{"x":"'),
				Buffer.from([0xff, 0xfe]),
				Buffer.from('",'),
				bytes.subarray(1),
			]),
		),
		'UTF-16': raw(Buffer.from(text, 'utf16le'), { contentType: 'application/json;charset=utf-16' }),
		'NUL bytes before it': raw(`\0\0${text}`),
		'NUL in a text': raw(text.replace('成功', '\\u0000')),
		'a bare NUL in a text': raw(text.replace('成功', '\0')),
		__proto__: raw(inData('"__proto__":{"polluted":true,"orderId":"1"}')),
		'__proto__ of the envelope': raw(text.replace('{', '{"__proto__":{"polluted":true},')),
		constructor: raw(
			inData('"constructor":{"prototype":{"polluted":true}},"toString":1,"toJSON":1'),
		),
		'a key called error': raw(
			inData('"error":"x","json":{"error":"y"},"pairedItem":7,"binary":{}'),
		),
		'deep lists as data': raw(withData(nested(LEVELS))),
		'deep lists in data': raw(inData(`"deep":${nested(LEVELS)}`)),
		'deep objects in data': raw(inData(`"deep":${nestedObjects(LEVELS)}`)),
		'deep lists beside data': raw(text.replace('{', `{"deep":${nested(LEVELS)},`)),
		'nothing but brackets': raw('['.repeat(100_000)),
		'a number of a million digits': raw(inData(`"n":${'9'.repeat(MEGABYTE)}`)),
		gzip: raw(gzipSync(text), { headers: gzip }),
		'gzip that is none': raw(text, { headers: gzip }),
		'gzip cut off': raw(gzipSync(text).subarray(0, 40), { headers: gzip }),
		'a gzip bomb': raw(gzipSync(`${text.slice(0, -1)},"pad":"${'x'.repeat(8 * MEGABYTE)}"}`), {
			headers: gzip,
		}),
		'a gzip bomb of brackets': raw(gzipSync('['.repeat(8 * MEGABYTE)), { headers: gzip }),
		'an unknown encoding': raw(text, { headers: { 'content-encoding': 'rot13' } }),
		'a redirect': raw(text, { status: 302, headers: { location: '/elsewhere' } }),
		'HTTP 500 around a yes': raw(text, { status: 500 }),
		'HTTP 401 around a yes': raw(text, { status: 401 }),
	};
}

/** 50 MB that are a valid answer. */
export const hugeAnswer = (envelope: Record<string, unknown>): HostileAnswer =>
	raw(`${JSON.stringify(envelope).slice(0, -1)},"pad":"${'x'.repeat(50 * MEGABYTE)}"}`);

const REMOVED = Symbol('removed');
const value = (orderIds: string[]) =>
	fc.oneof(
		fc.jsonValue({ maxDepth: 2 }),
		fc.constantFrom<unknown>(REMOVED, null, '', '200', 200.5, -1, true, [], {}, [[]], [null], 1e21),
		fc.constantFrom<unknown>(...orderIds, orderIds.map(Number), { orderId: orderIds[0] }),
		fc.constantFrom<unknown>([{ orderId: orderIds[0] }], [{ orderId: ` ${orderIds[0]} ` }]),
	);

/** Where a field of an answer is. */
type Place = [holder: Record<string, unknown>, key: string];

const placesIn = (holder: unknown): Place[] =>
	typeof holder !== 'object' || holder === null
		? []
		: Object.keys(holder).flatMap((key): Place[] => {
				const fields = holder as Record<string, unknown>;
				return [[fields, key], ...placesIn(fields[key])];
			});

/** The documented envelope with some fields replaced by anything, or left out. */
export const mutated = (
	envelope: Record<string, unknown>,
	orderIds: string[],
): fc.Arbitrary<HostileAnswer> =>
	fc
		.record({
			changes: fc.array(fc.tuple(fc.nat(), value(orderIds)), { minLength: 1, maxLength: 3 }),
			status: fc.constantFrom(200, 200, 200, 200, 302, 400, 401, 500),
		})
		.map(({ changes, status }) => {
			const answer = structuredClone(envelope);
			for (const [at, what] of changes) {
				const places = placesIn(answer);
				if (places.length === 0) break;
				const [holder, key] = places[at % places.length];
				if (what === REMOVED) delete holder[key];
				// a copy: the same list put into itself would be endless
				else holder[key] = structuredClone(what);
			}
			return raw(JSON.stringify(answer), { status });
		});
