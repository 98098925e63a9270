import { process } from '../node';
import { ExpectedError } from './errors';
import { plainEnvironment } from './npm';
import { lastLines, runToEnd } from './processes';
import { findOnPath } from './programs';
import type { Step } from './progress';

const DEADLINE_MS = 10 * 60_000;

/** What decides whether packages can be installed here. */
export interface Machine {
	/** Whether it has apt-get, Debian's installer. */
	apt: boolean;
	/** Whether we may use it. */
	root: boolean;
}

/** Out: what a person has to do first, or undefined when we can install the packages ourselves. */
export function obstacleToInstalling(
	packages: string[],
	{ apt, root }: Machine,
): string | undefined {
	const names = packages.join(' ');
	if (!apt) {
		return `This needs the Debian packages ${names}, and there is no apt-get here. Install what they contain by other means, so that it is found on PATH.`;
	}
	if (root) return undefined;
	return `This needs the Debian packages ${names}. Install them: sudo apt-get install --no-install-recommends ${names}`;
}

async function aptGet(args: string[], what: string): Promise<void> {
	const { code, output } = await runToEnd('apt-get', args, {
		env: { ...plainEnvironment(), DEBIAN_FRONTEND: 'noninteractive' },
		deadlineMs: DEADLINE_MS,
	});
	if (code === 0) return;
	throw new ExpectedError(
		`${what} failed (apt-get ended with ${code}). It said:\n${lastLines(output)}\n` +
			'Check the network and the free disk space, then run the command again.',
	);
}

/**
 * Makes sure that programs of Debian packages are there.
 *
 * In: the packages; `isThere` tells whether what is wanted of them can be used; a step to report
 * progress on. Throws ExpectedError where there is no apt-get, where we are not root, and when the
 * install fails.
 */
export async function ensureDebianPackages(
	packages: string[],
	isThere: () => boolean,
	step: Step,
): Promise<void> {
	if (isThere()) return;
	const machine = { apt: findOnPath('apt-get') !== undefined, root: process.getuid?.() === 0 };
	const obstacle = obstacleToInstalling(packages, machine);
	if (obstacle) throw new ExpectedError(obstacle);
	const names = packages.join(' ');
	step.update('apt-get is reading the list of packages');
	await aptGet(['update', '-q'], 'Reading the list of Debian packages');
	step.update(`apt-get is installing ${names}`);
	const install = ['install', '-y', '-q', '--no-install-recommends', ...packages];
	await aptGet(install, `Installing ${names}`);
	if (isThere()) return;
	throw new ExpectedError(`apt-get installed ${names}, but the programs are still not there.`);
}
