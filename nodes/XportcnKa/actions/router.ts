import { isToolType, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { hintFor } from '../outcome/hint';
import { itemFor } from '../outcome/items';
import { failed } from '../outcome/outcome';
import type { Failed, Result } from '../outcome/outcome';
import { mapConcurrently } from '../transport/pool';
import type { ChosenOperation } from './chosenOperation';
import { chooseOperation } from './chosenOperation';
import { isUnusable } from './operation';
import type { Ask } from './operation';
import { distinctAsks, notSent, planItem } from './plan';
import type { ItemPlan } from './plan';
import { openRun } from './run';
import type { Run } from './run';

/**
 * Runs the chosen operation over all input items: read every item, open the run, carry out each
 * distinct ask once, and hand its results to every item that asked for it.
 * @returns the items of Succeeded and of Failed
 * @throws NodeOperationError for a setting that is unusable, before anything was sent
 */
export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const chosen = chooseOperation(this);
	const plans = this.getInputData().map((_, itemIndex) => planItem(this, chosen, itemIndex));
	const results = await carryOut(this, chosen, distinctAsks(plans));
	return emit(this, chosen, plans, results);
}

/**
 * Carries out the asks. Under "Continue", a setting that is unusable fails every one of them instead
 * of throwing: n8n would pass the input items on through Succeeded.
 * @returns the results of each ask by its key
 */
async function carryOut(
	context: IExecuteFunctions,
	chosen: ChosenOperation,
	asks: Ask[],
): Promise<Map<string, Result[]>> {
	let run: Run;
	try {
		run = await openRun(context, chosen, asks);
	} catch (error) {
		if (!context.continueOnFail()) throw new NodeOperationError(context.getNode(), error as Error);
		return new Map(asks.map(({ key }) => [key, [notSent('INVALID_SETTING', error)]]));
	}

	const calls = chunks(asks, run.operation.asksPerCall?.(run.settings) ?? 1);
	const answers = await mapConcurrently(calls, run.settings.maxConcurrency, async (call) => {
		try {
			return await run.operation.execute(run, call);
		} catch (error) {
			const { message, stack } = error as Error;
			context.logger.error(`Xportcn KA stopped unexpectedly: ${message}`, { stack });
			return [];
		}
	});
	return new Map(
		calls.flatMap((call, callIndex) =>
			call.map(({ key }, index) => [key, answers[callIndex][index] ?? [UNEXPECTED]] as const),
		),
	);
}

/** Gives every item the results of what it asked for, on the output where each belongs. */
function emit(
	context: IExecuteFunctions,
	chosen: ChosenOperation,
	plans: ItemPlan[],
	results: Map<string, Result[]>,
): INodeExecutionData[][] {
	const succeededItems: INodeExecutionData[] = [];
	const failedItems: INodeExecutionData[] = [];
	const failures: Failed[] = [];

	for (const [itemIndex, { entries, simplify, alreadyPaidSucceeds }] of plans.entries()) {
		for (const entry of entries) {
			const entryResults = isUnusable(entry)
				? [entry.failure]
				: (results.get(entry.key) ?? [UNEXPECTED]);
			for (const result of entryResults) {
				const item = itemFor(result, entry.identity, chosen, itemIndex, simplify);
				if (
					result.outcome === 'succeeded' ||
					(result.outcome === 'alreadyPaid' && alreadyPaidSucceeds)
				) {
					succeededItems.push(item);
				} else {
					failedItems.push(item);
					failures.push(result);
				}
			}
		}
	}

	const hint = hintFor(failures);
	if (hint) context.addExecutionHints(hint);

	// an AI agent sees the first output only, and would read an empty one as success
	return isToolType(context.getNode().type)
		? [[...succeededItems, ...failedItems], []]
		: [succeededItems, failedItems];
}

/** Once something may have been sent nothing throws: a mistake of this node's own is `unknown`. */
const UNEXPECTED = failed(
	'unknown',
	'UNEXPECTED',
	"This node stopped unexpectedly, so it is not known what became of this. Look at it in Xportcn before you run this again, and report it with n8n's log.",
);

const chunks = <T>(entries: T[], size: number): T[][] =>
	Array.from({ length: Math.ceil(entries.length / size) }, (_, index) =>
		entries.slice(index * size, (index + 1) * size),
	);
