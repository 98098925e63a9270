import type { IExecuteFunctions } from 'n8n-workflow';

import { parseOrderId } from '../../../shared/ids';
import { failed, isFailed } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import type { XportcnClient } from '../../transport/client';
import { openOrderMemory } from './orderMemory';

/** The orders that an execution has given to its items as new ones. */
export interface NewOrders {
	/** Whether an item has got this order already. */
	has(client: XportcnClient, orderId: string): boolean;
	/** Gives the orders in the results of a purchase to it. One that another purchase has got `differs`. */
	give(client: XportcnClient, results: Result[]): Result[];
}

/** Over the loops and the agent's calls of one execution. */
export function openNewOrders(context: IExecuteFunctions): NewOrders {
	const memory = openOrderMemory<'given'>(context, 'createdInThisExecution');
	const has = (client: XportcnClient, orderId: string) => memory.get(client, orderId) !== undefined;
	return {
		has,
		give(client, results) {
			// also those that may have been created: they are this purchase's, if anyone's
			const named = results.flatMap(({ json }) => parseOrderId(json?.orderId) ?? []);
			const isGiven = named.some((orderId) => has(client, orderId));
			for (const orderId of named) memory.set(client, orderId, 'given');
			return isGiven ? results.map(givenTwice) : results;
		},
	};
}

const givenTwice = (result: Result): Result =>
	isFailed(result) && result.outcome !== 'differs'
		? result
		: failed(
				'differs',
				'ORDER_COUNT_DIFFERS',
				'Xportcn gave this purchase an order that another item of this execution has got already. Look in Xportcn what was created before you pay.',
				{ requestId: result.requestId, json: result.json },
			);
