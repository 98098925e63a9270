/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console */
import { colors } from './colors';
import { ExpectedError } from './errors';
import { stopOnSignals } from './signals';

/**
 * Runs a command of this project to its end, and ends the process with its exit code.
 *
 * In: the work, which says how it went; `cleanUp` stops what it has started when it is stopped
 * itself; `exitCode`, see stopOnSignals().
 */
export function runCommand(
	main: () => Promise<number>,
	cleanUp: () => Promise<void>,
	exitCode?: () => number | undefined,
): void {
	const unlessStopped = stopOnSignals(cleanUp, exitCode);
	unlessStopped(main())
		.catch((error: unknown) => {
			// A person can do something about an ExpectedError; where it was thrown does not help them.
			console.error(error instanceof ExpectedError ? colors.red(`\n${error.message}`) : error);
			return 1;
		})
		.then((code) => process.exit(code))
		.catch(() => undefined);
}
