import type { NodeExecutionHint } from 'n8n-workflow';

import type { Failed } from './outcome';

/** The kinds of failed items, from the one to look at first, and what to do about each. */
const KINDS: Array<{ fits: (failure: Failed) => boolean; one: string; several: string }> = [
	{
		fits: ({ outcome, retryable }) => outcome === 'unknown' && !retryable,
		one: "1 item is unclear. Do what its 'errorMessage' says before you run it again.",
		several: "# items are unclear. Do what their 'errorMessage' says before you run them again.",
	},
	{
		fits: ({ outcome }) => outcome === 'differs',
		one: '1 item did not turn out as asked. Look at it before you pay.',
		several: '# items did not turn out as asked. Look at them before you pay.',
	},
	{
		fits: ({ outcome, retryable }) => outcome === 'unknown' && retryable,
		one: '1 item could not be read. Nothing was changed. Run it again.',
		several: '# items could not be read. Nothing was changed. Run them again.',
	},
	{
		fits: ({ outcome }) => outcome === 'rejected',
		one: '1 item was refused by Xportcn.',
		several: '# items were refused by Xportcn.',
	},
	{
		fits: ({ outcome }) => outcome === 'notSent',
		one: '1 item was not sent.',
		several: '# items were not sent.',
	},
	{
		fits: ({ outcome }) => outcome === 'alreadyPaid',
		one: '1 order was already paid.',
		several: '# orders were already paid.',
	},
];

/**
 * The line above the output that says what is on Failed. A single item gives its own message. None
 * when nothing failed.
 * @param isSeen whether anything at all is connected behind the node
 */
export function hintFor(failures: Failed[], isSeen: boolean): NodeExecutionHint | undefined {
	if (failures.length === 0) return undefined;
	const unseen = isSeen ? [] : ['Nothing is connected to this node, so nobody will notice.'];
	const sentences =
		failures.length === 1
			? [`1 item came out of Failed. ${failures[0].errorMessage}`]
			: [...counts(failures), "Open the Failed branch and read 'errorMessage'."];
	return {
		message: [...sentences, ...unseen].join(' '),
		type: failures.every(({ outcome }) => outcome === 'alreadyPaid') ? 'info' : 'warning',
		location: 'outputPane',
	};
}

const counts = (failures: Failed[]): string[] =>
	KINDS.flatMap(({ fits, one, several }) => {
		const count = failures.filter(fits).length;
		if (count === 0) return [];
		return [count === 1 ? one : several.replace('#', String(count))];
	});
