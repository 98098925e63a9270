import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { failed } from '../outcome/outcome';
import type { ErrorCode } from '../outcome/errorCodes';
import type { Failed } from '../outcome/outcome';
import type { Operation, Prepared, Task } from './operation';

/** What one input item asks for, and how it wants to see the results. */
export interface ItemPlan {
	entries: Array<Prepared<Task>>;
	simplify: Operation['simplify'];
}

/**
 * Reads everything one item says, before the first request: nothing may throw after it. An item
 * that cannot be read is a plan with one invalid task, not an exception.
 */
export async function planItem(
	context: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
): Promise<ItemPlan> {
	try {
		const entries = await operation.prepare(context, itemIndex);
		const isSimple =
			operation.simplify !== undefined &&
			context.getNodeParameter('simplify', itemIndex, true) !== false;
		return { entries, simplify: isSimple ? operation.simplify : undefined };
	} catch (error) {
		const identity = identityOf(context, operation, itemIndex);
		return { entries: [invalidTask('INVALID_INPUT', error, identity)], simplify: undefined };
	}
}

export const invalidTask = (errorCode: ErrorCode, error: unknown, identity: IDataObject = {}) => ({
	identity,
	failure: notSent(errorCode, error),
});

/** What an item that cannot be read is recognised by, as far as that can be read. */
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
