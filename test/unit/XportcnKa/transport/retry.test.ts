import { mayRetry, pause, withRetries } from '../../nodes/XportcnKa/transport/retry';
import type { Evidence } from '../../nodes/XportcnKa/transport/reply';
import { waits } from '../harness/waits';

jest.mock(
	'n8n-workflow',
	() => jest.requireActual<typeof import('../harness/waits')>('../harness/waits').recordedSleep,
);

const lost: Evidence = { kind: 'unanswered', cause: 'connectionLost' };
const noConnection: Evidence = { kind: 'notSent', cause: 'notConnected', detail: '' };
const page = (httpStatus: number, retryAfterMs?: number): Evidence => ({
	kind: 'notXportcn',
	httpStatus,
	retryAfterMs,
});
const answer = (httpStatus: number, code: number): Evidence => ({
	kind: 'answered',
	httpStatus,
	envelope: { code, msg: null, requestId: null, data: null },
});

beforeEach(() => {
	waits.length = 0;
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => jest.restoreAllMocks());

describe('Whether a request may be sent again', () => {
	it.each<[string, Evidence, boolean, boolean]>([
		['no connection', noConnection, true, true],
		['a bad certificate', { ...noConnection, cause: 'certificate' }, false, false],
		['a refusal of our own', { ...noConnection, cause: 'refusedHere' }, false, false],
		['a cancelled execution, before', { ...noConnection, cause: 'cancelled' }, false, false],
		['a lost connection', lost, true, false],
		['no answer in time', { ...lost, cause: 'timeout' }, true, false],
		['a cancelled execution, after', { ...lost, cause: 'cancelled' }, false, false],
		['a page with HTTP 429', page(429), true, false],
		['a page with HTTP 500', page(500), true, false],
		['a page with HTTP 599', page(599), true, false],
		['a page with HTTP 600', page(600), false, false],
		['a page with HTTP 404', page(404), false, false],
		['an answer with HTTP 503', answer(503, 200), true, false],
		['an answer with code 429', answer(200, 429), true, false],
		['an answer with code 400', answer(200, 400), false, false],
		['success', answer(200, 200), false, false],
	])('after %s', (_, evidence, aRead, aWrite) => {
		expect([mayRetry(evidence, 'read'), mayRetry(evidence, 'write')]).toEqual([aRead, aWrite]);
	});
});

describe('Trying again', () => {
	/** What comes of a request whose attempts end like this, one after the other. */
	const outcome = async (effect: 'read' | 'write', ...attempts: Evidence[]) => {
		let now = 1000;
		jest.spyOn(Date, 'now').mockImplementation(() => now);
		const left = [...attempts];
		const reply = await withRetries(effect, undefined, async () => {
			now += 700;
			return left.shift() as Evidence;
		});
		return { reply, unused: left.length };
	};

	it('ends with the first answer that is one, and says how often and how long it took', async () => {
		expect(await outcome('read', page(502), lost, answer(200, 200))).toEqual({
			reply: { ...answer(200, 200), attempts: { count: 3, durationMs: 2100 } },
			unused: 0,
		});
	});

	it('waits longer each time', async () => {
		await outcome('read', lost, lost, lost);
		expect(waits).toEqual([300, 600]);
	});

	it('waits not always the same time, so that many do not come back at one moment', async () => {
		jest.spyOn(Math, 'random').mockReturnValueOnce(0).mockReturnValueOnce(1);
		await outcome('read', lost, lost, lost);
		expect(waits).toEqual([150, 900]);
	});

	it('gives up after three times', async () => {
		const { reply, unused } = await outcome('read', lost, lost, lost, lost);
		expect(reply).toMatchObject({ ...lost, attempts: { count: 3 } });
		expect(unused).toBe(1);
		expect(waits).toHaveLength(2);
	});

	it('never follows a write that may have been carried out', async () => {
		expect(await outcome('write', noConnection, lost, answer(200, 200))).toMatchObject({
			reply: { ...lost, attempts: { count: 2 } },
			unused: 1,
		});
	});

	it('waits as long as it is asked to, but not for minutes', async () => {
		await outcome('read', page(429, 20_000), page(429, 20_001), lost);
		expect(waits).toEqual([20_000]);
	});

	it('waits longer than asked to rather than shorter', async () => {
		await outcome('read', page(429, 1), answer(200, 200));
		expect(waits).toEqual([300]);
	});

	it('stops when the execution is cancelled in the meantime', async () => {
		const cancelling = new AbortController();
		const reply = await withRetries('read', cancelling.signal, async () => {
			cancelling.abort();
			return lost;
		});
		expect(reply).toMatchObject({ ...lost, attempts: { count: 1 } });
	});
});

describe('Waiting', () => {
	it('takes the time it is told', async () => {
		await pause(5, undefined);
		await pause(7, new AbortController().signal);
		expect(waits).toEqual([5, 7]);
	});

	it('is not begun when the execution is cancelled already', async () => {
		await pause(5, AbortSignal.abort());
		expect(waits).toEqual([]);
	});

	it('ends when the execution is cancelled', async () => {
		const cancelling = new AbortController();
		const over = pause(Infinity, cancelling.signal);
		cancelling.abort();
		await over;
		expect(waits).toEqual([Infinity]);
	});

	it('leaves nothing behind on the cancel signal', async () => {
		const { signal } = new AbortController();
		const added = jest.spyOn(signal, 'addEventListener');
		const removed = jest.spyOn(signal, 'removeEventListener');
		await pause(5, signal);
		expect(removed.mock.calls).toEqual([added.mock.calls[0].slice(0, 2)]);
	});
});
