import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { amountParameter, filledIn, textParameter, unusable, yesNoParameter } from '../parameters';
import { readPurchaseTask } from './purchase';
import type { PurchaseTask } from './purchase';

const IF_EXISTS = ['createAnother', 'returnExisting', 'refuse'] as const;

/** A purchase to be created, with what guards it. */
export interface CreateTask extends PurchaseTask {
	/** Fields of the create request that the preview does not have. */
	extra: IDataObject;
	previewFirst: boolean;
	/** Fen; nothing is created above it. */
	maximumTotal: number | undefined;
	/** Fen. */
	priceTolerance: number;
	ifExists: (typeof IF_EXISTS)[number];
}

/**
 * What one item wants to have created.
 * @throws NodeOperationError naming the parameter that is missing or cannot be used
 */
export function readCreateTask(context: IExecuteFunctions, itemIndex: number): CreateTask {
	const text = (name: string) => textParameter(context, name, itemIndex);
	const task = readPurchaseTask(context, itemIndex);
	const previewFirst = yesNoParameter(context, 'previewFirst', 'Preview First', itemIndex, true);
	const ifExists = readIfExists(context, itemIndex);
	if (ifExists !== 'createAnother' && task.purchase.outOrderId === undefined) {
		throw unusable(
			context,
			itemIndex,
			"'Out Order ID' is empty",
			"'If It Exists Already' looks for an order by this number. Give each order a number of your own.",
		);
	}
	return {
		...task,
		extra: filledIn({
			message: text('message'),
			tradeType: text('tradeType'),
			shopPromotionId: text('shopPromotionId'),
		}),
		previewFirst,
		maximumTotal: readMaximumTotal(context, itemIndex, previewFirst),
		priceTolerance:
			amountParameter(context, 'priceTolerance', 'Price Tolerance (CNY)', itemIndex) ?? 0,
		ifExists,
	};
}

function readIfExists(context: IExecuteFunctions, itemIndex: number): CreateTask['ifExists'] {
	const value = context.getNodeParameter('ifExists', itemIndex, 'createAnother') as unknown;
	const chosen = IF_EXISTS.find((each) => each === value);
	if (chosen !== undefined) return chosen;
	throw unusable(
		context,
		itemIndex,
		"'If It Exists Already' has a value that is not in its list",
		'Choose one from the list.',
	);
}

function readMaximumTotal(
	context: IExecuteFunctions,
	itemIndex: number,
	previewFirst: boolean,
): number | undefined {
	const fen = amountParameter(context, 'maximumTotal', 'Maximum Total (CNY)', itemIndex);
	if (fen === undefined || previewFirst) return fen;
	throw unusable(
		context,
		itemIndex,
		"'Maximum Total (CNY)' needs 'Preview First'",
		'The total is known from the preview only. Switch it on, or empty the limit.',
	);
}
