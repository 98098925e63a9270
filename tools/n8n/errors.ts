/**
 * A mistake a person can do something about (a port in use, no network, a program missing).
 * Commands print its message and nothing else; everything else is a bug and keeps its stack.
 */
export class ExpectedError extends Error {
	override name = 'ExpectedError';
}

/** In: anything caught. Out: its message. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
