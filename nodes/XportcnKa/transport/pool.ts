/**
 * Runs a task for every entry, at most `limit` at once, and returns the results in the order of the
 * entries. A task must not reject.
 */
export async function mapConcurrently<T, R>(
	entries: readonly T[],
	limit: number,
	task: (entry: T, index: number) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	const queue = entries.entries();
	const worker = async () => {
		for (const [index, entry] of queue) results[index] = await task(entry, index);
	};
	await Promise.all(Array.from({ length: Math.min(limit, entries.length) }, worker));
	return results;
}

/** Lets at most `limit` tasks run at once, in the order they come, wherever they come from. */
export function limiter(limit: number): <R>(task: () => Promise<R>) => Promise<R> {
	const waiting: Array<() => void> = [];
	let running = 0;

	return async (task) => {
		if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
		else running += 1;
		try {
			return await task();
		} finally {
			// a place that is handed on stays taken
			const next = waiting.shift();
			if (next) next();
			else running -= 1;
		}
	};
}
