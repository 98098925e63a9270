import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { endpoints } from '../../shared/endpoints';
import type { Endpoint } from '../../shared/endpoints';
import { isEndpointPath } from './endpointPath';

/** The options that hold for a whole run. They are read once, from the first item. */
export interface RunSettings {
	/** Orders per pay request. */
	batchSize: number;
	/** Requests in flight at once. */
	maxConcurrency: number;
	/** Longest wait for one answer, ms. */
	timeout: number;
	/** Whether unclear outcomes are settled by reading the order. */
	verifyUnknown: boolean;
	/** How long to keep looking at what is unclear, ms. */
	verifyWait: number;
	/** Whether orders are read before they are paid, and paid only if clearly unpaid. */
	skipIfPaid: boolean;
	/** Path of the operation's own endpoint, when the user corrected it. */
	endpointPath: string | undefined;
	/** The endpoint that unclear payments are checked with. */
	orderDetails: Endpoint;
}

/** The same as in the descriptions of the options, where n8n's linter wants them written out. */
export const DEFAULTS = {
	batchSize: 10,
	maxConcurrency: 4,
	timeout: 30_000,
	verifyWait: 5_000,
} as const;

/** Upper bounds, as in the descriptions of the options. What Xportcn takes is not public. */
export const MAXIMA = {
	batchSize: 100,
	maxConcurrency: 50,
	timeout: 600_000,
	verifyWait: 600_000,
} as const;

/**
 * Reads and checks the options of a run.
 * @throws NodeOperationError naming the option that is unusable
 */
export function readSettings(context: IExecuteFunctions): RunSettings {
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;

	const wholeNumber = (name: keyof typeof DEFAULTS, label: string): number => {
		const max = MAXIMA[name];
		const value = options[name] ?? DEFAULTS[name];
		if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= max)
			return value;
		throw new NodeOperationError(
			context.getNode(),
			`'${label}' must be a whole number from 1 to ${max}`,
			{
				description: `It is ${JSON.stringify(value)} now. Change it under Options, or remove it there for ${DEFAULTS[name]}.`,
			},
		);
	};

	const path = (name: string, label: string): string | undefined => {
		const value = String(options[name] ?? '').trim();
		if (value === '') return undefined;
		if (isEndpointPath(value)) return value;
		throw new NodeOperationError(context.getNode(), `'${label}' is not a path`, {
			description: `It is ${JSON.stringify(value)} now. Start it with a slash and leave out the Base URL, for example ${endpoints['order.get'].path}.`,
		});
	};

	return {
		batchSize: wholeNumber('batchSize', 'Batch Size'),
		maxConcurrency: wholeNumber('maxConcurrency', 'Max Concurrency'),
		timeout: wholeNumber('timeout', 'Timeout'),
		verifyUnknown: options.verifyUnknown !== false,
		verifyWait: wholeNumber('verifyWait', 'Verify Wait'),
		skipIfPaid: options.skipIfPaid === true,
		endpointPath: path('endpointPath', 'Endpoint Path'),
		orderDetails: at(endpoints['order.get'], path('orderDetailsPath', 'Order Details Path')),
	};
}

/** An endpoint at the path the user gave, or where it is. */
export const at = (endpoint: Endpoint, path: string | undefined): Endpoint =>
	path === undefined ? endpoint : { ...endpoint, path };
