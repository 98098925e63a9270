/**
 * Does a task for every entry, in their order, at most `limit` at once. A task must not reject.
 */
export async function concurrently<T>(
	entries: readonly T[],
	limit: number,
	task: (entry: T, index: number) => Promise<void>,
): Promise<void> {
	const queue = entries.entries();
	const worker = async () => {
		for (const [index, entry] of queue) await task(entry, index);
	};
	await Promise.all(Array.from({ length: Math.min(limit, entries.length) }, worker));
}
