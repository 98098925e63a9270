import type { Outcome } from './scene';

/** What is behind an output is what left it, and nothing else. */
export function expectBranches({ status, ...outcome }: Outcome) {
	expect(status).toBe('success');
	expect(outcome.behindSucceeded).toEqual(outcome.succeeded);
	expect(outcome.behindFailed).toEqual(outcome.failed);
	expect(outcome.behindError).toEqual([]);
}
