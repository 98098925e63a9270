import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { withoutErrorKey } from '../../shared/errorKey';
import { without } from '../../shared/json';
import { isFailed } from './outcome';
import type { Result } from './outcome';

/** What an item says first, in the order in which a person looks for it. */
const FIRST = [
	...['check', 'verdict', 'whatToDo'],
	...['orderId', 'outOrderId', 'outcome', 'totalCny', 'statusText'],
];

/** Where an item comes from, besides its result. */
export interface ItemSource {
	/** Internal name of the operation. */
	operation: string;
	/** What the task named, whatever the answer calls it. */
	identity: IDataObject;
	/** The input item that asked. */
	itemIndex: number;
	/** Cuts the vendor's fields down to the useful ones, if the user wants that. */
	simplify?: (json: IDataObject) => IDataObject;
}

/** The item for one result, linked to the input item that asked. */
export function itemFor(result: Result, source: ItemSource): INodeExecutionData {
	const json = isFailed(result) ? failedJson(result, source) : succeededJson(result, source);
	const isAboutOrder = isFailed(result) || json.orderId !== undefined;
	return {
		json: isAboutOrder ? inReadingOrder(json) : json,
		pairedItem: { item: source.itemIndex },
	};
}

function succeededJson(
	{ json, outcome, requestId }: Extract<Result, { outcome: 'succeeded' }>,
	{ identity, operation, simplify = (fields) => fields }: ItemSource,
): IDataObject {
	return {
		...carried(identity),
		...withoutErrorKey(simplify(json)),
		...named(identity),
		outcome,
		operation,
		requestId,
	};
}

function failedJson(
	result: Exclude<Result, { outcome: 'succeeded' }>,
	{ identity, operation }: ItemSource,
): IDataObject {
	const { outcome, errorCode, errorMessage, failedReason, httpStatus, requestId, retryable } =
		result;
	const own = { outcome, errorCode, errorMessage, failedReason, httpStatus, requestId, retryable };
	return {
		...identity,
		...own,
		...withoutErrorKey(result.json ?? {}),
		// nothing that came from outside may replace what this node says
		...named(identity),
		...own,
		operation,
	};
}

/** What was asked for keeps its name: an answer cannot rename an order. */
const named = (identity: IDataObject): IDataObject =>
	identity.totalCny === undefined ? identity : without(identity, 'totalCny');

/** The amount that came with the input item, for when the answer has no newer one. */
const carried = ({ totalCny }: IDataObject): IDataObject =>
	totalCny === undefined ? {} : { totalCny };

export function inReadingOrder(json: IDataObject): IDataObject {
	const ordered: IDataObject = {};
	for (const name of FIRST) if (json[name] !== undefined) ordered[name] = json[name];
	return Object.assign(ordered, json);
}
