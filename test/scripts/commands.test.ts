import { EXPERIMENTS } from '../../tools/e2e/options';
import { join, projectRoot, readdirSync, readFileSync } from '../../tools/node';

const textOf = (...path: string[]) => readFileSync(join(projectRoot, ...path), 'utf8');
const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };

/** The names of the scripts that a text runs. */
const runIn = (text: string): string[] =>
	[...text.matchAll(/npm (?:run (?:--silent |-s )?)?([a-z][\w:]*)/g)]
		.map(([, name]) => name)
		.filter((name) => !NPMS_OWN.has(name));
const NPMS_OWN = new Set(['ci', 'install', 'pack', 'run', 'publish']);

/** For people at work: they change files, publish, or run until they are ended. */
const BY_HAND = ['dev', 'format', 'release', 'prepublishOnly'];

it('every command that a page names is there', () => {
	const pages = [
		'README.md',
		'CONTRIBUTING.md',
		'SECURITY.md',
		...readdirSync(join(projectRoot, 'docs'))
			.filter((name) => name.endsWith('.md'))
			.map((name) => join('docs', name)),
	];
	const named = pages.flatMap((page) =>
		[...textOf(page).matchAll(/`[^`\n]*`|^```[^]*?^```/gm)].flatMap(([code]) => runIn(code)),
	);
	expect(named.length).toBeGreaterThan(20);
	expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
});

it('CI runs every command, some as a part of another', () => {
	const run = new Set(runIn(textOf('.ci', 'run') + textOf('.ci', 'commands')));
	for (const name of run) for (const inner of runIn(scripts[name] ?? '')) run.add(inner);
	// the same program with other options
	const isRun = (name: string) =>
		run.has(name) || runIn(scripts[name]).some((each) => run.has(each));
	const left = Object.keys(scripts).filter((name) => !isRun(name) && !BY_HAND.includes(name));
	expect(left).toEqual([]);
});

it('the experiments that --only names are those that are there', () => {
	const folder = join(projectRoot, 'test', 'e2e', 'experiments');
	const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.e2e.ts'))
		.map((file) => file.replaceAll('\\', '/'));
	expect(found.sort()).toEqual(EXPERIMENTS.map((name) => `${name}/${name}.e2e.ts`).sort());
});
