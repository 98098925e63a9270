import { console, constants, process, setInterval } from '../node';
import { colors } from './colors';
import { ExpectedError } from './errors';
import { stopAllGroups } from './processes';

/** How often to look whether npm, which started us, is still there. */
const ORPHAN_CHECK_MS = 1_000;

/**
 * Runs a command of this project to its end, and ends the process with its exit code.
 *
 * Ctrl-C, SIGTERM and a closed terminal stop everything that was started: first the child processes,
 * then what `cleanUp` stops. A second signal kills at once. In: the work, which says how it went;
 * `exitCode()` says how to end when stopped, by default as shells do, 128 + the signal's number.
 */
export function runCommand(
	main: () => Promise<number>,
	cleanUp: () => Promise<void> = async () => undefined,
	exitCode: () => number | undefined = () => undefined,
): void {
	let stopping = false;
	const stop = async (signal: NodeJS.Signals) => {
		const exit = () => process.exit(exitCode() ?? 128 + constants.signals[signal]);
		if (stopping) exit(); // which also kills what has not ended yet
		stopping = true;
		await stopAllGroups().then(cleanUp).finally(exit);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => void stop(signal));
	}
	watchForOrphaning(() => void (stopping || stop('SIGTERM')));
	void main()
		.catch((error: unknown) => {
			// A person can do something about an ExpectedError; where it was thrown does not help them.
			// What fails while everything is stopped only fails because of that.
			const text = error instanceof ExpectedError ? colors.red(`\n${error.message}`) : error;
			if (!stopping) console.error(text);
			return 1;
		})
		.then((code) => stopping || process.exit(code));
}

/** Calls back when the npm that started us is gone. */
function watchForOrphaning(onOrphaned: () => void): void {
	// A SIGTERM sent to npm ends npm and the shell between npm and us, and never gets here.
	if (process.env.npm_lifecycle_event === undefined) return;
	const parent = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid !== parent) onOrphaned();
	}, ORPHAN_CHECK_MS);
	watch.unref();
}
