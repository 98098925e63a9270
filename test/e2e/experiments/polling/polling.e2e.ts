/**
 * The poll trigger in a real n8n while orders change all the time: with a list that fails, with n8n
 * stopped and started again, and with n8n killed: `npm run e2e -- --only polling`.
 */
import { console } from '../../../../tools/node';
import { seconds } from '../../../../tools/n8n/progress';
import { tally } from '../../../harness/counts';
import { settingsOf } from '../settings';
import type { Cost, Verdict } from './checks';
import { costOf, POLL_CHECKS, since, verdictOn } from './checks';
import type { Ending } from './experiment';
import { PollExperiment } from './experiment';

const settings = settingsOf({
	/** How long orders change while nothing else happens. */
	watchSeconds: 30,
	/** The same while the list fails. In less than 8 a poll may be saved by its own retries. */
	failingSeconds: 15,
	/** How often n8n is stopped and started again, and how often it is killed. */
	restarts: 5,
	kills: 10,
});
/** Moments after the last page was answered: from "not even compared" to "all is written". */
const MOMENTS_MS = [0, 5, 10, 15, 20, 30, 40, 60, 80, 120];
const FAILING_MS = settings.failingSeconds * 1_000;

let experiment: PollExperiment;
beforeAll(async () => {
	experiment = await PollExperiment.start();
}, 1_200_000);
afterAll(async () => await experiment?.stop());

const momentsOf = (count: number) =>
	Array.from({ length: count }, (_, index) => MOMENTS_MS[index % MOMENTS_MS.length]);

/** What has come of n8n being ended that had not come of anything before. */
async function costOfEnding(ending: Ending, afterMs: number): Promise<Verdict> {
	const before = verdictOn(await experiment.evidence());
	return since(before, await experiment.end(ending, afterMs));
}

const rounds: Array<[string, () => Promise<Verdict>]> = [
	['Orders change all the time', async () => await experiment.watch(settings.watchSeconds * 1_000)],
	['The list fails for a while', async () => await experiment.watchFailingList(FAILING_MS)],
	[
		'n8n starts while the list fails',
		async () => {
			const { verdict, tookMs } = await experiment.startWithFailingList(FAILING_MS);
			console.log(`All was told ${seconds(tookMs)} after the list was back`);
			return verdict;
		},
	],
	...momentsOf(settings.restarts).map((afterMs, index): [string, () => Promise<Verdict>] => [
		`Restart ${index + 1}, ${afterMs} ms behind a poll`,
		async () => await costOfEnding('restart', afterMs),
	]),
];

describe.each(rounds)('%s', (title, run) => {
	let verdict: Verdict;
	beforeAll(async () => {
		verdict = await run();
	}, 600_000);

	it.each(Object.entries(POLL_CHECKS))('%s', (_, check) => check(verdict));

	if (title !== 'The list fails for a while') return;
	it("failed polls are in n8n's list, and say so", async () => {
		const { executions } = await experiment.evidence();
		expect(executions.flatMap(({ error }) => error ?? [])).not.toEqual([]);
	});
});

it(`n8n is killed ${settings.kills} times right behind a poll that found something`, async () => {
	const costs: Cost[] = [];
	for (const [index, afterMs] of momentsOf(settings.kills).entries()) {
		const cost = await costOfEnding('kill', afterMs);
		costs.push(costOf(cost));
		const { lost, twice, crashed } = cost;
		console.log(
			`Kill ${index + 1}, ${afterMs} ms behind a poll: ${costOf(cost)} (changes lost ${lost.length}, told again ${twice.length}, in crashed runs ${crashed.length})`,
		);
	}
	// what a kill costs is in n8n's hands: docs/poll-trigger.md has the figures
	console.log(`Cost: ${tally(costs)}`);
	expect(costs).toHaveLength(settings.kills);
}, 1_200_000);
