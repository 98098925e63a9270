import type { IDataObject } from 'n8n-workflow';

import { isInvalid } from '../../../../../nodes/XportcnKa/actions/operation';
import {
	mergePayTasks,
	preparePayTasks,
} from '../../../../../nodes/XportcnKa/actions/order/payTask';
import type { PayTask } from '../../../../../nodes/XportcnKa/actions/order/payTask';
import { failed } from '../../../../../nodes/XportcnKa/outcome/outcome';
import { executeContext } from '../../../../harness/executeContext';

const [A, B] = ['3300504350583134260', '3300504350583134278'];

const prepare = (parameters: IDataObject, input: IDataObject[] = [{}], itemIndex = 0) =>
	preparePayTasks(
		executeContext({ resource: 'order', operation: 'pay', ...parameters }, { input }),
		itemIndex,
	);
const onlyTask = (parameters: IDataObject, input?: IDataObject[], itemIndex?: number): PayTask => {
	const [task, ...more] = prepare(parameters, input, itemIndex);
	expect(more).toEqual([]);
	if (isInvalid(task)) throw new Error(task.failure.errorMessage);
	return task;
};

describe('What an item wants to have paid', () => {
	it('is the order that it brings along, without a limit where none is set', () => {
		expect(onlyTask({}, [{ orderId: A }])).toEqual({
			key: A,
			identity: { orderId: A },
			orderId: A,
			expectedTotals: [],
			maximumPerOrder: undefined,
			refusal: undefined,
		});
	});

	it('may be several orders, each with what the item expects of one', () => {
		const tasks = prepare({ orderId: `${A}\n${B}`, expectedTotal: '64', maximumPerOrder: '70' });
		expect(tasks).toMatchObject([
			{ orderId: A, expectedTotals: [{ expected: 6400, most: 6400 }], maximumPerOrder: 7000 },
			{ orderId: B, expectedTotals: [{ expected: 6400, most: 6400 }], maximumPerOrder: 7000 },
		]);
	});

	it('is not what was chosen for another operation', () => {
		const locator = { __rl: true, mode: 'list', value: A };
		expect(() => prepare({ orderId: locator })).toThrow(
			"'Order ID' was chosen for another operation [item 0]",
		);
	});

	it('is an error when it names nothing', () => {
		expect(() => prepare({}, [{}])).toThrow("'Order ID' is empty [item 0]");
		expect(() => prepare({ orderId: '={{ $json.nope }}' })).toThrow("'Order ID' is empty");
	});
});

describe('What an order should cost', () => {
	it('may be more by the tolerance', () => {
		const expected = { expectedTotal: '64.00', priceTolerance: '5' };
		expect(onlyTask({ orderId: A, ...expected }).expectedTotals).toEqual([
			{ expected: 6400, most: 6900 },
		]);
	});

	it.each(['64.00', '64', 64, '¥64.00'])('may be written as %j', (totalCny) => {
		const task = onlyTask({ expectedTotal: '={{ $json.totalCny }}' }, [{ orderId: A, totalCny }]);
		expect(task.expectedTotals).toEqual([{ expected: 6400, most: 6400 }]);
	});

	it('is each item’s own', () => {
		const input = [
			{ orderId: A, totalCny: '1.00' },
			{ orderId: B, totalCny: '2.00' },
		];
		const parameters = { expectedTotal: '={{ $json.totalCny }}' };
		expect(onlyTask(parameters, input, 1).expectedTotals).toEqual([{ expected: 200, most: 200 }]);
	});

	it.each<[string, IDataObject]>([
		['a field that is not there', {}],
		['null', { totalCny: null }],
		['an empty text', { totalCny: '' }],
		['an empty list', { totalCny: [] }],
		['words', { totalCny: 'about 64' }],
		['a third decimal', { totalCny: 64.001 }],
		['less than nothing', { totalCny: -64 }],
	])('holds the order back, and is never "any price", when it comes to %s', (_, json) => {
		const tasks = prepare({ orderId: `${A},${B}`, expectedTotal: '={{ $json.totalCny }}' }, [json]);
		expect(tasks).toHaveLength(2);
		for (const task of tasks) {
			expect(task).toMatchObject({
				refusal: {
					outcome: 'notSent',
					errorCode: 'INVALID_INPUT',
					errorMessage: expect.stringMatching(
						/^'Expected Total \(CNY\)' .* is not an amount \[item 0\]\. /,
					) as string,
					retryable: false,
				},
			});
		}
	});

	it('holds the order back, too, when its tolerance cannot be read', () => {
		const parameters = { orderId: A, expectedTotal: '64', priceTolerance: '={{ $json.nope }}' };
		expect(onlyTask(parameters).refusal).toMatchObject({ errorCode: 'INVALID_INPUT' });
	});

	it('holds the order back, too, when the limit per order cannot be read', () => {
		const parameters = { orderId: A, maximumPerOrder: '={{ $json.nope }}' };
		expect(onlyTask(parameters).refusal).toMatchObject({
			outcome: 'notSent',
			errorMessage: expect.stringMatching(/is not an amount \[item 0\]/) as string,
		});
	});
});

