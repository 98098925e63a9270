import type { IDataObject } from 'n8n-workflow';

import {
	differenceFrom,
	existingResults,
	notCompared,
	refusedAsExisting,
} from '../../../../../nodes/XportcnKa/actions/order/existingResults';
import type { ExistingOrder } from '../../../../../nodes/XportcnKa/actions/order/existingResults';
import type { Preview } from '../../../../../nodes/XportcnKa/actions/order/previewResponse';
import { failed, succeeded } from '../../../../../nodes/XportcnKa/outcome/outcome';

const [A, B] = ['3300504350583134260', '3300504350583134278'];
const order = (orderId: string, fen?: number): ExistingOrder => ({
	json: { orderId },
	fen,
	requestId: 'r1',
});
const previewOf = (...orders: IDataObject[]): Preview => ({
	orders,
	requestId: 'r2',
	httpStatus: 200,
});
const SAMPLE = previewOf({ sumPayment: 6400, sumTotalPayment: 6561 });

const returned = (
	orders: ExistingOrder[],
	preview: Preview = SAMPLE,
	tolerance = 0,
	isDryRun = false,
) => existingResults(orders, differenceFrom(orders, preview, tolerance), isDryRun);
const outcomes = (results: ReturnType<typeof existingResults>) =>
	results.map((result) => [result.outcome, 'errorCode' in result ? result.errorCode : '']);

describe('Return Existing', () => {
	it('gives each order that is there, and says that it was', () => {
		expect(returned([order(A, 6000), order(B, 400)])).toEqual([
			succeeded({ orderId: A, existing: true }, 'r1'),
			succeeded({ orderId: B, existing: true }, 'r1'),
		]);
	});

	it.each([
		[6400, 0, true],
		[6561, 0, true],
		[6399, 0, false],
		[6562, 0, false],
		[6300, 100, true],
		[6661, 100, true],
		[6299, 100, false],
		[6662, 100, false],
	])('with %s fen and a tolerance of %s is what the preview says: %s', (fen, tolerance, isIt) => {
		expect(outcomes(returned([order(A, fen)], SAMPLE, tolerance))).toEqual([
			isIt ? ['succeeded', ''] : ['differs', 'EXISTING_DIFFERS'],
		]);
	});

	it('says how they differ, on each of them, and that nothing was created', () => {
		const [first, second] = returned([order(A, 6000), order(B, 1000)]);
		expect(first).toEqual(
			failed(
				'differs',
				'EXISTING_DIFFERS',
				"Orders with this 'Out Order ID' exist already and cost 70.00 CNY. The preview says 65.61 CNY. Nothing was created. They may belong to another purchase: look at them before you pay.",
				{ requestId: 'r1', json: { orderId: A, existing: true } },
			),
		);
		expect(second).toMatchObject({ outcome: 'differs', json: { orderId: B } });
	});

	it('differs when there are fewer than the preview has orders', () => {
		const two = previewOf({ sumPayment: 6000 }, { sumPayment: 400 });
		const [result] = returned([order(A, 6400)], two);
		expect(result).toMatchObject({ outcome: 'differs', errorCode: 'EXISTING_DIFFERS' });
		expect('errorMessage' in result && result.errorMessage).toContain(
			'(1), but the purchase needs 2. Nothing was created.',
		);
		expect(outcomes(returned([order(A, 6000), order(B, 400)], two))).toEqual([
			['succeeded', ''],
			['succeeded', ''],
		]);
	});

	it('differs when it cannot be told what they cost, or should cost', () => {
		expect(outcomes(returned([order(A, 6400), order(B)]))).toEqual([
			['differs', 'EXISTING_DIFFERS'],
			['differs', 'EXISTING_DIFFERS'],
		]);
		expect(outcomes(returned([order(A, 6400)], previewOf({ sumPayment: 'x' })))).toEqual([
			['differs', 'EXISTING_DIFFERS'],
		]);
	});

	it('gives what is there when nobody wanted to compare', () => {
		expect(outcomes(existingResults([order(A)], undefined, false))).toEqual([['succeeded', '']]);
	});

	it('gives nothing as succeeded that could not be compared', () => {
		const failure = failed('rejected', 'NOT_SUCCESSFUL', 'Xportcn is busy.', { requestId: 'r3' });
		expect(notCompared([order(A, 6400), order(B)], failure)).toEqual(
			[A, B].map((orderId) => ({
				...failure,
				outcome: 'notSent',
				errorMessage:
					"An order with this 'Out Order ID' exists already, so no order was created. It could not be compared with this purchase, because the preview did not go through. Xportcn is busy. Look at the order before you pay. To take it without a comparison, switch 'Preview First' off.",
				json: { orderId, existing: true },
			})),
		);
	});
});

describe('Refuse', () => {
	it('gives each order that is there as a reason', () => {
		expect(refusedAsExisting([order(A, 6400)])).toEqual([
			failed(
				'notSent',
				'ALREADY_EXISTS',
				"An order with this 'Out Order ID' exists already, so no order was created. Use another number, or pay the order that is there.",
				{ requestId: 'r1', json: { orderId: A, existing: true } },
			),
		]);
	});
});

describe('A dry run', () => {
	it('sends what is there to Failed', () => {
		expect(outcomes(returned([order(A, 6400)], SAMPLE, 0, true))).toEqual([
			['notSent', 'ALREADY_EXISTS'],
		]);
	});

	it('says how they differ as a real run would', () => {
		expect(returned([order(A, 7000)], SAMPLE, 0, true)).toEqual(returned([order(A, 7000)]));
	});
});
