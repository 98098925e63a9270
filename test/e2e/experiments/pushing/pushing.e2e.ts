/**
 * The push trigger in a real n8n: under load, while n8n is restarted and while it is killed, and with
 * all messages repeated after each: `npm run e2e -- --only pushing`.
 */
import type { PushSummary } from '../../../../sandbox';
import { seconds as inSeconds } from '../../../../tools/n8n/progress';
import { tally } from '../../../harness/counts';
import { settingsOf } from '../settings';
import { showTable } from '../table';
import { checksOf, runAgain } from './checks';
import type { Disturbance } from './checks';
import type { Round } from './experiment';
import { PushExperiment } from './experiment';

const { rate, seconds, defaults } = settingsOf({
	/** Messages a second, repeats not counted. */
	rate: 20,
	/** How long they come. */
	seconds: 60,
	/** Run n8n with its own defaults instead of what suits busy webhooks. */
	defaults: false,
});

let experiment: PushExperiment;
beforeAll(async () => {
	experiment = await PushExperiment.start({ rate, seconds }, defaults);
	showSummary("For comparison, n8n's own Webhook node", await experiment.peer());
}, 1_200_000);
afterAll(async () => await experiment?.stop());

const ROUNDS: Array<[string, Disturbance, () => Promise<Round>]> = [
	['Under load', 'none', async () => await experiment.round('none')],
	['n8n restarted in the middle', 'restart', async () => await experiment.round('restart')],
	['n8n killed in the middle', 'kill', async () => await experiment.round('kill')],
	// here n8n is ended between the messages, not while they come
	['Again after a restart', 'none', async () => await experiment.again('restart')],
	['Again after a kill', 'none', async () => await experiment.again('kill')],
];

describe.each(ROUNDS)('%s', (title, meanwhile, run) => {
	let round: Round;
	beforeAll(async () => {
		round = await run();
		show(title, round);
	}, 1_200_000);

	it.each(Object.entries(checksOf(meanwhile)))('%s', (_, check) => check(round.evidence));
});

function timesOf(times: PushSummary['acknowledgedMs']): string {
	const ms = (value: number) => `${value.toFixed(1)} ms`;
	return times ? [times.p50, times.p99, times.max].map(ms).join(', ') : 'none';
}

function showSummary(title: string, summary: PushSummary): void {
	const { messages, repeats, acknowledged, attempts, acknowledgedMs } = summary;
	showTable(title, [
		['Messages, and repeats of them', `${messages}, ${repeats}`],
		['Acknowledged', acknowledged],
		['Tries to deliver', attempts],
		['Acknowledged after (p50, p99, most)', timesOf(acknowledgedMs)],
	]);
}

function show(title: string, { evidence, summary, heldBack, tookMs }: Round): void {
	showSummary(title, summary);
	showTable(`${title}: what came of it`, [
		['Tries held back, n8n not being ready', heldBack],
		['All over after', inSeconds(tookMs)],
		['Executions', tally(evidence.executions.map(({ status }) => status))],
		['  of a message that had one', runAgain(evidence)],
	]);
}
