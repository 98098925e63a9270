import { isToolType } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { parseOrderId } from '../../../shared/ids';
import { cnyToFen, fenToCny } from '../../../shared/money';
import type { Failed } from '../../outcome/outcome';
import { parseIdList } from '../idList';
import { isInvalid } from '../operation';
import type { Prepared, Task } from '../operation';
import { amountParameter, rawParameter, unusable } from '../parameters';
import { isLocator, readParameter } from '../readParameter';
import { notSent } from '../tasks';
import { ORDER_ID } from './orderId';

/** What an item expects an order to cost, in fen. */
export interface ExpectedTotal {
	expected: number;
	/** The most it may cost: the tolerance is in it. */
	most: number;
}

/** An order to be paid. */
export interface PayTask extends Task {
	orderId: string;
	/** Of every item that names the order. It has to fit each one's. */
	expectedTotals: ExpectedTotal[];
	/** Fen. Of several items the lowest. */
	maximumPerOrder: number | undefined;
	/** Why it may not be sent: what guards it in one of its items cannot be read. */
	refusal: Failed | undefined;
}

/**
 * The orders that one item names, each once. What guards their money and cannot be read holds all of
 * them back, under their own numbers.
 * @throws NodeOperationError when it names none
 */
export function preparePayTasks(
	context: IExecuteFunctions,
	itemIndex: number,
): Array<Prepared<PayTask>> {
	const value = readParameter(context, 'orderId', itemIndex);
	if (isLocator(rawParameter(context, 'orderId'))) {
		throw unusable(
			context,
			itemIndex,
			"'Order ID' was chosen for another operation",
			'Choose the order number again: drag the field that holds it here.',
		);
	}
	const tasks = parseIdList(context, itemIndex, ORDER_ID, value);
	const guard = readGuard(context, itemIndex);
	const carried = tasks.length === 1 ? carriedOn(context, itemIndex, tasks[0].identity) : {};
	return tasks.map((task): Prepared<PayTask> => {
		const identity = { ...task.identity, ...carried };
		return isInvalid(task)
			? { ...task, identity }
			: {
					key: task.key,
					identity,
					orderId: task.key,
					...guard,
				};
	});
}

/** The task for an order that several items name. */
export const mergePayTasks = (first: PayTask, again: PayTask): PayTask => ({
	...first,
	expectedTotals: [...first.expectedTotals, ...again.expectedTotals],
	maximumPerOrder: lowest(first.maximumPerOrder, again.maximumPerOrder),
	refusal: first.refusal ?? again.refusal,
});

const lowest = (one: number | undefined, other: number | undefined): number | undefined =>
	one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);

/**
 * What the item knows of its order goes on with it: the buyer's own number and the amount. The item of
 * a tool is the agent's: it knows nothing of the order that the model names.
 */
function carriedOn(
	context: IExecuteFunctions,
	itemIndex: number,
	{ orderId }: IDataObject,
): IDataObject {
	const { json } = context.getInputData()[itemIndex];
	const { outOrderId, totalCny } = json;
	if (outOrderId === undefined && totalCny === undefined) return {};
	if (json.orderId !== undefined && parseOrderId(json.orderId) !== orderId) return {};
	if (isToolType(context.getNode().type)) return {};
	const fen = cnyToFen(totalCny);
	return {
		...(typeof outOrderId === 'string' && outOrderId !== '' ? { outOrderId } : {}),
		...(typeof totalCny === 'string' && fen !== undefined ? { totalCny: fenToCny(fen) } : {}),
	};
}

function readGuard(
	context: IExecuteFunctions,
	itemIndex: number,
): Pick<PayTask, 'expectedTotals' | 'maximumPerOrder' | 'refusal'> {
	try {
		const expectedTotal = readExpectedTotal(context, itemIndex);
		return {
			expectedTotals: expectedTotal ? [expectedTotal] : [],
			maximumPerOrder: amountParameter(
				context,
				'maximumPerOrder',
				'Maximum per Order (CNY)',
				itemIndex,
			),
			refusal: undefined,
		};
	} catch (error) {
		return {
			expectedTotals: [],
			maximumPerOrder: undefined,
			refusal: notSent('INVALID_INPUT', error),
		};
	}
}

/**
 * What the order should cost at most. One that was meant but is missing must not become "any price".
 */
function readExpectedTotal(
	context: IExecuteFunctions,
	itemIndex: number,
): ExpectedTotal | undefined {
	const amount = (name: string, label: string) => amountParameter(context, name, label, itemIndex);
	const tolerance = amount('priceTolerance', 'Price Tolerance (CNY)') ?? 0;
	const expected = amount('expectedTotal', 'Expected Total (CNY)');
	return expected === undefined ? undefined : { expected, most: expected + tolerance };
}
