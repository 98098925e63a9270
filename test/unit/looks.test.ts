import { lookRepeatedly } from '../../nodes/XportcnKa/transport/looks';
import type { Look } from '../../nodes/XportcnKa/transport/looks';
import { waits } from '../harness/waits';

jest.mock(
	'n8n-workflow',
	() => jest.requireActual<typeof import('../harness/waits')>('../harness/waits').recordedSleep,
);

/** All looks at something that is done at the look of this number. */
async function looksUntil(done: number, cancelSignal?: AbortSignal): Promise<Look[]> {
	const looks: Look[] = [];
	await lookRepeatedly(1000, cancelSignal, async (at) => {
		looks.push(at);
		return looks.length === done;
	});
	return looks;
}

beforeEach(() => {
	waits.length = 0;
});

it('looks again and again over the whole span, often at first, and says which look is the last', async () => {
	expect(await looksUntil(Infinity)).toEqual([
		{ afterMs: 20, isLast: false },
		{ afterMs: 100, isLast: false },
		{ afterMs: 250, isLast: false },
		{ afterMs: 500, isLast: false },
		{ afterMs: 1000, isLast: true },
	]);
	expect(waits).toEqual([20, 80, 150, 250, 500]);
});

it('looks no more once it is done', async () => {
	expect(await looksUntil(2)).toHaveLength(2);
	expect(waits).toEqual([20, 80]);
});

it('does not look when the execution is cancelled', async () => {
	expect(await looksUntil(Infinity, AbortSignal.abort())).toEqual([]);
});
