import type { Cell } from './race';
import { mostlyWaits } from './duel';

const ORDERS = [1_000, 10_000, 100_000];
const TYPICAL_MS = 30;
const LATENCIES_MS = [0, TYPICAL_MS, 200];
const CONCURRENCIES = [1, 4];
/** The node's. */
export const DEFAULTS = { batchSize: 10, maxConcurrency: 4 };
/** So many orders one request after the other, or in n8n with long answers, are hours of waiting. */
const ONLY_AT_DEFAULT = 100_000;

/** What is to be measured. */
export interface Matrix {
	/** One after the other. */
	engine: Cell[];
	/** All at the same time, for they only wait. */
	waiting: Cell[];
	n8n: Array<{ orders: number; latencyMs: number }>;
	/** Sizes at which the live memory is weighed. */
	weights: number[];
}

/** In: whether only what takes minutes. */
export function matrixOf(quick: boolean): Matrix {
	const sizes = quick ? ORDERS.slice(0, 1) : ORDERS;
	const latencies = quick ? [TYPICAL_MS] : LATENCIES_MS;
	const conditions = sizes.flatMap((orders) =>
		latencies.map((latencyMs) => ({ orders, latencyMs })),
	);
	const cells: Cell[] = conditions.flatMap((each) =>
		CONCURRENCIES.filter(
			(maxConcurrency) =>
				each.orders < ONLY_AT_DEFAULT || maxConcurrency === DEFAULTS.maxConcurrency,
		).map((maxConcurrency) => ({ ...each, ...DEFAULTS, maxConcurrency })),
	);
	return {
		engine: cells.filter((cell) => !mostlyWaits(cell)),
		waiting: cells.filter(mostlyWaits),
		n8n: conditions.filter(
			({ orders, latencyMs }) => orders < ONLY_AT_DEFAULT || latencyMs === TYPICAL_MS,
		),
		weights: sizes,
	};
}
