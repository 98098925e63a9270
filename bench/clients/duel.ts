import type { Program } from './contender';
import type { Cell, Result } from './race';
import { race } from './race';
import { median } from '../statistics';

/** The node on the engine beside the floor, under the same conditions. */
export interface Duel {
	cell: Cell;
	engine: Result;
	raw: Result;
	/** Engine by raw, wall time: of each pair of runs, and the one in the middle. */
	wallRatios: number[];
}

/** Short races are repeated. */
const REPEATED_UP_TO_ORDERS = 10_000;
const REPEATS = 3;

function middleOf(results: Result[]): Result {
	const middle = (field: 'wallMs' | 'cpuMs' | 'peakBytes') =>
		median(results.map(({ cost }) => cost[field]));
	const cost = { wallMs: middle('wallMs'), cpuMs: middle('cpuMs'), peakBytes: middle('peakBytes') };
	return { ...results[0], cost };
}

/** Lets both pay in turn, several times where that is short; who begins changes. */
export async function duel(cell: Cell): Promise<Duel> {
	const repeats = cell.orders > REPEATED_UP_TO_ORDERS ? 1 : REPEATS;
	const results: Record<Program, Result[]> = { engine: [], raw: [] };
	for (let turn = 0; turn < repeats; turn++) {
		const order: [Program, Program] = turn % 2 === 0 ? ['raw', 'engine'] : ['engine', 'raw'];
		for (const program of order) results[program].push(await race(program, cell));
	}
	const { engine, raw } = results;
	return {
		cell,
		engine: middleOf(engine),
		raw: middleOf(raw),
		wallRatios: engine.map(({ cost }, turn) => cost.wallMs / raw[turn].cost.wallMs),
	};
}
