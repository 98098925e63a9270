/** Out: how often each value is there. */
export function countsOf(values: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}

/** Out: each count with its value, a line for each: `12 Succeeded: succeeded`. */
export function tally(values: readonly string[]): string {
	return [...countsOf(values)].map(([value, count]) => `${count} ${value}`).join('\n') || 'none';
}
