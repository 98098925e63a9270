import type { IExecuteFunctions } from 'n8n-workflow';

import { failed, isFailed } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import type { XportcnClient } from '../../transport/client';

/** The orders that an execution has given to its items as new ones. */
export interface NewOrders {
	/** Whether an item has got this order already. */
	has(client: XportcnClient, orderId: string): boolean;
	/** Gives the orders in the results of a purchase to it. One that another purchase has got `differs`. */
	give(client: XportcnClient, results: Result[]): Result[];
}

/** Over the loops and the agent's calls of one execution: kept in n8n's node context. */
export function openNewOrders(context: IExecuteFunctions): NewOrders {
	const kept = context.getContext('node') as {
		createdInThisExecution?: Record<string, Record<string, true>>;
	};
	const byServer = (kept.createdInThisExecution ??= {});
	const ordersAt = ({ baseUrl }: XportcnClient) => (byServer[baseUrl] ??= {});
	return {
		has: (client, orderId) => orderId in ordersAt(client),
		give(client, results) {
			const orders = ordersAt(client);
			const newly = results.flatMap(({ outcome, json }) =>
				(outcome === 'succeeded' || outcome === 'differs') && json?.existing !== true
					? [String(json?.orderId)]
					: [],
			);
			const isGiven = newly.some((orderId) => orderId in orders);
			for (const orderId of newly) orders[orderId] = true;
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
