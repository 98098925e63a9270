import type { Program } from './contender';
import type { Cell, Result } from './race';
import { race } from './race';
import { median } from './statistics';

/** The node on the engine beside the floor, under the same conditions. */
export interface Duel {
	cell: Cell;
	engine: Result;
	raw: Result;
	/** Engine by raw, wall time: of each pair of runs, and the one in the middle. */
	wallRatios: number[];
}

/** From this latency on both mostly wait, so that they can run at the same time. */
const WAITING_MS = 200;
/** Short races are repeated. */
const REPEATED_UP_TO_ORDERS = 10_000;
const REPEATS = 3;

/** Whether races under these conditions leave the machine idle, so that many can run at once. */
export const mostlyWaits = ({ latencyMs }: Cell): boolean => latencyMs >= WAITING_MS;

function middleOf(results: Result[]): Result {
	const middle = (field: 'wallMs' | 'cpuMs' | 'peakBytes') =>
		median(results.map(({ cost }) => cost[field]));
	const cost = { wallMs: middle('wallMs'), cpuMs: middle('cpuMs'), peakBytes: middle('peakBytes') };
	return { ...results[0], cost };
}

async function pair(cell: Cell, first: Program, second: Program) {
	if (mostlyWaits(cell)) return await Promise.all([race(first, cell), race(second, cell)]);
	return [await race(first, cell), await race(second, cell)];
}

/** Lets both pay in turn, several times where that is short; who begins changes. */
export async function duel(cell: Cell): Promise<Duel> {
	const repeats = mostlyWaits(cell) || cell.orders > REPEATED_UP_TO_ORDERS ? 1 : REPEATS;
	const results: Record<Program, Result[]> = { engine: [], raw: [] };
	for (let turn = 0; turn < repeats; turn++) {
		const order: [Program, Program] = turn % 2 === 0 ? ['raw', 'engine'] : ['engine', 'raw'];
		const [first, second] = await pair(cell, ...order);
		results[order[0]].push(first);
		results[order[1]].push(second);
	}
	const { engine, raw } = results;
	return {
		cell,
		engine: middleOf(engine),
		raw: middleOf(raw),
		wallRatios: engine.map(({ cost }, turn) => cost.wallMs / raw[turn].cost.wallMs),
	};
}
