import { Command, InvalidArgumentError } from 'commander';
import { join, process, resolve, tmpdir } from '../node';
import type { N8nRelease } from '../n8n/versions';
import { n8nFor, RELEASES, releaseOf } from '../n8n/versions';

/** Suites that take minutes and end n8n in the middle of its work: run only when they are named. */
export const EXPERIMENTS = ['crash', 'queue', 'pushing', 'polling'];

/** What the person asked `npm run e2e` for. */
export interface E2eOptions {
	/** The lines of n8n to run on. */
	releases: readonly N8nRelease[];
	/** An experiment, or part of the names of the test files to run; all suites if not given. */
	only: string | undefined;
	/** What an experiment is to do otherwise: name -> value. */
	set: Record<string, string>;
	/** Folder for the pictures the browser tests take. */
	pictures: string;
	/** The packed package to try; it is built and packed if not given. */
	tarball: string | undefined;
	/** Leave n8n's folders behind, to look into them. */
	keep: boolean;
}

/** In: what stands after an option. Out: the release of n8n it names, or the one for this Node. */
export function release(version: string): N8nRelease {
	const found = version === 'present' ? n8nFor(process.versions.node) : releaseOf(version);
	if (found) return found;
	const versions = RELEASES.map((known) => known.version).join(', ');
	throw new InvalidArgumentError(`Give one of ${versions}, or "present": the one for this Node.`);
}

/** In: a path, as the person sees it. Out: the same for a program that works in another folder. */
const absolute = (path: string) => resolve(path);

function setting(text: string, earlier: Record<string, string>): Record<string, string> {
	const [, name, value] = /^(\w+)=(.+)$/.exec(text) ?? [];
	if (!name) throw new InvalidArgumentError('Give a name and a value, such as kills=3.');
	return { ...earlier, [name]: value };
}

/** In: the command line after the script's name. Ends the process on --help and on mistakes. */
export function readOptions(args: string[]): E2eOptions {
	const { n8n, pictures, only, ...others } = new Command('npm run e2e --')
		.description(
			'Drives the packed node in a real n8n, through its REST API and in its editor, against a ' +
				'local Xportcn sandbox (no real money).',
		)
		.option('--n8n <version>', 'one line of n8n only', release)
		.option(
			'--only <text>',
			`only test files with this in their name, or an experiment: ${EXPERIMENTS.join(', ')}`,
		)
		.option('--set <name=value>', 'a setting of an experiment; its file has them', setting, {})
		.option('--pictures <folder>', 'where the pictures go', join(tmpdir(), 'xportcn-e2e-pictures'))
		.option('--tarball <file>', 'this packed package, instead of one that is built first', absolute)
		.option('--keep', "leave n8n's folders behind, to look into them", false)
		.allowExcessArguments(false)
		.parse(args, { from: 'user' })
		.opts<Omit<E2eOptions, 'releases'> & { n8n?: N8nRelease }>();
	return { ...others, only, releases: n8n ? [n8n] : RELEASES, pictures: resolve(pictures) };
}
