import type { IDataObject } from 'n8n-workflow';

import type { CreateShape, Fault } from '../../sandbox';
import { buying, OTHER_SELLERS_LINE, SAMPLE_LINE } from '../harness/purchases';
import { orderIdsOf, useSandbox } from '../harness/scene';

const scene = useSandbox();
const TWO_SELLERS = { items: { item: [SAMPLE_LINE, OTHER_SELLERS_LINE] } };
const TWO_LINES = {
	items: {
		item: [
			SAMPLE_LINE,
			{ offerId: '745120993418', specId: '1f0c7b9a4de2486b8a35c06d7e91f204', quantity: 1 },
		],
	},
};
const create = async (changes: IDataObject = {}, options: IDataObject = {}) =>
	await scene.run({
		operation: 'create',
		...buying(changes),
		options: { verifyUnknown: false, ...options },
	});
const creating = (fault: Fault) => scene.sandbox.faults.add({ on: 'create', times: 0, ...fault });
const created = () => scene.sandbox.orders.all().map(({ orderId }) => orderId);

describe('An order that costs something else than its preview', () => {
	it.each([
		[161, '', 'succeeded'],
		[162, '', 'differs'],
		[661, '5', 'succeeded'],
		[662, '5', 'differs'],
		[662, '5.01', 'succeeded'],
		[-500, '', 'succeeded'],
	])('by %s fen, with a tolerance of "%s", is %s', async (addFen, priceTolerance, outcome) => {
		// the preview says 64.00 for the goods, and 65.61 with the fee: the larger one counts
		creating({ kind: 'createdPrice', addFen });
		const { succeeded, failed } = await create({ priceTolerance });
		expect([...succeeded, ...failed]).toMatchObject([
			{ orderId: created()[0], outcome, totalCny: ((6400 + addFen) / 100).toFixed(2) },
		]);
		expect(succeeded).toHaveLength(outcome === 'succeeded' ? 1 : 0);
		if (outcome === 'differs') {
			expect(failed).toMatchObject([{ errorCode: 'PRICE_CHANGED', retryable: false }]);
			expect(failed[0].errorMessage).toContain('The preview said 65.61 CNY');
		}
	});

	it('is held against all orders of the purchase together', async () => {
		creating({ kind: 'createdPrice', addFen: 200 });
		const { succeeded, failed } = await create(TWO_SELLERS);
		expect(succeeded).toEqual([]);
		expect(orderIdsOf(failed).sort()).toEqual(created().sort());
		for (const item of failed) {
			expect(item).toMatchObject({ outcome: 'differs', errorCode: 'PRICE_CHANGED' });
		}
	});

	it('cannot be told without a preview', async () => {
		creating({ kind: 'createdPrice', addFen: 10_000 });
		const { succeeded } = await create({ previewFirst: false });
		expect(orderIdsOf(succeeded)).toEqual(created());
	});

	it.each(['1688', 'object'] as const)('is told from the amounts of %s, too', async (shape) => {
		scene.sandbox.createAnswer = shape;
		creating({ kind: 'createdPrice', addFen: 1000 });
		const { failed } = await create();
		expect(failed).toMatchObject([
			{ orderId: created()[0], outcome: 'differs', errorCode: 'PRICE_CHANGED', totalCny: '74.00' },
		]);
	});
});

describe('An order that lacks lines', () => {
	it('is differs, and says which lines and why', async () => {
		creating({ kind: 'linesFailed' });
		const { succeeded, failed } = await create(TWO_LINES);
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([
			{ orderId: created()[0], outcome: 'differs', errorCode: 'LINES_MISSING', retryable: false },
		]);
		expect(failed[0].errorMessage).toContain('745120993418 (1f0c7b9a4de2486b8a35c06d7e91f204)');
		expect(failed[0].errorMessage).toContain('Look at it before you pay');
		expect(scene.sandbox.orders.all()[0].lines).toHaveLength(1);
	});

	it('is differs without a preview as well', async () => {
		creating({ kind: 'linesFailed' });
		const { failed } = await create({ ...TWO_LINES, previewFirst: false });
		expect(failed).toMatchObject([{ outcome: 'differs', errorCode: 'LINES_MISSING' }]);
	});

	it('of which nothing was bought is unknown, for no order is named', async () => {
		creating({ kind: 'linesFailed' });
		const { failed } = await create();
		expect(failed).toMatchObject([{ outcome: 'unknown' }]);
		expect(created()).toEqual([]);
	});
});

