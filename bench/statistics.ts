/** Out: the value in the middle; of an even number of values the mean of the two. */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	return Number.isInteger(middle)
		? (sorted[middle - 1] + sorted[middle]) / 2
		: sorted[Math.floor(middle)];
}

/** In: two numbers. Out: how many times the second the first is, `0.42 x`. */
export const ratio = (value: number, base: number): string => `${(value / base).toFixed(2)} x`;
