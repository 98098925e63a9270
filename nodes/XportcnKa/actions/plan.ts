import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { failed } from '../outcome/outcome';
import type { ErrorCode, Failed } from '../outcome/outcome';
import type { ChosenOperation } from './chosenOperation';
import { isUnusable } from './operation';
import type { Ask, Operation, Prepared } from './operation';

/** What one input item asks for, and how it wants to see the results. */
export interface ItemPlan {
	entries: Array<Prepared<Ask>>;
	simplify: Operation['simplify'];
	alreadyPaidSucceeds: boolean;
}

/**
 * Reads everything one item says, before the first request: nothing may throw after it. An item
 * that cannot be read is a plan with one unusable entry, not an exception.
 */
export function planItem(
	context: IExecuteFunctions,
	chosen: ChosenOperation,
	itemIndex: number,
): ItemPlan {
	const { operation } = chosen;
	if (!operation) return unusablePlan('INVALID_SETTING', chosen.obstacle);
	try {
		const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
		return {
			entries: operation.prepare(context, itemIndex),
			simplify: options.simplify === true ? operation.simplify : undefined,
			alreadyPaidSucceeds: options.alreadyPaidOutput === 'succeeded',
		};
	} catch (error) {
		return unusablePlan('INVALID_INPUT', error, identityOf(context, operation, itemIndex));
	}
}

/** The plan of an item of which nothing can be sent. */
const unusablePlan = (
	errorCode: ErrorCode,
	error: unknown,
	identity: IDataObject = {},
): ItemPlan => ({
	entries: [{ identity, failure: notSent(errorCode, error) }],
	simplify: undefined,
	alreadyPaidSucceeds: false,
});

/** What an unusable item is recognised by, as far as that can be read. */
function identityOf(
	context: IExecuteFunctions,
	{ identify }: Operation,
	itemIndex: number,
): IDataObject {
	try {
		return identify?.(context, itemIndex) ?? {};
	} catch {
		return {};
	}
}

/** Each ask once, in the order of the items: an order named by several items is sent once. */
export function distinctAsks(plans: ItemPlan[]): Ask[] {
	const asks = plans
		.flatMap(({ entries }) => entries)
		.filter((entry): entry is Ask => !isUnusable(entry));
	return [...new Map(asks.map((ask) => [ask.key, ask])).values()];
}

/** An exception from before the first request as a result. */
export function notSent(errorCode: ErrorCode, error: unknown): Failed {
	const { message, description } = error as Error & { description?: unknown };
	const sentences = [message, description].filter(
		(text) => typeof text === 'string' && text !== '',
	);
	return failed('notSent', errorCode, sentences.map(asSentence).join(' '));
}

const asSentence = (text: unknown) =>
	/[.!?]$/.test(String(text)) ? String(text) : `${String(text)}.`;