describe('Another number of orders than the preview announced', () => {
	it.each(['merged', 'lost'] as const)('is differs: %s', async (change) => {
		creating({ kind: 'otherOrders', change });
		const { succeeded, failed } = await create(TWO_SELLERS);
		expect(succeeded).toEqual([]);
		expect(created()).toHaveLength(1);
		expect(failed).toMatchObject([
			{ orderId: created()[0], outcome: 'differs', errorCode: 'ORDER_COUNT_DIFFERS' },
		]);
		expect(failed[0].errorMessage).toContain('announced 2 orders, and the answer names 1');
	});

	it('is differs for each order when they are more', async () => {
		creating({ kind: 'otherOrders', change: 'split' });
		const { succeeded, failed } = await create();
		expect(succeeded).toEqual([]);
		expect(created()).toHaveLength(2);
		expect(orderIdsOf(failed).sort()).toEqual(created().sort());
		for (const item of failed) {
			expect(item).toMatchObject({ outcome: 'differs', errorCode: 'ORDER_COUNT_DIFFERS' });
		}
	});

	it.each(['object', 'id'] as const)(
		'is differs when the answer (an %s) has room for one of two only',
		async (shape) => {
			scene.sandbox.createAnswer = shape;
			const { succeeded, failed } = await create(TWO_SELLERS);
			expect(succeeded).toEqual([]);
			expect(failed).toMatchObject([
				{ orderId: created()[0], outcome: 'differs', errorCode: 'ORDER_COUNT_DIFFERS' },
			]);
		},
	);

	it('is completed from the order list when that knows all of them', async () => {
		scene.sandbox.createAnswer = 'object';
		const { succeeded } = await create(
			{ ...TWO_SELLERS, outOrderId: 'PO-1' },
			{ verifyUnknown: true, verifyWait: 100 },
		);
		expect(orderIdsOf(succeeded).sort()).toEqual(created().sort());
		expect(succeeded).toMatchObject([{ settledBy: 'orderList' }, { settledBy: 'orderList' }]);
	});

	it('with a seller who refused names what was created, and that a part is missing', async () => {
		creating({ kind: 'sellersRefused' });
		const { succeeded, failed } = await create(TWO_SELLERS);
		expect(succeeded).toEqual([]);
		expect(created()).toHaveLength(1);
		expect(failed).toMatchObject([{ orderId: created()[0], outcome: 'differs' }]);
	});
});

describe("1688's own answers", () => {
	it.each<CreateShape>(['1688', 'firstAndList', 'orderIds'])(
		'give every order they name: %s',
		async (shape) => {
			scene.sandbox.createAnswer = shape;
			const { succeeded, failed } = await create(TWO_SELLERS);
			expect(failed).toEqual([]);
			expect(orderIdsOf(succeeded)).toEqual(created());
			expect(created()).toHaveLength(2);
		},
	);

	it.each<CreateShape>(['1688', 'firstAndList', 'orderIds', 'object', 'id', 'array'])(
		'give a single order once: %s',
		async (shape) => {
			scene.sandbox.createAnswer = shape;
			const { succeeded } = await create();
			expect(orderIdsOf(succeeded)).toEqual(created());
		},
	);

	it.each([false, 'false'] as const)(
		'that deny success (%j) are never Succeeded, and keep the numbers they name',
		async (success) => {
			creating({ kind: 'createAnswer', shape: '1688', success });
			const { succeeded, failed } = await create(TWO_SELLERS);
			expect(succeeded).toEqual([]);
			expect(orderIdsOf(failed)).toEqual(created());
			for (const item of failed) expect(item).toMatchObject({ outcome: 'unknown' });
		},
	);

	it.each([true, 'true'] as const)('that say %j are believed', async (success) => {
		creating({ kind: 'createAnswer', shape: '1688', success });
		expect(orderIdsOf((await create()).succeeded)).toEqual(created());
	});
});

describe("A created order's amount", () => {
	it('is its own, where the answer has it', async () => {
		const { succeeded } = await create();
		expect(succeeded).toMatchObject([{ totalCny: '64.00' }]);
		expect(succeeded[0]).not.toHaveProperty('totalSource');
	});

	it.each<CreateShape>(['id', 'orderIds'])(
		'is that of the preview for a single order without one, and says so: %s',
		async (shape) => {
			scene.sandbox.createAnswer = shape;
			const { succeeded } = await create();
			expect(succeeded).toMatchObject([{ totalSource: 'preview' }]);
			expect(succeeded[0].totalCny).toMatch(/^6[45]\.\d\d$/);
		},
	);

	it('is not made up for one of several orders', async () => {
		scene.sandbox.createAnswer = 'orderIds';
		const { succeeded } = await create(TWO_SELLERS);
		expect(succeeded).toHaveLength(2);
		for (const item of succeeded) expect(item).not.toHaveProperty('totalCny');
	});
});

