import Table from 'cli-table3';
import type { PushSummary } from '../../sandbox';
import { countsOf } from '../host/checks';
import { isTerminal } from '../host/colors';
import { seconds } from '../host/progress';
import type { Round } from './experiment';
import { runAgain } from './judge';

const ms = (value: number) => `${value.toFixed(1)} ms`;

/** In: a round. Out: a table of what happened. */
export function tableOf({ title, evidence, summary, heldBack, tookMs }: Round): string {
	const { messages, repeats, attempts, acknowledgedMs } = summary;
	const statuses = countsOf(evidence.executions.map(({ status }) => status));
	const table = new Table({ style: { head: [], border: isTerminal ? ['gray'] : [] } });
	table.push(
		[{ colSpan: 2, content: title }],
		['Messages, and repeats of them', `${messages}, ${repeats}`],
		['Tries to deliver', attempts],
		['  held back, n8n not being ready', heldBack],
		['All over after', seconds(tookMs)],
		['Executions', [...statuses].map(([status, count]) => `${status}: ${count}`).join('\n')],
		['  of a message that had one', runAgain(evidence)],
	);
	table.push(['Acknowledged after (p50, p99, most)', timesOf(acknowledgedMs)]);
	return table.toString();
}

function timesOf(times: PushSummary['acknowledgedMs']): string {
	return times ? [times.p50, times.p99, times.max].map(ms).join(', ') : 'none';
}

/** In: how n8n's own Webhook node took the same messages. Out: a line on it. */
export function peerLine({ messages, repeats, acknowledged, acknowledgedMs }: PushSummary): string {
	return `For comparison, n8n's own Webhook node: ${acknowledged} of ${messages + repeats} acknowledged at the first try, after ${timesOf(acknowledgedMs)}`;
}
