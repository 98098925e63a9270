import type { Push } from '../../../../sandbox';
import { countsOf } from '../../../harness/counts';
import type { Checks } from '../checks';

/** How n8n is ended and started again. */
export type Ending = 'restart' | 'kill';

/** What is done to n8n while messages come. */
export type Disturbance = 'none' | Ending;

/** An execution that a message started. */
export interface StartedExecution {
	id: string;
	status: string;
	/** The key of its message; undefined when n8n keeps no data of it (it was killed at once). */
	message: string | undefined;
}

/** What there is to judge by. */
export interface Evidence {
	pushes: Push[];
	executions: StartedExecution[];
	/**
	 * What was done to n8n while messages came. A message that it was recording just then is pushed
	 * again: after a restart its first execution may be one that was cut off and has no data, and
	 * after a kill one that ran.
	 */
	meanwhile: Disturbance;
}

/** What makes two pushes the same message, and tells it in an execution. */
export function keyOf(message: { messageType: string; messageBody: string }): string {
	return `${message.messageType} ${message.messageBody}`;
}

/** The messages that were pushed, each once; how often each started an execution; executions without data. */
function compare({ pushes, executions }: Evidence) {
	return {
		messages: [...new Set(pushes.map(keyOf))],
		counts: countsOf(executions.flatMap(({ message }) => message ?? [])),
		withoutData: executions.filter(({ message }) => message === undefined).length,
	};
}

const ALWAYS: Checks<Evidence> = {
	'every message was acknowledged': ({ pushes }) =>
		expect(pushes.filter(({ state }) => state !== 'acknowledged')).toEqual([]),
	'no message was lost: each started an execution': (evidence) => {
		const { messages, counts, withoutData } = compare(evidence);
		const missing = messages.filter((message) => !counts.has(message));
		// an execution whose data is gone stands for one message, whichever it was
		expect(missing.slice(withoutData)).toEqual([]);
	},
	'nothing else started one': (evidence) => {
		const { messages, counts } = compare(evidence);
		const known = new Set(messages);
		expect([...counts.keys()].filter((message) => !known.has(message))).toEqual([]);
	},
};

/** Whether a try reached n8n and got no answer: n8n ended while it recorded the run. */
const isCutOff = ({ status, problem }: Push['attempts'][number]) =>
	status === null && problem !== 'ECONNREFUSED';

const UNLESS_KILLED: Checks<Evidence> = {
	'each message started exactly one execution': (evidence) => {
		const { messages, counts } = compare(evidence);
		// docs/trigger.md, "When a message can start a second run"
		const cutOff = new Set(
			evidence.meanwhile === 'restart'
				? evidence.pushes.filter(({ attempts }) => attempts.some(isCutOff)).map(keyOf)
				: [],
		);
		const isTwice = (message: string) => (counts.get(message) ?? 0) > 1 && !cutOff.has(message);
		expect(messages.filter(isTwice)).toEqual([]);
	},
};

const UNDISTURBED: Checks<Evidence> = {
	'n8n has the data of all of them': (evidence) => expect(compare(evidence).withoutData).toBe(0),
};

/** Everything that has to be so after a round, by what was done to n8n while messages came. */
export const checksOf = (meanwhile: Disturbance): Checks<Evidence> => ({
	...ALWAYS,
	...(meanwhile === 'kill' ? {} : UNLESS_KILLED),
	...(meanwhile === 'none' ? UNDISTURBED : {}),
});

/** Out: how many executions there are beyond one for each message. */
export function runAgain({ executions }: Evidence): number {
	const told = executions.flatMap(({ message }) => message ?? []);
	return told.length - new Set(told).size;
}
