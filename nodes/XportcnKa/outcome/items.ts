import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { withoutErrorKey } from '../../shared/errorKey';
import type { Result } from './outcome';

/**
 * The item for one result, linked to the input item that asked.
 * @param identity what the ask named, whatever the answer calls it
 * @param asked the operation, and what its failed items carry where nothing was named
 * @param simplify cuts the vendor's fields down to the useful ones, if the user wants that
 */
export function itemFor(
	result: Result,
	identity: IDataObject,
	asked: { name: string; unnamed: IDataObject },
	itemIndex: number,
	simplify: (json: IDataObject) => IDataObject = (json) => json,
): INodeExecutionData {
	const { name: operation, unnamed } = asked;
	const pairedItem = { item: itemIndex };
	if (result.outcome === 'succeeded') {
		const { json, outcome, requestId } = result;
		return {
			json: { ...withoutErrorKey(simplify(json)), ...identity, outcome, operation, requestId },
			pairedItem,
		};
	}
	return { json: { ...unnamed, ...identity, ...result, operation }, pairedItem };
}
