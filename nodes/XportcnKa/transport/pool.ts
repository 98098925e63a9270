/**
 * Runs a task for every entry, at most `limit` at once, and returns the results in the order of the
 * entries. A task must not reject.
 */
export async function mapConcurrently<T, R>(
	entries: readonly T[],
	limit: number,
	task: (entry: T) => Promise<R>,
): Promise<R[]> {
	const results = new Array<R>(entries.length);
	const queue = entries.entries();
	const worker = async () => {
		for (const [index, entry] of queue) results[index] = await task(entry);
	};
	await Promise.all(Array.from({ length: Math.min(limit, entries.length) }, worker));
	return results;
}
