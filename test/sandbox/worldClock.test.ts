import { WorldClock } from '../../sandbox';

const HOUR = 3_600_000;

function diary() {
	const clock = new WorldClock();
	const done: string[] = [];
	return { clock, done, note: (what: string) => () => void done.push(what) };
}

test('work happens in order of its time when the clock is moved, and each at its own', () => {
	const { clock, done } = diary();
	const start = clock.now();
	const note = () => void done.push(String(Math.round((clock.now() - start) / HOUR)));
	clock.after(3 * HOUR, note);
	clock.after(HOUR, note);
	clock.after(2 * HOUR, note);
	clock.advance(2.5 * HOUR);
	expect(done).toEqual(['1', '2']);
	expect(clock.pending).toBe(1);
	expect(Math.round((clock.movedMs / HOUR) * 10)).toBe(25);
	clock.advance(HOUR);
	expect(done).toEqual(['1', '2', '3']);
});

test('of equal times the first made comes first; 0 is at once', () => {
	const { clock, done, note } = diary();
	clock.after(HOUR, note('first'));
	clock.after(HOUR, note('second'));
	clock.after(0, note('now'));
	expect(done).toEqual(['now']);
	clock.settle();
	expect(done).toEqual(['now', 'first', 'second']);
});

test('settle goes on until nothing is left, also what work itself adds', () => {
	const { clock, done, note } = diary();
	clock.after(HOUR, () => clock.after(24 * HOUR, note('added')));
	clock.settle();
	expect([done, clock.pending]).toEqual([['added'], 0]);
});

test('without being moved it runs with real time', async () => {
	const { clock } = diary();
	const order: number[] = [];
	await new Promise<void>((resolve) => {
		clock.after(20, () => {
			order.push(2);
			resolve();
		});
		clock.after(5, () => void order.push(1));
	});
	expect(order).toEqual([1, 2]);
	expect(clock.pending).toBe(0);
});

test('what is left waits its real rest after the clock was moved', async () => {
	const { clock } = diary();
	await new Promise<void>((resolve) => {
		clock.after(HOUR, resolve);
		clock.advance(HOUR - 10);
	});
	expect(clock.pending).toBe(0);
});

test('clear forgets all and is real time again', () => {
	const { clock, done, note } = diary();
	clock.after(HOUR, note('never'));
	clock.advance(HOUR / 2);
	clock.clear();
	clock.advance(2 * HOUR);
	expect(done).toEqual([]);
	clock.clear();
	expect(clock.movedMs).toBe(0);
});
