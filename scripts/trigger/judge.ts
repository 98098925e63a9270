import type { Push } from '../../sandbox';
import type { Check } from '../host/checks';
import { countsOf } from '../host/checks';

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
	/** Whether n8n was killed meanwhile: a repeat of what came just before may run again then. */
	killed: boolean;
}

/** What makes two pushes the same message, and tells it in an execution. */
export function keyOf(message: { messageType: string; messageBody: string }): string {
	return `${message.messageType} ${message.messageBody}`;
}

/** In: what happened. Out: everything that has to be so, and whether it is. */
export function judge({ pushes, executions, killed }: Evidence): Check[] {
	const messages = [...new Set(pushes.map(keyOf))];
	const counts = countsOf(executions.flatMap(({ message }) => message ?? []));
	const withoutData = executions.filter(({ message }) => message === undefined).length;
	const missing = messages.filter((message) => !counts.has(message));
	const known = new Set(messages);
	return [
		{
			what: 'every message was acknowledged',
			problems: pushes
				.filter(({ state }) => state !== 'acknowledged')
				.map(({ id, state }) => `push ${id}: ${state}`),
		},
		{
			what: 'no message was lost: each started an execution',
			// an execution whose data went with a kill stands for one message, whichever it was
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
				...(killed || withoutData === 0 ? [] : [`${withoutData} executions without data`]),
			],
		},
	];
}

/** Out: how many executions there are beyond one for each message. */
export function runAgain({ executions }: Evidence): number {
	const told = executions.flatMap(({ message }) => message ?? []);
	return told.length - new Set(told).size;
}
