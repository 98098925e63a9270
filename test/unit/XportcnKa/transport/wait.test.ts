import { orAborted, wait } from '../../../../nodes/XportcnKa/transport/wait';
import { waits } from '../../../harness/waits';

jest.mock(
	'n8n-workflow',
	() =>
		jest.requireActual<typeof import('../../../harness/waits')>('../../../harness/waits')
			.recordedSleep,
);

beforeEach(() => {
	waits.length = 0;
});

describe('Waiting', () => {
	it('takes the time it is told', async () => {
		await wait(5, undefined);
		await wait(7, new AbortController().signal);
		expect(waits).toEqual([5, 7]);
	});

	it('is over at once when the execution was cancelled before', async () => {
		await wait(Infinity, AbortSignal.abort());
	});

	it('ends when the execution is cancelled', async () => {
		const cancelling = new AbortController();
		const over = wait(Infinity, cancelling.signal);
		cancelling.abort();
		await over;
		expect(waits).toEqual([Infinity]);
	});

	it.each([
		['over', Promise.resolve()],
		['failed', Promise.reject(new Error('broken'))],
	])('leaves nothing behind on the cancel signal, once what it waits for is %s', async (_, end) => {
		const { signal } = new AbortController();
		const added = jest.spyOn(signal, 'addEventListener');
		const removed = jest.spyOn(signal, 'removeEventListener');
		await orAborted(end, signal).catch(() => {});
		expect(added).toHaveBeenCalledTimes(1);
		expect(removed.mock.calls).toEqual([added.mock.calls[0].slice(0, 2)]);
	});

	it('for something that fails, fails', async () => {
		const broken = Promise.reject(new Error('broken'));
		await expect(orAborted(broken, new AbortController().signal)).rejects.toThrow('broken');
	});
});
