import type { FaultKind } from '../faults/faults';
import { count, ON, object, share, text } from './schemaParts';

const texts = { type: 'array', items: text };
const status = { type: 'integer', minimum: 200, maximum: 599 };
const when = { enum: ['before', 'after'] };
const integer = { type: 'integer' };
const boolean = { type: 'boolean' };
const countOrNever = { type: ['integer', 'null'], minimum: 0 };

const timing = { when, laterMs: count };
const orders = { orderIds: texts, count };
const sums = ['sumCarriage', 'sumPayment', 'sumTotalPayment', 'sumPaymentNoCarriage'];

/** The quirks of an order list; also a part of a profile. */
export const LIST_QUIRKS = {
	ignoresOutOrderId: boolean,
	hidesOutOrderId: boolean,
	lagMs: count,
	ignoresPageNo: boolean,
	maxPageSize: { type: 'integer', minimum: 1 },
	order: { enum: ['newest', 'oldest', 'modified', 'shuffled'] },
	growsBy: count,
	cancels: count,
};

/** Parameters of each kind of fault; those marked ! must be given. */
const KINDS: Record<FaultKind, Record<string, object>> = {
	latency: { 'ms!': count, when },
	hang: timing,
	reset: timing,
	status: {
		'status!': status,
		retryAfterSeconds: count,
		body: { enum: ['envelope', 'html', 'text', 'empty'] },
		...timing,
	},
	html: { status, ...timing },
	code: { 'code!': integer, msg: { type: 'string' }, status, ...timing },
	halfWay: { 'done!': count, 'code!': integer, msg: { type: 'string' }, status },
	successFalse: {
		value: { enum: [false, 'false'] },
		at: { enum: ['envelope', 'data'] },
		msg: { type: 'string' },
		data: { enum: ['usual', 'null'] },
		...timing,
	},
	accepted: {
		as: { enum: ['succeeded', 'submitted', 'pending', 'both', 'payUrl', 'payUrlBeside'] },
		msg: { type: 'string' },
		reason: text,
		debitAfterMs: countOrNever,
		shownAfterMs: countOrNever,
		paying: boolean,
		...orders,
	},
	omit: { ...orders, when },
	bothLists: { ...orders, reason: text, debited: boolean },
	foreignIds: { 'orderIds!': texts },
	idsAsNumbers: {},
	raw: {
		'body!': { type: 'string' },
		status,
		contentType: text,
		headers: { type: 'object', additionalProperties: { type: 'string' } },
		...timing,
	},
	truncate: { bytes: count, cutConnection: boolean },
	huge: { 'bytes!': count },
	drip: { 'chunkBytes!': { type: 'integer', minimum: 1 }, 'everyMs!': count },
	broken: {
		status,
		encoding: { enum: ['gzip', 'br', 'deflate'] },
		content: { enum: ['cut', 'whole', 'plain', 'corrupt'] },
		framing: { enum: ['close', 'length', 'chunked'] },
		end: { enum: ['fin', 'reset'] },
		...timing,
	},
	vendorSample: timing,
	createAnswer: {
		shape: { enum: ['array', 'object', 'id', '1688', 'firstAndList', 'orderIds'] },
		success: { enum: [true, false, 'true', 'false'] },
	},
	createdPrice: { 'addFen!': integer },
	linesFailed: {
		lines: { type: 'array', items: count },
		errorCode: text,
		errorMessage: { type: 'string' },
	},
	sellersRefused: { count, resultCode: text, message: { type: 'string' } },
	otherOrders: { 'change!': { enum: ['merged', 'split', 'lost'] } },
	rowRefused: {
		row: count,
		status: { enum: [true, false, 'false', null] },
		resultCode: { type: ['string', 'null'] },
		message: { type: 'string' },
		at: { enum: ['row', 'line'] },
	},
	linesUnlisted: { 'listed!': count, sums: { enum: ['listed', 'all'] } },
	sumsAs: {
		'as!': { enum: ['text', 'decimal', 'yuan', 'yuanText', 'zero', 'missing'] },
		sums: { type: 'array', minItems: 1, items: { enum: sums } },
	},
	totalRaised: { 'addFen!': integer },
	list: LIST_QUIRKS,
};

/** Every kind of fault, with the names of its parameters; those marked ! must be given. */
export const FAULT_KINDS = Object.fromEntries(
	Object.entries(KINDS).map(([kind, parameters]) => [kind, Object.keys(parameters)]),
);

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

export const FAULT = anyKind({ on: ON, times: count, skip: count, orderId: text });

export const DRAWN_FAULTS = object(
	{
		seed: integer,
		probability: share,
		kinds: {
			type: 'array',
			minItems: 1,
			items: anyKind({ weight: { type: 'number', exclusiveMinimum: 0 } }),
		},
		on: ON,
	},
	['seed', 'probability', 'kinds'],
);
