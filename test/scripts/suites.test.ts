import { EXPERIMENTS } from '../../tools/e2e/options';
import { pickSuites } from '../../tools/e2e/suites';
import { join, projectRoot, readdirSync } from '../../tools/node';

const FOLDER = join(projectRoot, 'test', 'e2e');
const namesOf = (files: string[]) => files.map((file) => file.replaceAll('\\', '/')).sort();

describe('the e2e suites', () => {
	it('are all picked, but for the experiments', async () => {
		const { shared, own } = await pickSuites(FOLDER);
		const experiments = EXPERIMENTS.map((name) =>
			join(FOLDER, 'experiments', name, `${name}.e2e.ts`),
		);
		const all = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.e2e.ts'))
			.map((file) => join(FOLDER, file));
		expect(namesOf([...shared, ...own, ...experiments])).toEqual(namesOf(all));
	});

	it('run beside the others where they bring an n8n of their own', async () => {
		const { shared, own } = await pickSuites(FOLDER, 'examples');
		expect(namesOf(own).map((file) => file.split('/e2e/')[1])).toEqual([
			'own/examplesKilled.e2e.ts',
		]);
		expect(namesOf(shared).map((file) => file.split('/e2e/')[1])).toEqual([
			'examples.e2e.ts',
			'examplesCanvas.e2e.ts',
		]);
	});

	it('are picked by their folder, and by a name that none has not at all', async () => {
		const { shared, own } = await pickSuites(FOLDER, 'test/e2e/editor');
		expect(shared.length).toBeGreaterThan(5);
		expect(own).toEqual([]);
		await expect(pickSuites(FOLDER, 'nothing')).rejects.toThrow('"nothing"');
	});
});
