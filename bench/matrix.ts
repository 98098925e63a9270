import type { Cell, Limits } from './clients/race';

const ORDERS = [1_000, 10_000, 100_000];
const TYPICAL_MS = 30;
const LATENCIES_MS = [0, TYPICAL_MS];
/** The node's. */
export const DEFAULTS: Limits = { batchSize: 10, maxConcurrency: 16 };
/** The node begins with as many as the smaller one, and does not get above it. */
const CONCURRENCIES = [4, DEFAULTS.maxConcurrency];
/** So many orders at less than the default are minutes of waiting. */
const ONLY_AT_DEFAULT = 100_000;

/** What is to be measured. */
export interface Matrix {
	engine: Cell[];
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
		engine: cells,
		n8n: conditions.filter(
			({ orders, latencyMs }) => orders < ONLY_AT_DEFAULT || latencyMs === TYPICAL_MS,
		),
		weights: sizes,
	};
}