describe('What goes on with an order', () => {
	const input = { orderId: A, outOrderId: 'PO-1', totalCny: '64', other: 1 };

	it('is the buyer’s own number and the amount', () => {
		expect(onlyTask({}, [input]).identity).toEqual({
			orderId: A,
			outOrderId: 'PO-1',
			totalCny: '64.00',
		});
		expect(onlyTask({ orderId: A }, [{ ...input, orderId: ` ${A} ` }]).identity).toEqual({
			orderId: A,
			outOrderId: 'PO-1',
			totalCny: '64.00',
		});
	});

	it('also when the order cannot be paid', () => {
		const [task] = prepare({ orderId: 'x' }, [{ outOrderId: 'PO-1' }]);
		expect(task).toMatchObject({
			identity: { orderId: 'x', outOrderId: 'PO-1' },
			failure: { errorCode: 'INVALID_INPUT' },
		});
	});

	it.each<[string, string, IDataObject]>([
		['the item is about another order', B, input],
		['the item names several', `${A},${B}`, { ...input, orderId: undefined }],
	])('is nothing when %s', (_, orderId, json) => {
		for (const { identity } of prepare({ orderId }, [json]))
			expect(Object.keys(identity)).toEqual(['orderId']);
	});

	it.each<[string, IDataObject]>([
		['no text', { outOrderId: 7, totalCny: 64 }],
		['empty', { outOrderId: '', totalCny: '' }],
		['no amount', { totalCny: 'a lot' }],
	])('is nothing that is %s', (_, json) => {
		expect(onlyTask({ orderId: A }, [json]).identity).toEqual({ orderId: A });
	});
});

describe('An order that several items name', () => {
	const task = (changes: Partial<PayTask>): PayTask => ({
		key: A,
		identity: { orderId: A },
		orderId: A,
		expectedTotals: [],
		maximumPerOrder: undefined,
		refusal: undefined,
		...changes,
	});
	const [six, seven] = [
		{ expected: 600, most: 600 },
		{ expected: 700, most: 750 },
	];

	it('has to fit what each of them expects', () => {
		const merged = mergePayTasks(
			task({ expectedTotals: [six] }),
			mergePayTasks(task({}), task({ expectedTotals: [seven] })),
		);
		expect(merged.expectedTotals).toEqual([six, seven]);
	});

	it.each([
		[500, 600, 500],
		[600, 500, 500],
		[undefined, 500, 500],
		[500, undefined, 500],
		[0, 500, 0],
		[undefined, undefined, undefined],
	])('has the lowest of their limits: of %s and %s it is %s', (one, other, lowest) => {
		const merged = mergePayTasks(task({ maximumPerOrder: one }), task({ maximumPerOrder: other }));
		expect(merged.maximumPerOrder).toBe(lowest);
	});

	it('is held back if what guards it in one of them cannot be read', () => {
		const refusal = failed('notSent', 'INVALID_INPUT', 'No amount.');
		expect(mergePayTasks(task({ refusal }), task({})).refusal).toBe(refusal);
		expect(mergePayTasks(task({}), task({ refusal })).refusal).toBe(refusal);
	});

	it('stays the task that it is', () => {
		expect(mergePayTasks(task({}), task({ identity: { orderId: A, outOrderId: 'x' } }))).toEqual(
			task({}),
		);
	});
});
