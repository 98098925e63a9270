/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { Command, InvalidArgumentError } from 'commander';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { N8nRelease } from '../host/versions';
import { RELEASES, releaseOf } from '../host/versions';

/** What the person asked `npm run e2e` for. */
export interface E2eOptions {
	/** The lines of n8n to run on. */
	releases: readonly N8nRelease[];
	/** Part of the names of the test files to run; all if not given. */
	only: string | undefined;
	/** Folder for the pictures the browser tests take. */
	pictures: string;
	/** Leave n8n's folders behind, to look into them. */
	keep: boolean;
}

/** In: what stands after an option. Out: the release of n8n it names. */
export function release(version: string): N8nRelease {
	const found = releaseOf(version);
	if (found) return found;
	throw new InvalidArgumentError(
		`Give one of ${RELEASES.map((known) => known.version).join(', ')}.`,
	);
}

/** In: the command line after the script's name. Ends the process on --help and on mistakes. */
export function readOptions(args: string[]): E2eOptions {
	const { n8n, pictures, ...others } = new Command('npm run e2e --')
		.description(
			'Drives the packed node in a real n8n, through its REST API and in its editor, against a ' +
				'local Xportcn sandbox (no real money).',
		)
		.option('--n8n <version>', 'one line of n8n only', release)
		.option('--only <text>', 'only test files with this in their name')
		.option('--pictures <folder>', 'where the pictures go', join(tmpdir(), 'xportcn-e2e-pictures'))
		.option('--keep', "leave n8n's folders behind, to look into them", false)
		.allowExcessArguments(false)
		.parse(args, { from: 'user' })
		.opts<{ n8n?: N8nRelease; only?: string; pictures: string; keep: boolean }>();
	return {
		...others,
		only: others.only,
		releases: n8n ? [n8n] : RELEASES,
		pictures: resolve(pictures),
	};
}
