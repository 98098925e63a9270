import { colors } from './colors';

const SHOWN_PROBLEMS = 5;

/** One thing that has to be so. */
export interface Check {
	what: string;
	/** Why it is not so, in words; empty if it is. */
	problems: string[];
}

/** Out: whether everything is as it has to be. */
export function allHold(checks: Check[]): boolean {
	return checks.every(({ problems }) => problems.length === 0);
}

/** Out: how often each value is there. */
export function countsOf(values: string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}

/** In: what is there, what should be. Out: for each id that is not there exactly once, why. */
export function notOnce(found: string[], expected: string[], noun: string): string[] {
	const counts = countsOf(found);
	const known = new Set(expected);
	const foreign = [...counts.keys()].filter((id) => !known.has(id));
	return [
		...expected
			.filter((id) => counts.get(id) !== 1)
			.map((id) => `${id}: ${noun}: ${counts.get(id) ?? 0}`),
		...foreign.map((id) => `${id}: nobody asked for it`),
	];
}

/** In: the checks. Out: a line for each, with the first problems below it. */
export function checkLines(checks: Check[]): string {
	return checks
		.flatMap(({ what, problems }) => {
			if (problems.length === 0) return [`${colors.green('yes')}  ${what}`];
			const shown = problems.slice(0, SHOWN_PROBLEMS).map((problem) => `     ${problem}`);
			const more = problems.length - shown.length;
			const rest = more > 0 ? [`     and ${more} more`] : [];
			return [colors.red(`NO   ${what}`), ...shown, ...rest];
		})
		.join('\n');
}
