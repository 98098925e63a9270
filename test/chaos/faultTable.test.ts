import { join, process, readFileSync, writeFileSync } from '../../tools/node';
import { startSandbox } from '../../sandbox';
import { renderPage } from './faultPage';
import type { FaultSection } from './faultPage';
import { strike, USES } from './faultTable';
import { DESCRIBED_FAULTS } from './faultTableFaults';

const PAGE = join(process.cwd(), 'docs', 'faults.md');
/** Most of the time is waiting: for answers that do not come, and between attempts. */
const LANES = 12;

/** Plays every fault on every use, several at once, each lane on a sandbox of its own. */
async function playAll(): Promise<FaultSection[]> {
	const sections = DESCRIBED_FAULTS.map((fault): FaultSection => ({
		fault,
		cells: USES.map(() => undefined),
	}));
	const queue = sections
		.flatMap(({ fault, cells }) => USES.map((use, index) => ({ fault, cells, use, index })))
		.filter(({ fault, use }) => !fault.payOnly || use.operation === 'pay')
		.values();
	await Promise.all(
		Array.from({ length: LANES }, async () => {
			const sandbox = await startSandbox();
			try {
				for (const { fault, cells, use, index } of queue) {
					cells[index] = await strike(sandbox, fault, use);
				}
			} finally {
				await sandbox.stop();
			}
		}),
	);
	return sections;
}

it('docs/faults.md says what really happens (UPDATE_DOCS=1 writes it anew)', async () => {
	const page = renderPage(await playAll());
	if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, page);
	expect(readFileSync(PAGE, 'utf8')).toBe(page);
});
