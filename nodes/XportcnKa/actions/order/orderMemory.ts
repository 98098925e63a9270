import type { IExecuteFunctions } from 'n8n-workflow';

import type { XportcnClient } from '../../transport/client';

/** What an execution knows of orders. Each step is done at once, without waiting. */
export interface OrderMemory<T> {
	get(client: XportcnClient, orderId: string): T | undefined;
	set(client: XportcnClient, orderId: string, known: T): void;
	forget(client: XportcnClient, orderId: string): void;
}

/**
 * A memory of orders over the loops and the agent's calls of one execution: kept in n8n's node context.
 * @param name of the memory in that context
 */
export function openOrderMemory<T>(context: IExecuteFunctions, name: string): OrderMemory<T> {
	const kept = context.getContext('node') as Record<string, Record<string, Record<string, T>>>;
	const byServer = (kept[name] ??= {});
	const ordersAt = ({ server }: XportcnClient) => (byServer[server] ??= {});
	return {
		get: (client, orderId) => (ordersAt(client) as Partial<Record<string, T>>)[orderId],
		set(client, orderId, known) {
			ordersAt(client)[orderId] = known;
		},
		forget(client, orderId) {
			delete ordersAt(client)[orderId];
		},
	};
}
