import { OPERATIONS } from '../endpoints';
import type { FaultKind } from '../faults/faults';

const fen = { type: 'integer', minimum: 0 };
const count = { type: 'integer', minimum: 0 };
const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: text };
const status = { type: 'integer', minimum: 100, maximum: 599 };
const when = { enum: ['before', 'after'] };
const on = { enum: ['any', ...OPERATIONS] };

function object(properties: object, required: readonly string[] = [], more: object = {}) {
	return { type: 'object', properties, required, additionalProperties: false, ...more };
}

export const NEW_ORDERS = object({
	count: { type: 'integer', minimum: 1, maximum: 100_000 },
	orderId: text,
	outOrderId: text,
	totalAmount: fen,
	shippingFee: fen,
	refusal: text,
});

export const PRICE = object({ totalAmount: fen }, ['totalAmount']);

export const SETTINGS = object(
	{
		refuseSecondDebit: { type: 'boolean' },
		balanceFen: fen,
		latencyMs: count,
		createAnswer: { enum: ['array', 'object', 'id'] },
		listEnvelope: { enum: ['data', 'records', 'list', 'result', 'bare'] },
		timestampUnit: { enum: ['any', 'milliseconds', 'seconds'] },
		clockOffsetMs: { type: 'integer' },
	},
	[],
	{ minProperties: 1 },
);

/** Parameters of each kind of fault; those marked ! must be given. */
const KINDS: Record<FaultKind, Record<string, object>> = {
	latency: { 'ms!': count, when },
	hang: { when },
	reset: { when },
	status: {
		'status!': { ...status, minimum: 200 },
		when,
		retryAfterSeconds: count,
		body: { enum: ['envelope', 'html', 'empty'] },
	},
	html: { status: { ...status, minimum: 200 }, when },
	code: { 'code!': { type: 'integer' }, msg: { type: 'string' }, when },
	omit: { orderIds: texts, count, when },
	bothLists: { orderIds: texts, count, reason: text, debited: { type: 'boolean' } },
	foreignIds: { 'orderIds!': texts },
	idsAsNumbers: {},
	raw: {
		'body!': { type: 'string' },
		status: { ...status, minimum: 200 },
		contentType: text,
		headers: { type: 'object', additionalProperties: { type: 'string' } },
		when,
	},
	truncate: { bytes: count, cutConnection: { type: 'boolean' } },
	huge: { 'bytes!': count },
	drip: { 'chunkBytes!': { type: 'integer', minimum: 1 }, 'everyMs!': count },
	vendorSample: { when },
};

/** One schema per kind, told apart by `kind`, each with the `extra` properties as well. */
function anyKind(extra: object) {
	const oneOf = Object.entries(KINDS).map(([kind, parameters]) => {
		const named = Object.entries(parameters).map(([key, schema]) => [key.replace('!', ''), schema]);
		const required = Object.keys(parameters)
			.filter((key) => key.endsWith('!'))
			.map((key) => key.slice(0, -1));
		const properties = { kind: { const: kind }, ...Object.fromEntries(named), ...extra };
		return object(properties, ['kind', ...required]);
	});
	return { type: 'object', required: ['kind'], discriminator: { propertyName: 'kind' }, oneOf };
}

export const FAULT = anyKind({ on, times: count, skip: count, orderId: text });

export const DRAWN_FAULTS = object(
	{
		seed: { type: 'integer' },
		probability: { type: 'number', minimum: 0, maximum: 1 },
		kinds: {
			type: 'array',
			minItems: 1,
			items: anyKind({ weight: { type: 'number', exclusiveMinimum: 0 } }),
		},
		on,
	},
	['seed', 'probability', 'kinds'],
);
