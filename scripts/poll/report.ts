import type { Check } from '../host/checks';
import { countsOf } from '../host/checks';
import type { Cost, Verdict } from './judge';

/** Out: what must never be, as checks. */
export const nothingLostOrTwice = ({ lost, twice, invented, crashed }: Verdict): Check[] => [
	{ what: 'every change started a run', problems: lost },
	{ what: 'none started two', problems: twice },
	{ what: 'no run tells of what did not happen', problems: invented },
	{ what: 'no run was cut off', problems: crashed },
];

/** In: what each kill has cost. Out: a line on it. */
export function costLine(costs: readonly Cost[]): string {
	const counts = [...countsOf([...costs])].map(([cost, count]) => `${cost}: ${count}`);
	return `${costs.length} kills right behind a poll that found something. Cost: ${counts.join(', ')}`;
}
