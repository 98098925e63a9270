import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { itemFor } from '../../../../nodes/XportcnKa/outcome/items';
import { failed, succeeded } from '../../../../nodes/XportcnKa/outcome/outcome';
import type { Failed } from '../../../../nodes/XportcnKa/outcome/outcome';

const ID = '3300504350583134260';
const source = (identity: IDataObject = { orderId: ID }, more = {}) => ({
	operation: 'pay',
	identity,
	itemIndex: 3,
	...more,
});
const keysOf = ({ json }: { json: IDataObject }) => Object.keys(json);

const FAILURE = failed('unknown', 'TIMEOUT', 'No answer.', { httpStatus: 504, requestId: 'r1' });
const OWN: IDataObject = {
	outcome: 'unknown',
	errorCode: 'TIMEOUT',
	errorMessage: 'No answer.',
	failedReason: null,
	httpStatus: 504,
	requestId: 'r1',
	retryable: false,
	operation: 'pay',
};

/** Fields that an answer may have, among them every name that this node gives. */
const vendorFields = fc.dictionary(
	fc.oneof(
		fc.string(),
		fc.constantFrom(
			...['orderId', 'outOrderId', 'totalCny', 'statusText', 'outcome', 'errorCode', 'operation'],
			...['errorMessage', 'failedReason', 'httpStatus', 'requestId', 'retryable', 'error'],
			...['json', 'isOnSucceeded', 'isAboutCredential', 'pairedItem', '__proto__'],
		),
	),
	fc.jsonValue(),
) as fc.Arbitrary<IDataObject>;

describe('A result that succeeded', () => {
	it('has the fields of the answer, the name it was asked by, and its link', () => {
		const json = { orderId: 'theirs', totalAmount: 1, error: 'x' };
		expect(itemFor(succeeded(json, 'r1'), source())).toEqual({
			json: {
				orderId: ID,
				outcome: 'succeeded',
				totalAmount: 1,
				vendorError: 'x',
				operation: 'pay',
				requestId: 'r1',
			},
			pairedItem: { item: 3 },
		});
	});

	it('about an order begins with what a person looks for', () => {
		const json = {
			payStatus: 2,
			totalAmount: 6400,
			statusText: 'Paid',
			totalCny: '64.00',
			outOrderId: 'PO-1',
			orderId: ID,
		};
		const item = itemFor(succeeded(json, 'r1'), source());
		expect(keysOf(item)).toEqual([
			...['orderId', 'outOrderId', 'outcome', 'totalCny', 'statusText'],
			...['payStatus', 'totalAmount', 'operation', 'requestId'],
		]);
	});

	it('about something else keeps the order of its fields', () => {
		const item = itemFor(succeeded({ offerId: '1', subject: 'x' }, 'r1'), source({ offerId: '1' }));
		expect(keysOf(item)).toEqual(['offerId', 'subject', 'outcome', 'operation', 'requestId']);
	});

	it('carries the amount of its input on, unless the answer has a newer one', () => {
		const asked = source({ orderId: ID, outOrderId: 'PO-1', totalCny: '64.00' });
		expect(itemFor(succeeded({}, 'r1'), asked).json).toMatchObject({
			outOrderId: 'PO-1',
			totalCny: '64.00',
		});
		expect(itemFor(succeeded({ totalCny: '70.00' }, 'r1'), asked).json.totalCny).toBe('70.00');
	});

	it('keeps its name and its outcome when it is simplified', () => {
		const { json } = itemFor(
			succeeded({ a: 1 }, null),
			source(undefined, { simplify: () => ({}) }),
		);
		expect(json).toEqual({ orderId: ID, outcome: 'succeeded', operation: 'pay', requestId: null });
	});

	it("lets nothing from outside stand for this node's own words", () => {
		fc.assert(
			fc.property(vendorFields, (json) => {
				const item = itemFor(succeeded(json, 'r1'), source({ orderId: ID, outOrderId: 'PO-1' }));
				expect(item.json).toMatchObject({
					orderId: ID,
					outOrderId: 'PO-1',
					outcome: 'succeeded',
					operation: 'pay',
					requestId: 'r1',
				});
				expect(item.json.error).toBeUndefined();
			}),
		);
	});
});

describe('A result that failed', () => {
	it('has the name it was asked by, and all that is known', () => {
		expect(itemFor(FAILURE, source())).toEqual({
			json: { orderId: ID, ...OWN },
			pairedItem: { item: 3 },
		});
	});

	it('begins with what a person looks for', () => {
		const item = itemFor(
			{ ...FAILURE, json: { payUrl: 'https://x', totalCny: '1.00' } },
			source({ orderId: ID, outOrderId: 'PO-1' }),
		);
		expect(keysOf(item)).toEqual([
			...['orderId', 'outOrderId', 'outcome', 'totalCny'],
			...['errorCode', 'errorMessage', 'failedReason', 'httpStatus', 'requestId', 'retryable'],
			...['payUrl', 'operation'],
		]);
	});

	it('has no order number where none is known, and one that only the answer gave', () => {
		expect(itemFor(FAILURE, source({})).json).toEqual(OWN);
		expect(itemFor({ ...FAILURE, json: { orderId: '2' } }, source({})).json).toEqual({
			orderId: '2',
			...OWN,
		});
	});

	it('carries the amount of its input on, unless a newer one was read', () => {
		const asked = source({ orderId: ID, totalCny: '64.00' });
		expect(itemFor(FAILURE, asked).json.totalCny).toBe('64.00');
		const read = { ...FAILURE, json: { totalCny: '70.00' } };
		expect(itemFor(read, asked).json.totalCny).toBe('70.00');
	});

	it('is not simplified', () => {
		const { json } = itemFor(FAILURE, source(undefined, { simplify: () => ({}) }));
		expect(json).toEqual({ orderId: ID, ...OWN });
	});

	it('does not show what is for this node only', () => {
		const failure: Failed = { ...FAILURE, isOnSucceeded: true, isAboutCredential: true };
		expect(itemFor(failure, source()).json).toEqual({ orderId: ID, ...OWN });
	});

	it("lets nothing from outside stand for this node's own words", () => {
		fc.assert(
			fc.property(vendorFields, (json) => {
				const item = itemFor({ ...FAILURE, json }, source({ orderId: ID, outOrderId: 'PO-1' }));
				expect(item.json).toMatchObject({ orderId: ID, outOrderId: 'PO-1', ...OWN });
				expect(item.json.error).toBeUndefined();
			}),
		);
	});
});
