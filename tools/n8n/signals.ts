/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { constants } from 'node:os';
import { stopAllGroups } from './processes';

/** How often to look whether npm, which started us, is still there. */
const ORPHAN_CHECK_MS = 1_000;

/**
 * Makes Ctrl-C, SIGTERM and a closed terminal stop everything that was started.
 *
 * `cleanUp` runs after the child processes are gone. `exitCode()` says how to end; undefined means
 * as shells do, 128 + the signal's number. A second signal kills at once. Out: the promise of a
 * function's result, which never comes once stopping has begun: whatever fails from then on only
 * fails because it was stopped.
 */
export function stopOnSignals(
	cleanUp: () => Promise<void>,
	exitCode: () => number | undefined = () => undefined,
): <T>(result: Promise<T>) => Promise<T> {
	let stopping = false;
	const stop = async (signal: NodeJS.Signals) => {
		const exit = () => process.exit(exitCode() ?? 128 + constants.signals[signal]);
		if (stopping) exit(); // which also kills what has not ended yet
		stopping = true;
		try {
			await stopAllGroups();
			await cleanUp();
		} finally {
			exit();
		}
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => void stop(signal));
	}
	watchForOrphaning(() => {
		if (!stopping) void stop('SIGTERM');
	});
	return async (result) => {
		const settled = await result.then(
			(value) => () => value,
			(error: unknown) => () => {
				throw error;
			},
		);
		if (stopping) await new Promise<never>(() => undefined);
		return settled();
	};
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
