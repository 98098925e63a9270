import type { Arena, Conditions, Traffic } from '../arena';
import { demandOneDebitEach, openArena } from '../arena';
import type { Program } from './contender';
import { payWith } from './contender';
import type { Cost, Task } from './payer';

/** What a client is let do. */
export interface Limits {
	/** Requests that may wait for an answer at once. */
	maxConcurrency: number;
	/** Orders per request. */
	batchSize: number;
}

/** The conditions of one race, and the limits of who runs it. */
export interface Cell extends Conditions, Limits {}

/** What a contender did in a race. */
export interface Result extends Traffic {
	cost: Cost;
}

/**
 * Lets a program pay in an arena, after it has warmed up there.
 * Out: what it cost, and the orders that it says are paid.
 */
export async function payInArena(
	program: Program,
	{ maxConcurrency, batchSize }: Limits,
	{ credential, orderIds, spare, begin }: Arena,
	weigh = false,
): Promise<{ cost: Cost; paid: string[] }> {
	const data = credential.data as Task['credential'];
	const task = { credential: data, orderIds, batchSize, maxConcurrency, weigh };
	return await payWith(program, { ...task, orderIds: spare, weigh: false }, () => {
		begin();
		return task;
	});
}

/** Lets one program pay under these conditions. Throws when it did not pay each order once. */
export async function race(program: Program, cell: Cell, weigh = false): Promise<Result> {
	const arena = await openArena(cell);
	try {
		const { cost, paid } = await payInArena(program, cell, arena, weigh);
		demandOneDebitEach(program, arena.sandbox, arena.orderIds);
		if (paid.length !== cell.orders) {
			throw new Error(`${program} says that ${paid.length} of ${cell.orders} are paid`);
		}
		return { cost, ...arena.traffic() };
	} finally {
		await arena.close();
	}
}
