import type { NodeExecutionHint } from 'n8n-workflow';

import type { Failed, FailedOutcome } from './outcome';

const WHAT_TO_DO: Record<FailedOutcome, string> = {
	unknown: 'unknown (look at these in Xportcn before you run them again)',
	rejected: 'rejected (see errorMessage for the reason)',
	notSent: 'notSent (safe to run again)',
	alreadyPaid: 'alreadyPaid (nothing to do)',
};

/** A line above the output that counts what failed and says what to do. None when nothing did. */
export function hintFor(failures: Failed[]): NodeExecutionHint | undefined {
	const parts = Object.entries(WHAT_TO_DO).flatMap(([outcome, whatToDo]) => {
		const count = failures.filter((failure) => failure.outcome === outcome).length;
		return count > 0 ? [`${count} ${whatToDo}`] : [];
	});
	if (parts.length === 0) return undefined;
	return {
		message: `Did not succeed: ${parts.join('; ')}.`,
		type: 'warning',
		location: 'outputPane',
	};
}