describe('A preview that says no', () => {
	it.each<[string, Fault, string, string]>([
		['refuses the row', { kind: 'rowRefused' }, 'rejected', 'PREVIEW_REFUSED'],
		['refuses with a text', { kind: 'rowRefused', status: 'false' }, 'rejected', 'PREVIEW_REFUSED'],
		['refuses by code', { kind: 'rowRefused', status: null }, 'rejected', 'PREVIEW_REFUSED'],
		['refuses a line', { kind: 'rowRefused', at: 'line' }, 'rejected', 'PREVIEW_REFUSED'],
		[
			'refuses without a code',
			{ kind: 'rowRefused', resultCode: null },
			'rejected',
			'PREVIEW_REFUSED',
		],
		['lists no line', { kind: 'linesUnlisted', listed: 0 }, 'notSent', 'UNREADABLE_ANSWER'],
		[
			'lists one line of two',
			{ kind: 'linesUnlisted', listed: 1 },
			'notSent',
			'PREVIEW_INCOMPLETE',
		],
		[
			'lists one line, with the sums of both',
			{ kind: 'linesUnlisted', listed: 1, sums: 'all' },
			'notSent',
			'PREVIEW_INCOMPLETE',
		],
	])('%s: nothing is created', async (_, fault, outcome, errorCode) => {
		scene.sandbox.faults.add({ on: 'preview', times: 0, ...fault });
		const { succeeded, failed } = await create(TWO_LINES);
		expect(succeeded).toEqual([]);
		expect(failed).toMatchObject([{ outcome, errorCode, retryable: false }]);
		expect(failed[0].errorMessage).toMatch(/no order was created/i);
		expect(created()).toEqual([]);
	});

	it.each([
		['500_001', 'cannot be bought online'],
		['500_002', 'several sellers'],
		['500_003', 'does not belong to the product'],
		['500_004', 'too little stock'],
		['500_005', 'below the minimum order'],
		['500_006', 'mixed orders'],
		['500_007', 'no consignment relation'],
		['500_008', 'price of this product is 0'],
		['500_009', 'wholesale price'],
	])('by the code %s says what to do', async (resultCode, english) => {
		scene.sandbox.faults.add({
			on: 'preview',
			kind: 'rowRefused',
			resultCode,
			message: '无法下单',
		});
		const { failed } = await create();
		expect(failed).toMatchObject([{ outcome: 'rejected', failedReason: '无法下单' }]);
		expect(failed[0].errorMessage).toContain(english);
	});
});

describe('Maximum Total', () => {
	it.each<[string, Fault | undefined, string, string | undefined]>([
		['the larger of the two totals counts', undefined, '65.60', 'ABOVE_MAXIMUM'],
		['the larger of the two totals fits', undefined, '65.61', undefined],
		['a total raised by a fee', { kind: 'totalRaised', addFen: 10_000 }, '100', 'ABOVE_MAXIMUM'],
		['totals as text', { kind: 'sumsAs', as: 'text' }, '1000', 'TOTAL_UNREADABLE'],
		['half a fen', { kind: 'sumsAs', as: 'decimal' }, '1000', 'TOTAL_UNREADABLE'],
		['totals in yuan', { kind: 'sumsAs', as: 'yuan' }, '1000', 'TOTAL_UNREADABLE'],
		['totals as yuan text', { kind: 'sumsAs', as: 'yuanText' }, '1000', 'TOTAL_UNREADABLE'],
		['no totals', { kind: 'sumsAs', as: 'missing' }, '1000', 'TOTAL_UNREADABLE'],
		[
			'a total of 0 beside goods that cost something',
			{ kind: 'sumsAs', as: 'zero', sums: ['sumPayment', 'sumTotalPayment'] },
			'1000',
			'TOTAL_UNREADABLE',
		],
		[
			'one total of two as text',
			{ kind: 'sumsAs', as: 'text', sums: ['sumTotalPayment'] },
			'1000',
			'TOTAL_UNREADABLE',
		],
		[
			'totals in yuan that are written as decimals',
			{
				kind: 'raw',
				body: '{"code":200,"msg":"成功","data":[{"sumPayment":64.00,"sumTotalPayment":65.00,"orderItemTOList":[{"offerId":LINE}]}]}'.replace(
					'LINE',
					String(SAMPLE_LINE.offerId),
				),
			},
			'60',
			'TOTAL_UNREADABLE',
		],
	])('%s', async (_, fault, maximumTotal, errorCode) => {
		if (fault) scene.sandbox.faults.add({ on: 'preview', times: 0, ...fault });
		const { succeeded, failed } = await create({ maximumTotal });
		expect(created()).toHaveLength(errorCode === undefined ? 1 : 0);
		if (errorCode === undefined) expect(orderIdsOf(succeeded)).toEqual(created());
		else expect(failed).toMatchObject([{ outcome: 'notSent', errorCode, retryable: false }]);
	});

	it('counts all orders of a purchase', async () => {
		// 65.61 and 53.10
		const { failed } = await create({ ...TWO_SELLERS, maximumTotal: '118.70' });
		expect(failed).toMatchObject([{ errorCode: 'ABOVE_MAXIMUM' }]);
		const { succeeded } = await create({ ...TWO_SELLERS, maximumTotal: '118.71' });
		expect(succeeded).toHaveLength(2);
	});
});
