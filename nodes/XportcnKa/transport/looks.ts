import { pause } from './retry';

/** When to look again, as parts of the whole wait: often at first, for most things settle soon. */
const LOOKS_AT = [0.02, 0.1, 0.25, 0.5, 1];

/** One look of several. */
export interface Look {
	/** How long ago the looking began, ms. */
	afterMs: number;
	isLast: boolean;
}

/**
 * Looks at something several times over a span, until the looker says that it is done or the
 * execution is cancelled.
 * @param spanMs how long to keep looking, ms
 * @param look returns whether there is nothing more to look for
 */
export async function lookRepeatedly(
	spanMs: number,
	cancelSignal: AbortSignal | undefined,
	look: (at: Look) => Promise<boolean>,
): Promise<void> {
	let soFarMs = 0;
	for (const [index, part] of LOOKS_AT.entries()) {
		const afterMs = Math.round(spanMs * part);
		await pause(afterMs - soFarMs, cancelSignal);
		if (cancelSignal?.aborted) return;
		soFarMs = afterMs;
		if (await look({ afterMs, isLast: index === LOOKS_AT.length - 1 })) return;
	}
}
