/**
 * What becomes of 200 payments when n8n is killed in the middle of them, started and run again:
 * `npm run e2e -- --only crash`.
 */
import { cny } from '../../../../tools/demo/ledger';
import { settingsOf } from '../settings';
import { itemsByOutput, showTable } from '../table';
import type { Evidence } from './checks';
import { CRASH_CHECKS } from './checks';
import { CrashExperiment } from './experiment';

/** n8n is killed once so many orders are debited. Well below 40 or above 140 may miss the run. */
const { killAt } = settingsOf({ killAt: 100 });

let experiment: CrashExperiment;
let evidence: Evidence;

beforeAll(async () => {
	experiment = await CrashExperiment.prepare();
	const { evidence: seen, killed } = await experiment.crash(killAt);
	evidence = seen;
	const { orderIds, atKill, landed, atEnd, status, rows } = seen;
	showTable('Killed while paying', [
		['Orders to pay', orderIds.length],
		['Debits when n8n was killed', atKill.length],
		['  after that, by requests under way then', `+ ${landed.length - atKill.length}`],
		['First run, as n8n shows it afterwards', `${killed.status}: ${killed.message}`],
		['  items out of Pay', killed.items],
		['Second run', status],
		['  items by output', itemsByOutput(rows)],
		[
			'Ledger at the end',
			`${atEnd.length} debits, ${cny(experiment.sandbox.ledger.totalFen())} CNY`,
		],
	]);
}, 1_200_000);

afterAll(async () => await experiment?.stop());

it.each(Object.entries(CRASH_CHECKS))('%s', (_, check) => check(evidence));
