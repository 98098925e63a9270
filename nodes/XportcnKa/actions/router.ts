import { isToolType, NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { secretMask } from '../../shared/secretMask';
import { isAboutCredential } from '../outcome/failure';
import { hintFor } from '../outcome/hint';
import { itemFor } from '../outcome/items';
import { failed, isFailed } from '../outcome/outcome';
import type { Failed, Result } from '../outcome/outcome';
import type { Attempt } from '../transport/httpResult';
import { createThrottle } from '../transport/throttle';
import { RETRY_LIMITS } from '../transport/retry';
import { openAccounts } from './accounts';
import type { Account } from './accounts';
import { isInvalid } from './operation';
import type { BoundTask, Operation, Prepared, ResultsByTask, Task } from './operation';
import { chooseOperation } from './resources';
import { readCommonSettings, readSettings } from './settings';
import { invalidTask, notSent, planItem } from './tasks';
import type { ItemPlan } from './tasks';

/**
 * Runs the chosen operation over all input items: read every item, open the accounts, do each distinct
 * task once, and hand its results to every item that asked for it.
 * @returns the items of Succeeded and of Failed
 * @throws NodeOperationError for a setting that cannot be used, before anything was sent; NodeApiError
 * when every request was refused for the credential
 */
export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const chosen = chooseOperation(this);
	if (!chosen.operation) return await refuseAll(this, chosen.name, undefined, chosen.error);

	const { name, operation } = chosen;
	let run: Run;
	try {
		run = await openRun(this, operation);
	} catch (error) {
		return await refuseAll(this, name, operation, error as Error);
	}
	const plans: ItemPlan[] = [];
	for (const itemIndex of this.getInputData().keys()) {
		const plan = await planItem(this, operation, itemIndex);
		plans.push(forAccount(plan, run.accountOf(itemIndex)));
	}
	const results = await runTasks(this, operation, bindTasks(operation, plans, run));
	const outputs = emit(this, name, plans, (entry) => results.get(entry.key) ?? [UNEXPECTED]);
	logIfCancelled(this, outputs);
	if (run.isAllRefused()) stopIfCredentialRefused(this, results);
	return outputs;
}

/** What a run is opened with. */
interface Run {
	settings: unknown;
	accountOf(itemIndex: number): Account;
	/** Whether Xportcn refused the credential with everything that it answered, and answered nothing else. */
	isAllRefused(): boolean;
}

/**
 * Checks the settings and the credential. Sends nothing.
 * @throws NodeOperationError or UserError naming what cannot be used
 */
async function openRun(context: IExecuteFunctions, operation: Operation): Promise<Run> {
	const { fixedInToolMode = [], properties } = operation;
	const fixed = properties.filter(({ name }) => fixedInToolMode.includes(name));
	const { common, settings } = readSettings(context, fixed, (reader) => ({
		common: readCommonSettings(reader),
		settings: operation.readSettings?.(reader),
	}));
	const cancelSignal = context.getExecutionCancelSignal();
	const throttle = createThrottle(common.maxConcurrency, RETRY_LIMITS.waitMs, cancelSignal);
	let isAllRefused = true;
	const onAttempt = (attempt: Attempt) => {
		isAllRefused &&= attempt.kind === 'answered' && isAboutCredential(attempt);
	};
	const { timeout } = common;
	return {
		settings,
		accountOf: await openAccounts(context, { timeout, throttle, onAttempt, mask: secretMask() }),
		isAllRefused: () => isAllRefused,
	};
}

/** The same order in two accounts is two tasks, and nothing is sent for an account that cannot be used. */
function forAccount({ entries, simplify }: ItemPlan, account: Account): ItemPlan {
	return {
		simplify,
		entries: entries.map((entry): Prepared<Task> => {
			if (isInvalid(entry)) return entry;
			if ('error' in account) return invalidTask('INVALID_INPUT', account.error, entry.identity);
			return { ...entry, key: `${account.client.accountId} ${entry.key}` };
		}),
	};
}

/** The tasks of all items, each key once, in the order of the items, with what they work with. */
function bindTasks(
	operation: Operation,
	plans: readonly ItemPlan[],
	{ settings, accountOf }: Run,
): Array<BoundTask<Task, unknown>> {
	const bound = new Map<string, BoundTask<Task, unknown>>();
	for (const [itemIndex, { entries }] of plans.entries()) {
		const account = accountOf(itemIndex);
		if ('error' in account) continue;
		for (const entry of entries) {
			if (isInvalid(entry)) continue;
			const first = bound.get(entry.key);
			if (!first) {
				bound.set(entry.key, { task: entry, context: { client: account.client, settings } });
			} else if (operation.merge) {
				bound.set(entry.key, { ...first, task: operation.merge(first.task, entry) });
			}
		}
	}
	return [...bound.values()];
}

