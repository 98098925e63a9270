import { sleep } from 'n8n-workflow';

/** Waits some ms, or until the execution is cancelled. */
export async function wait(ms: number, cancelSignal: AbortSignal | undefined): Promise<void> {
	if (!cancelSignal) return await sleep(ms);
	await orAborted(sleep(ms), cancelSignal);
}

/** Waits for a promise, or until a signal fires, whichever comes first. */
export async function orAborted(promise: Promise<unknown>, signal: AbortSignal): Promise<void> {
	if (signal.aborted) return;
	let stop: () => void = () => {};
	const aborted = new Promise<void>((resolve) => {
		stop = resolve;
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		await Promise.race([promise, aborted]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}
