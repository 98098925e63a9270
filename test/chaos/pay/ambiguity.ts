import type { LoggedRequest } from '../../../sandbox';
import { TIMES } from '../faults';
import { noStatistics } from '../statistics';
import type { Statistics } from '../statistics';
import { orderIdsOf, paymentsOf } from './judge';
import type { PayCase } from './judge';

/**
 * How many payments of an execution had no clear answer although the order's details showed the order as
 * paid in the end, and how many of those the node settled. Only where it might look, and nothing
 * disturbed its looks.
 */
export function ambiguityOf({ scenario, world, execution, runs }: PayCase): Statistics {
	const statistics = noStatistics();
	const mayLook = scenario.options.verifyUnknown && !execution.cancelled;
	for (const { nodeRun } of mayLook ? runs : []) {
		const looks = nodeRun.requests.filter(({ operation }) => operation === 'get');
		if (looks.some(({ fault, verdict }) => fault !== null || verdict?.status === 429)) continue;
		const unclear = new Set(paymentsOf(nodeRun).flatMap(unclearOrders));
		for (const orderId of unclear) {
			if (world.sandbox.orders.get(orderId)?.payStatus !== 2) continue;
			const item = nodeRun.items.find(({ json }) => json.orderId === orderId);
			statistics.ambiguous += 1;
			if (item?.json.outcome === 'unknown') statistics.ambiguousUnknown += 1;
		}
	}
	return statistics;
}

/** The orders of a pay request that has no answer which tells what happened to them. */
function unclearOrders(payment: LoggedRequest): string[] {
	const { fault, verdict, startedAt, endedAt } = payment;
	switch (fault) {
		case 'reset':
		case 'hang':
		case 'html':
		case 'truncate':
		case 'broken':
		case 'halfWay':
		case 'successFalse':
			return orderIdsOf(payment);
		case 'status':
			return (verdict?.status ?? 0) >= 500 || verdict?.code === null ? orderIdsOf(payment) : [];
		case 'latency':
		case 'drip':
			return (endedAt ?? Infinity) - startedAt >= TIMES.timeout ? orderIdsOf(payment) : [];
		default:
			return [];
	}
}
