/**
 * 20 executions at once on the two workers of an n8n in queue mode, some orders in several of them;
 * then again with a worker killed in the middle: `npm run e2e -- --only queue`.
 */
import { seconds } from '../../../../tools/n8n/progress';
import { tally } from '../../../harness/counts';
import { settingsOf } from '../settings';
import { itemsByOutput, showTable } from '../table';
import { checksOf, distinct, requestsOf, unfinishedNamings } from './checks';
import type { Round } from './experiment';
import { QueueExperiment } from './experiment';

/** The control: the vendor debits an order again when asked again. The checks have to see it. */
const { debitAgain } = settingsOf({ debitAgain: false });

let experiment: QueueExperiment;
beforeAll(async () => {
	experiment = await QueueExperiment.start(debitAgain);
}, 1_200_000);
afterAll(async () => await experiment?.stop());

const rounds: Array<[string, boolean]> = debitAgain
	? [['Both workers alive', false]]
	: [
			['Both workers alive', false],
			['A worker killed', true],
		];

/** What the control has to make false. All else must be true even then. */
const SEEN = ['no order was debited twice', 'at the end every order was debited exactly once'];

describe.each(rounds)('%s', (title, withKill) => {
	let round: Round;
	beforeAll(async () => {
		round = await experiment.round(withKill);
		show(title, round);
	}, 1_200_000);

	for (const [name, check] of Object.entries(checksOf(withKill))) {
		if (debitAgain && SEEN.includes(name)) {
			it(`is seen to be false: ${name}`, () => expect(() => check(round.evidence)).toThrow());
		} else it(name, () => check(round.evidence));
	}
});

function show(title: string, { evidence, tookMs, lost }: Round): void {
	const { namings, executions, requests, debits, kill, recovery, atEnd } = evidence;
	const unfinished = unfinishedNamings(evidence);
	const times = lost.map(({ afterMs }) => afterMs);
	showTable(title, [
		['Executions at once', namings.length],
		['  orders named', `${namings.flat().length}, different ones: ${distinct(namings).length}`],
		['  by worker', tally(executions.map(({ worker }) => worker ?? 'nobody'))],
		['  by status', tally(executions.map(({ status }) => status))],
		['  all over after', seconds(tookMs)],
		['  items by output', itemsByOutput(executions.flatMap(({ rows }) => rows))],
		['Payment requests', requests.length],
		['Debits', debits.length],
		['Killed', kill ? `${kill.worker}, after ${kill.debits} debits` : 'nobody'],
		['  payments under way then', kill?.underWay.length ?? 0],
		['  its own', kill ? requestsOf(unfinished, kill.underWay).length : 0],
		[
			'Unfinished, as n8n shows them',
			tally(lost.map(({ status, reason }) => `${status}: ${reason}`)),
		],
		['  over after', times.map(seconds).join(', ') || '-'],
		['  orders named by them', distinct(unfinished).length],
		['Recovering run', recovery?.status ?? 'none'],
		['  items by output', itemsByOutput(recovery?.rows ?? [])],
		['Ledger at the end', `${atEnd.length} debits, orders: ${new Set(atEnd).size}`],
	]);
}
