import { process } from '../../tools/node';
import { runChaos } from './lanes';

/** A failure prints the seed and the path of its run; `npm run chaos` replays it with these. */
const seed = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 1e9));
/** Making a failing run smaller means running it many times. */
const ENOUGH_MS = 180_000;

it(
	`keeps every promise under random faults (seed ${seed}; set CHAOS_SEED to repeat it)`,
	async () => {
		const { runs, failures, statistics } = await runChaos({ runs: 160, seed, lanes: 16 });
		expect(failures.flatMap(({ broken, report }) => [...broken, report]).join('\n\n')).toBe('');
		expect(runs).toBe(160);
		// without these the runs would prove nothing
		expect(Object.keys(statistics.faults).length).toBeGreaterThan(5);
		expect(statistics.debits).toBeGreaterThan(0);
	},
	ENOUGH_MS,
);
