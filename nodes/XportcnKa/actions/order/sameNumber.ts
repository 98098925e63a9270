import { cnyToFen } from '../../../shared/money';
import { isFailed } from '../../outcome/outcome';
import type { Result } from '../../outcome/outcome';
import type { BoundTask } from '../operation';
import type { CreateTask } from './createTask';
import type { ExistingOrder } from './existingResults';

/** What earlier items of the run with the same number have created. */
export interface Earlier {
	/** By their numbers. */
	orders: Map<string, ExistingOrder>;
	isUnclear: boolean;
	/** Whether one of them would have created its order, but for a dry run. */
	isRehearsed: boolean;
}

/** Nothing has happened yet. */
export const nothingEarlier = (): Earlier => ({
	orders: new Map(),
	isUnclear: false,
	isRehearsed: false,
});

/** Adds what became of one item. */
export function remember(earlier: Earlier, results: Result[]): void {
	earlier.isUnclear ||= results.some(({ outcome }) => outcome === 'unknown');
	earlier.isRehearsed ||= results.some(
		(result) => isFailed(result) && result.errorCode === 'DRY_RUN',
	);
	for (const { outcome, json = {}, requestId } of results) {
		if (outcome !== 'succeeded' && outcome !== 'differs') continue;
		// items after the first have got the same orders
		const orderId = String(json.orderId);
		if (earlier.orders.has(orderId)) continue;
		earlier.orders.set(orderId, { json, fen: cnyToFen(json.totalCny), requestId });
	}
}

/** The tasks that are done one after the other: those with the same number, if it has to be one order. */
export function groupsOf<S>(
	tasks: ReadonlyArray<BoundTask<CreateTask, S>>,
): Array<Array<BoundTask<CreateTask, S>>> {
	const groups = new Map<unknown, Array<BoundTask<CreateTask, S>>>();
	// a number in two accounts is two orders
	const numberOf = ({ task, context: { client } }: BoundTask<CreateTask, S>) =>
		JSON.stringify([client.accountId, task.purchase.outOrderId]);
	const guarded = new Set(
		tasks.filter(({ task }) => task.ifExists !== 'createAnother').map(numberOf),
	);
	for (const bound of tasks) {
		const number = numberOf(bound);
		const key = guarded.has(number) ? number : bound;
		groups.set(key, [...(groups.get(key) ?? []), bound]);
	}
	return [...groups.values()];
}

/** Whether no other item of the run has the same number: two lost orders could not be told apart. */
export const isAlone = (
	{ purchase, key }: CreateTask,
	tasks: ReadonlyArray<BoundTask<CreateTask, unknown>>,
): boolean =>
	!tasks.some(({ task }) => task.key !== key && task.purchase.outOrderId === purchase.outOrderId);
