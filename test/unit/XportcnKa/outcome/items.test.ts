import { itemFor } from '../../nodes/XportcnKa/outcome/items';
import { failed, succeeded } from '../../nodes/XportcnKa/outcome/outcome';

const ASKED = { name: 'pay', unnamed: { orderId: null } };

it('A result that succeeded has the fields of the answer, the name it was asked by, and its link', () => {
	const json = { orderId: 'theirs', totalAmount: 1, error: 'x' };
	expect(itemFor(succeeded(json, 'r1'), { orderId: '1' }, ASKED, 3)).toEqual({
		json: {
			orderId: '1',
			totalAmount: 1,
			vendorError: 'x',
			outcome: 'succeeded',
			operation: 'pay',
			requestId: 'r1',
		},
		pairedItem: { item: 3 },
	});
});

it('What simplifies an item leaves the name and the outcome alone', () => {
	const { json } = itemFor(succeeded({ a: 1 }, null), { orderId: '1' }, ASKED, 0, () => ({}));
	expect(json).toEqual({ orderId: '1', outcome: 'succeeded', operation: 'pay', requestId: null });
});

describe('A result that failed', () => {
	const failure = failed('unknown', 'TIMEOUT', 'No answer.', { httpStatus: 504 });
	const json = {
		outcome: 'unknown',
		errorCode: 'TIMEOUT',
		errorMessage: 'No answer.',
		failedReason: null,
		httpStatus: 504,
		requestId: null,
		retryable: false,
		operation: 'pay',
	};

	it('has the name it was asked by, and all that is known', () => {
		expect(itemFor(failure, { orderId: '1' }, ASKED, 3)).toEqual({
			json: { orderId: '1', ...json },
			pairedItem: { item: 3 },
		});
	});

	it('has an empty name where nothing was named, or the one that the answer gave', () => {
		expect(itemFor(failure, {}, ASKED, 0).json).toEqual({ orderId: null, ...json });
		const named = itemFor({ ...failure, orderId: '2' }, {}, ASKED, 0);
		expect(named.json).toEqual({ orderId: '2', ...json });
	});
});