/** Does the tasks. Once something may have been sent nothing throws. */
async function runTasks(
	context: IExecuteFunctions,
	operation: Operation,
	tasks: Array<BoundTask<Task, unknown>>,
): Promise<ResultsByTask> {
	const orNothing = async <R>(work: () => Promise<R>, nothing: R): Promise<R> => {
		try {
			return await work();
		} catch (error) {
			const { message, stack } = error as Error;
			context.logger.error(`Xportcn KA stopped unexpectedly: ${message}`, { stack });
			return nothing;
		}
	};
	if (operation.executeAll) {
		const executeAll = operation.executeAll.bind(operation);
		return await orNothing(async () => await executeAll(tasks, context), new Map());
	}
	const results = await Promise.all(
		tasks.map(
			async ({ task, context: taskContext }) =>
				[
					task.key,
					await orNothing(
						async () => (await operation.execute?.(taskContext, task)) ?? [UNEXPECTED],
						[UNEXPECTED],
					),
				] as const,
		),
	);
	return new Map(results);
}

/** Gives every item the results of what it asked for, on the output where each belongs. */
function emit(
	context: IExecuteFunctions,
	operation: string,
	plans: readonly ItemPlan[],
	resultsOf: (task: Task) => Result[],
): INodeExecutionData[][] {
	const succeededItems: INodeExecutionData[] = [];
	const failedItems: INodeExecutionData[] = [];
	const failures: Failed[] = [];

	for (const [itemIndex, { entries, simplify }] of plans.entries()) {
		for (const entry of entries) {
			const { identity } = entry;
			const results = isInvalid(entry) ? [entry.failure] : resultsOf(entry);
			for (const result of results) {
				const item = itemFor(result, { operation, identity, itemIndex, simplify });
				if (!isFailed(result) || result.isOnSucceeded) {
					succeededItems.push(item);
				} else {
					failedItems.push(item);
					failures.push(result);
				}
			}
		}
	}

	const { name } = context.getNode();
	const isTool = isToolType(context.getNode().type);
	const hint = hintFor(failures, isTool || context.getChildNodes(name).length > 0);
	if (hint) context.addExecutionHints(hint);

	// an AI agent sees the first output only, and would read an empty one as success
	return isTool ? [[...succeededItems, ...failedItems], []] : [succeededItems, failedItems];
}

/**
 * Nothing can be sent. Under "Continue" and as a tool every item comes out of Failed instead of an
 * exception: n8n would pass the input items on through Succeeded, and tell an agent nothing.
 * @throws NodeOperationError otherwise
 */
async function refuseAll(
	context: IExecuteFunctions,
	name: string,
	operation: Operation | undefined,
	error: Error,
): Promise<INodeExecutionData[][]> {
	if (!context.continueOnFail() && !isToolType(context.getNode().type)) {
		throw error instanceof NodeOperationError
			? error
			: new NodeOperationError(context.getNode(), error);
	}
	const refusal = notSent('INVALID_SETTING', error);
	const nothing: ItemPlan = {
		entries: [{ identity: {}, failure: refusal }],
		simplify: undefined,
	};
	const plans: ItemPlan[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		plans.push(operation ? await planItem(context, operation, itemIndex) : nothing);
	}
	return emit(context, name, plans, () => [refusal]);
}

/** n8n drops the items of a node that was stopped, so what was sent is written to its log. */
function logIfCancelled(context: IExecuteFunctions, outputs: INodeExecutionData[][]): void {
	if (!context.getExecutionCancelSignal()?.aborted) return;
	const sent = outputs
		.flat()
		.map(({ json }) => json)
		.filter(({ outcome }) => outcome !== 'notSent')
		.map(
			({ orderId, outOrderId, outcome }) =>
				`${String(orderId ?? outOrderId ?? 'no number')} ${String(outcome)}`,
		);
	if (sent.length === 0) return;
	context.logger.warn(`Xportcn KA was stopped. What it had sent: ${[...new Set(sent)].join(', ')}`);
}

/**
 * A credential that Xportcn refuses turns the node red: nothing happened, nothing is unknown, and it
 * will be the same for every other item.
 * @throws NodeApiError saying what to do
 */
function stopIfCredentialRefused(context: IExecuteFunctions, results: ResultsByTask): void {
	if (context.continueOnFail() || isToolType(context.getNode().type)) return;
	const all = [...results.values()].flat();
	const refusals = all.filter(
		(result): result is Failed => isFailed(result) && result.isAboutCredential === true,
	);
	if (refusals.length === 0 || refusals.length < all.length) return;
	const [{ errorMessage, httpStatus }] = refusals;
	throw new NodeApiError(
		context.getNode(),
		{ message: errorMessage },
		{
			message: 'Xportcn refused the credential, so nothing was done',
			description: errorMessage,
			httpCode: String(httpStatus),
		},
	);
}

/** A mistake of this node's own: it is not known what became of the task. */
const UNEXPECTED = failed(
	'unknown',
	'UNEXPECTED',
	"This node stopped unexpectedly, so it is not known what became of this. Look at it in Xportcn before you run this again, and report it with n8n's log.",
);
