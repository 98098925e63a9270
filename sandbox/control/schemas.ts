import { count, fen, object, share, text } from './schemaParts';

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
		createAnswer: { enum: ['array', 'object', 'id', '1688', 'firstAndList', 'orderIds'] },
		listEnvelope: { enum: ['data', 'records', 'list', 'result', 'bare'] },
		timestampUnit: { enum: ['any', 'milliseconds', 'seconds'] },
		clockOffsetMs: { type: 'integer' },
		debitAfterMs: { type: ['integer', 'null'], minimum: 0 },
		paidShownAfterMs: { type: ['integer', 'null'], minimum: 0 },
		rateLimit: {
			...object(
				{
					requests: count,
					windowMs: { type: 'integer', minimum: 1 },
					retryAfterSeconds: { type: ['integer', 'null'], minimum: 0 },
					body: { enum: ['envelope', 'html', 'text', 'empty'] },
				},
				['requests'],
			),
			type: ['object', 'null'],
		},
	},
	[],
	{ minProperties: 1 },
);

const platforms = [0, 1];

export const PUSH_TARGET = object(
	{
		url: { type: 'string', pattern: '^https?://' },
		timeoutMs: { type: 'integer', minimum: 1 },
		retries: count,
		retryEveryMs: count,
		repeatShare: share,
		repeatAfterMs: count,
		lateShare: share,
		lateByMs: count,
		platform: { enum: [...platforms, 'both'] },
		seed: { type: 'integer' },
	},
	['url'],
);

export const PUSH_VERIFY = object({ method: text, body: {} });

export const PUSH_BURST = object(
	{
		count: { type: 'integer', minimum: 1, maximum: 100_000 },
		perSecond: { type: 'number', exclusiveMinimum: 0 },
	},
	['count', 'perSecond'],
);

export const PUSH_MESSAGE = object(
	{
		messageType: { type: 'string' },
		messageBody: { type: 'string' },
		messagePlatform: { enum: platforms },
	},
	['messageType', 'messageBody', 'messagePlatform'],
);

export const ADVANCE = object({ ms: count }, ['ms']);

const range = {
	type: ['array', 'null'],
	items: count,
	minItems: 2,
	maxItems: 2,
};

export const LIFE = object({
	seed: { type: 'integer' },
	cancelledShare: share,
	afterMs: object({
		...{ paid: range, cancelled: range, shipped: range, received: range, completed: range },
	}),
});

export const STEP = object(
	{
		count: { type: 'integer', minimum: 1, maximum: 100_000 },
		seed: { type: 'integer' },
		cancelledShare: share,
	},
	['count'],
);
