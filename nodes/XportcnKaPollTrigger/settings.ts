import { NodeOperationError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IDataObject, IPollFunctions } from 'n8n-workflow';

import { accountIdOf, readKeys } from '../../credentials/signing';
import { digestOf } from '../shared/digest';
import { isEmpty, isObject } from '../shared/json';
import {
	filtersProperty,
	MORE_FILTERS,
	readFilters,
} from '../XportcnKa/actions/order/orderFilters';
import { hasExpression, objectValue } from '../XportcnKa/actions/parameters';
import { isWatchedEvent } from './events';
import type { WatchedEvent } from './events';

/** What a poll is to look for. */
export interface Settings {
	watched: WatchedEvent[];
	/** Fields of the list's request. */
	filters: IDataObject;
	/** The filters as they are written if they have an expression: that may change with every poll. */
	writtenFilters: IDataObject;
	isSimple: boolean;
}

/**
 * Reads the parameters. Sends nothing.
 * @throws NodeOperationError naming the parameter that cannot be used
 */
export function readSettings(context: IPollFunctions): Settings {
	const filters = filtersOf(context);
	const written = context.getNode().parameters.filters as IDataObject;
	return {
		watched: watchedOf(context),
		filters,
		writtenFilters: hasExpression(written) ? written : filters,
		isSimple: context.getNodeParameter('simplify', true) !== false,
	};
}

function watchedOf(context: IPollFunctions): WatchedEvent[] {
	// an expression may give a single text, or nothing
	const events = [context.getNodeParameter('events', [])].flat() as unknown[];
	if (events.length > 0 && events.every(isWatchedEvent)) return events;
	throw new NodeOperationError(
		context.getNode(),
		events.length === 0
			? "'Trigger On' is empty, so nothing would ever start this workflow"
			: "'Trigger On' has a value that is not in its list",
		{ description: "Choose one or more events in 'Trigger On'." },
	);
}

function filtersOf(context: IPollFunctions): IDataObject {
	const given = context.getNodeParameter('filters', {}) as IDataObject;
	refuseEmptyExpressions(context, context.getNode().parameters.filters, given);
	return readFilters(context, undefined, given);
}

/**
 * A filter that is meant and gives nothing would let all orders in, and every one of them would be
 * taken for new.
 * @throws NodeOperationError naming the filter
 */
function refuseEmptyExpressions(context: IPollFunctions, written: unknown, given: IDataObject) {
	if (!isObject(written)) return;
	for (const [name, value] of Object.entries(written)) {
		if (!hasExpression(value) || !givesNothing(context, name, given[name])) continue;
		const label = filtersProperty.options?.find((option) => option.name === name);
		throw new NodeOperationError(
			context.getNode(),
			`'${label && 'displayName' in label ? label.displayName : name}' in Filters is an expression that gives nothing`,
			{
				description:
					'Without this filter all orders would be taken for new. Correct the expression, or remove the filter.',
			},
		);
	}
}

const givesNothing = (context: IPollFunctions, name: string, value: unknown): boolean => {
	if (name !== 'more') return isEmpty(value);
	const fields = objectValue(context, undefined, MORE_FILTERS, value);
	return isEmpty(fields) || Object.values(fields ?? {}).some(isEmpty);
};

const SUBJECT_LENGTH = 12;

/**
 * What a memory is about: another account or other filters have another memory. A new access key of
 * the same user is the same account.
 */
export function subjectOf(
	credential: ICredentialDataDecryptedObject,
	{ writtenFilters }: Settings,
): string {
	const filters = Object.entries(writtenFilters).sort(([one], [other]) => (one < other ? -1 : 1));
	return digestOf(JSON.stringify([accountIdOf(readKeys(credential)), filters]), SUBJECT_LENGTH);
}
