import type { Push } from '../../sandbox';
import type { Check } from '../host/checks';
import { countsOf } from '../host/checks';

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

/** In: what happened. Out: everything that has to be so, and whether it is. */
export function judge({ pushes, executions, meanwhile }: Evidence): Check[] {
	const messages = [...new Set(pushes.map(keyOf))];
	const counts = countsOf(executions.flatMap(({ message }) => message ?? []));
	const withoutData = executions.filter(({ message }) => message === undefined).length;
	const missing = messages.filter((message) => !counts.has(message));
	const known = new Set(messages);
	const killed = meanwhile === 'kill';
	return [
		{
			what: 'every message was acknowledged',
			problems: pushes
				.filter(({ state }) => state !== 'acknowledged')
				.map(({ id, state }) => `push ${id}: ${state}`),
		},
		{
			what: 'no message was lost: each started an execution',
			// an execution whose data is gone stands for one message, whichever it was
			problems: missing.length > withoutData ? missing.map((message) => `${message}: none`) : [],
		},
		{
			what: killed
				? 'nothing else started one'
				: 'each message started exactly one execution, and nothing else did',
			problems: [
				...[...counts]
					.filter(([message, count]) => !killed && known.has(message) && count > 1)
					.map(([message, count]) => `${message}: ${count}`),
				...[...counts.keys()]
					.filter((message) => !known.has(message))
					.map((message) => `${message}: was never pushed`),
				...(meanwhile !== 'none' || withoutData === 0
					? []
					: [`${withoutData} executions without data`]),
			],
		},
	];
}

/** Out: how many executions there are beyond one for each message. */
export function runAgain({ executions }: Evidence): number {
	const told = executions.flatMap(({ message }) => message ?? []);
	return told.length - new Set(told).size;
}
