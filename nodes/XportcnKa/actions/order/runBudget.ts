import type { IExecuteFunctions } from 'n8n-workflow';

/** What one execution may still pay, under 'Maximum per Run (CNY)'. Amounts in fen. */
export interface RunBudget {
	/** Takes an amount out. False when it does not fit; then nothing fits any more. */
	reserve(fen: number): boolean;
	/** Gives an amount back: its request certainly never left. */
	release(fen: number): void;
}

/** What n8n keeps for this node as long as the execution lasts: over loops and an agent's calls. */
interface Spent {
	fen: number;
	isUsedUp: boolean;
}

/**
 * The budget of an execution. It is counted in n8n's node context, and each step of it is done at
 * once, without waiting, so that calls side by side cannot both take the last of it.
 * @param maximum fen
 * @param isRehearsal counts by itself, from what was spent so far: a dry run takes nothing out
 * @throws when this n8n keeps no context for the node
 */
export function openRunBudget(
	context: IExecuteFunctions,
	maximum: number,
	isRehearsal: boolean,
): RunBudget {
	const kept = context.getContext('node') as {
		paidInThisExecution?: Spent;
		rehearsedInThisExecution?: Spent;
	};
	const paid = (kept.paidInThisExecution ??= { fen: 0, isUsedUp: false });
	const spent = isRehearsal ? (kept.rehearsedInThisExecution ??= { ...paid }) : paid;
	return {
		reserve(fen) {
			if (spent.isUsedUp || spent.fen + fen > maximum) {
				spent.isUsedUp = true;
				return false;
			}
			spent.fen += fen;
			return true;
		},
		release(fen) {
			spent.fen -= fen;
		},
	};
}
