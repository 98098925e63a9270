import { failed } from '../../outcome/outcome';
import type { XportcnClient } from '../../transport/client';
import type { BoundTask } from '../operation';
import type { PaySettings } from './paySettings';
import { mergePayTasks } from './payTask';
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

/**
 * An order is one at its Xportcn, whichever user pays it: it goes to the account of the first item that
 * names it, and has to fit what every item says of it. Whoever else names it is told so.
 */
export function oneAccountEach(tasks: readonly BoundPayTask[]) {
	const toSend = new Map<string, BoundPayTask>();
	const elsewhere: BoundPayTask[] = [];
	for (const bound of tasks) {
		const order = `${bound.context.client.server} ${bound.task.orderId}`;
		const first = toSend.get(order);
		if (first) elsewhere.push(bound);
		toSend.set(order, first ? { ...first, task: mergePayTasks(first.task, bound.task) } : bound);
	}
	return { toSend: [...toSend.values()], elsewhere };
}

export const OTHER_ACCOUNT = failed(
	'notSent',
	'INVALID_INPUT',
	"Another item of this run names the same order for another 'User ID'. An order is sent once, for the first item that names it, so it was not sent for this one. Give each order to one account.",
);
