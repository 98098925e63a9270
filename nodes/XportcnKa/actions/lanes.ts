/** Runs tasks, so many at once, each when its turn comes. */
export type Lanes = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * Lanes for tasks that are not all there from the beginning.
 * @param count how many tasks run at once
 */
export function createLanes(count: number): Lanes {
	const waiting: Array<() => void> = [];
	let free = count;
	return async (task) => {
		if (free > 0) free -= 1;
		else await new Promise<void>((resolve) => waiting.push(resolve));
		try {
			return await task();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else free += 1;
		}
	};
}
