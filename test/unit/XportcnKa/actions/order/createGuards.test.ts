import type { IDataObject } from 'n8n-workflow';

import {
	createDryRun,
	refusedByPreview,
	withoutPreview,
} from '../../../../../nodes/XportcnKa/actions/order/createGuards';
import type { Preview } from '../../../../../nodes/XportcnKa/actions/order/previewResponse';
import { failed } from '../../../../../nodes/XportcnKa/outcome/outcome';
import sample from '../../../../../sandbox/samples/preview.answer.json';
import request from '../../../../../sandbox/samples/preview.request.json';

const [ORDER] = sample.data as IDataObject[];
const previewOf = (...orders: IDataObject[]): Preview => ({
	orders,
	requestId: 'r1',
	httpStatus: 200,
});
const refusal = (preview: Preview, maximumTotal?: number) =>
	refusedByPreview(request, preview, maximumTotal);

describe('A purchase is not created', () => {
	it('when its preview refuses it, whatever it costs', () => {
		expect(
			refusal(previewOf({ ...ORDER, status: false, message: '商品库存不足' }), 10_000),
		).toEqual(
			failed(
				'rejected',
				'PREVIEW_REFUSED',
				"Xportcn's preview says that this cannot be ordered, so no order was created. There is too little stock. Lower the quantity, or choose another product.",
				{ failedReason: '商品库存不足', httpStatus: 200, requestId: 'r1' },
			),
		);
		expect(refusal(previewOf(ORDER, { resultCode: '500_004' }))?.errorCode).toBe('PREVIEW_REFUSED');
	});

	it('when its preview does not list every line', () => {
		expect(refusal(previewOf({ ...ORDER, orderItemTOList: [] }))).toMatchObject({
			outcome: 'notSent',
			errorCode: 'PREVIEW_INCOMPLETE',
			errorMessage:
				'No order was created. The preview does not list every line. These are missing: 889512351602 (530ad00177264564503ec3b848650652). Check their Offer ID and Spec ID.',
			retryable: false,
		});
	});

	it.each([
		[6561, undefined],
		[6560, 'ABOVE_MAXIMUM'],
		[6400, 'ABOVE_MAXIMUM'],
		[0, 'ABOVE_MAXIMUM'],
	])(
		"when the larger of its totals, 65.61 in the vendor's sample, is above %s fen",
		(maximum, code) => {
			expect(refusal(previewOf(ORDER), maximum)?.errorCode).toBe(code);
		},
	);

	it('when all its orders together are above the limit', () => {
		const held = refusal(previewOf(ORDER, { sumPayment: 100 }), 6660);
		expect(held).toEqual(
			failed(
				'notSent',
				'ABOVE_MAXIMUM',
				"The preview comes to 66.61 CNY. That is above 'Maximum Total (CNY)' 66.60, so no order was created. Raise the limit or change the items.",
				{ requestId: 'r1', json: { totalCny: '66.61' } },
			),
		);
		expect(refusal(previewOf(ORDER, { sumPayment: 100 }), 6661)).toBeUndefined();
	});

	it.each<[string, IDataObject]>([
		['none', { sumPayment: undefined }],
		['one as text', { sumPayment: '6400' }],
		['one in yuan', { sumPayment: 64, sumTotalPayment: 65.61 }],
		['one below the goods', { sumPayment: 0, sumTotalPayment: null }],
	])('when there is a limit and the preview states no total to rely on: %s', (_, fields) => {
		expect(refusal(previewOf({ ...ORDER, ...fields }), 1_000_000)).toMatchObject({
			outcome: 'notSent',
			errorCode: 'TOTAL_UNREADABLE',
			retryable: false,
		});
	});

	it('for none of these reasons otherwise', () => {
		expect(refusal(previewOf(ORDER))).toBeUndefined();
		expect(refusal(previewOf({ ...ORDER, sumPayment: undefined }))).toBeUndefined();
	});
});

describe('A preview that gave nothing', () => {
	it.each([
		['unknown', 'notSent'],
		['notSent', 'notSent'],
		['rejected', 'rejected'],
	] as const)('as %s means for the order: %s', (outcome, ofTheOrder) => {
		const failure = failed(outcome, 'TIMEOUT', 'No answer.', {
			...{ failedReason: '?', httpStatus: 503, requestId: 'r1', retryable: true },
			isAboutCredential: true,
		});
		expect(withoutPreview(failure)).toEqual({
			...failure,
			outcome: ofTheOrder,
			errorMessage: 'The preview did not go through, so no order was created. No answer.',
		});
	});
});

describe('A dry run of Create', () => {
	it('says what would be paid, the larger of the totals', () => {
		expect(createDryRun(previewOf(ORDER))).toEqual(
			failed(
				'notSent',
				'DRY_RUN',
				"'Dry Run' is on, so nothing was sent. Without it this order would be created now.",
				{ requestId: 'r1', json: { totalCny: '65.61', wouldPayCny: '65.61' } },
			),
		);
	});

	it('leaves out what cannot be read', () => {
		expect(createDryRun(previewOf({ sumPayment: 'x' })).json).toEqual({});
	});
});
