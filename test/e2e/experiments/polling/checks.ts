import { countsOf } from '../../../harness/counts';
import type { Checks } from '../checks';

/** An execution that a poll started, or that tells of a poll that failed. */
export interface PolledExecution {
	id: string;
	status: string;
	/** What its items say, each as `<orderId> <event>`. */
	told: string[];
	/** Why the poll failed, if it did. */
	error: string | undefined;
}

/** What there is to judge by. */
export interface Evidence {
	/** What has happened in the world, each as `<orderId> <event>`. */
	happened: string[];
	executions: PolledExecution[];
}

/** What became of the changes. */
export interface Verdict {
	/** In no execution at all. */
	lost: string[];
	/** In more than one execution. */
	twice: string[];
	/** In executions and never happened. */
	invented: string[];
	/** Only in executions that n8n calls crashed: to be seen in its list, but not run to the end. */
	crashed: string[];
}

/** In: what happened. Out: what became of it. */
export function verdictOn({ happened, executions }: Evidence): Verdict {
	const counts = countsOf(executions.flatMap(({ told }) => told));
	const ended = new Set(
		executions.filter(({ status }) => status === 'success').flatMap(({ told }) => told),
	);
	const known = new Set(happened);
	return {
		lost: happened.filter((change) => !counts.has(change)),
		twice: [...counts].filter(([, count]) => count > 1).map(([change]) => change),
		invented: [...counts.keys()].filter((change) => !known.has(change)),
		crashed: happened.filter((change) => counts.has(change) && !ended.has(change)),
	};
}

/** Out: what is in the later verdict and was not in the earlier one. */
export function since(earlier: Verdict, later: Verdict): Verdict {
	const beyond = (name: keyof Verdict) => {
		const known = new Set(earlier[name]);
		return later[name].filter((change) => !known.has(change));
	};
	return {
		lost: beyond('lost'),
		twice: beyond('twice'),
		invented: beyond('invented'),
		crashed: beyond('crashed'),
	};
}

/** What must be so unless n8n is killed. */
export const POLL_CHECKS: Checks<Verdict> = {
	'every change started a run': ({ lost }) => expect(lost).toEqual([]),
	'none started two': ({ twice }) => expect(twice).toEqual([]),
	'no run tells of what did not happen': ({ invented }) => expect(invented).toEqual([]),
	'no run was cut off': ({ crashed }) => expect(crashed).toEqual([]),
};

/** How one kill ended. */
export type Cost = 'nothing' | 'told again' | 'lost' | 'left to a crashed run';

/** Out: what a kill has cost; the worst of it if several. */
export function costOf({ lost, twice, crashed }: Verdict): Cost {
	if (lost.length > 0) return 'lost';
	if (crashed.length > 0) return 'left to a crashed run';
	return twice.length > 0 ? 'told again' : 'nothing';
}
