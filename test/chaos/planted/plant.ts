import type { runChaos as RunChaos } from '../lanes';
import { PLANTED_BUGS } from './bugs';
import type { PlantedBug } from './bugs';

/** The bug that is in the node now. */
let planted: string | undefined;
let runChaos: typeof RunChaos;

/** Each module of the node that a bug can be in takes the bug's exports while it is planted. */
beforeAll(async () => {
	for (const module of new Set(PLANTED_BUGS.map((bug) => bug.module))) {
		const path = `../../../${module}`;
		jest.doMock(path, () => {
			const actual = jest.requireActual<Record<string, unknown>>(path);
			const exported = { ...actual };
			for (const [name, value] of Object.entries(actual)) {
				if (typeof value !== 'function') continue;
				// some modules keep a function from when they are loaded, before a bug is planted
				exported[name] = new Proxy(value, {
					apply: (_target, self, args) =>
						Reflect.apply(
							(replaced(module, actual)[name] ?? value) as (...all: unknown[]) => unknown,
							self,
							args,
						),
				});
			}
			return exported;
		});
	}
	({ runChaos } = await import('../lanes'));
});

const variants = new Map<string, Record<string, unknown>>();

function replaced(module: string, actual: Record<string, unknown>): Record<string, unknown> {
	const bug = PLANTED_BUGS.find((each) => each.name === planted);
	if (bug?.module !== module) return {};
	const variant = variants.get(bug.name) ?? {
		...(bug.exports as (actual: unknown) => object)(actual),
	};
	variants.set(bug.name, variant);
	return variant;
}

afterEach(() => {
	planted = undefined;
});

/** The tests that chaos finds each of these bugs. */
export function findEach(bugs: PlantedBug[]): void {
	it.each(bugs)('chaos finds out that $name', async ({ name, kind, like, breaks }) => {
		planted = name;
		const { failures } = await runChaos({
			runs: 3_000,
			seed: 1,
			lanes: 24,
			kinds: [kind],
			like,
			shrink: false,
			onlyFirst: true,
		});
		expect(failures.flatMap(({ broken }) => broken).join('\n')).toMatch(breaks);
	});
}
