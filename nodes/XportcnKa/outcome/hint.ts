import type { NodeExecutionHint } from 'n8n-workflow';

import type { Failed } from './outcome';

/** The kinds of failed items, from the one to look at first, and what to do about each. */
const KINDS: Array<{ fits: (failure: Failed) => boolean; text: string }> = [
	{
		fits: ({ outcome, retryable }) => outcome === 'unknown' && !retryable,
		text: 'unknown (look at these in Xportcn before you run them again)',
	},
	{
		fits: ({ outcome, retryable }) => outcome === 'unknown' && retryable,
		text: 'unknown (nothing was changed; run these again)',
	},
	{
		fits: ({ outcome }) => outcome === 'rejected',
		text: "rejected ('errorMessage' says why)",
	},
	{
		fits: ({ outcome, retryable }) => outcome === 'notSent' && !retryable,
		text: "notSent ('errorMessage' says what to change)",
	},
	{
		fits: ({ outcome, retryable }) => outcome === 'notSent' && retryable,
		text: 'notSent (run these again)',
	},
	{ fits: ({ outcome }) => outcome === 'alreadyPaid', text: 'alreadyPaid (nothing to do)' },
];

/** A line above the output that counts what is on Failed and says what to do. None for nothing. */
export function hintFor(failures: Failed[]): NodeExecutionHint | undefined {
	const parts = KINDS.flatMap(({ fits, text }) => {
		const count = failures.filter(fits).length;
		return count > 0 ? [`${count} ${text}`] : [];
	});
	if (parts.length === 0) return undefined;
	return {
		message: `On Failed: ${parts.join('; ')}.`,
		type: failures.every(({ outcome }) => outcome === 'alreadyPaid') ? 'info' : 'warning',
		location: 'outputPane',
	};
}
