import type { XportcnClient } from '../../transport/client';
import type { BoundTask } from '../operation';
import type { PaySettings } from './paySettings';
import type { PayTask } from './payTask';

export type BoundPayTask = BoundTask<PayTask, PaySettings>;

/** Orders of one account, so many per request, in the order of the input. */
export function batchesOf(tasks: readonly BoundPayTask[], settings: PaySettings): BoundPayTask[][] {
	const batches: BoundPayTask[][] = [];
	const open = new Map<XportcnClient, BoundPayTask[]>();
	let last: XportcnClient | undefined;
	for (const bound of tasks) {
		const { client } = bound.context;
		// the budget goes by the order of the input, also over several accounts
		if (settings.maximumPerRun !== undefined && last !== client) open.clear();
		last = client;
		const batch = open.get(client);
		if (batch && batch.length < settings.batchSize) {
			batch.push(bound);
			continue;
		}
		const next = [bound];
		open.set(client, next);
		batches.push(next);
	}
	return batches;
}
