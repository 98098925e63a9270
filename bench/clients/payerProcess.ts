import { clearInterval, process, setInterval } from '../../tools/node';
import { figuresOf } from '../processFigures';
import type { Cost, Message, Task } from './payer';

const WEIGH_EVERY_MS = 250;

/** Memory that is alive now: what is left after V8 has collected all that is not. */
function liveBytes(): number {
	// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- where V8 has it
	globalThis.gc?.();
	return process.memoryUsage().heapUsed;
}

/** Weighs the live memory again and again. */
function startWeighing() {
	const before = liveBytes();
	let peak = before;
	const timer = setInterval(() => {
		peak = Math.max(peak, liveBytes());
	}, WEIGH_EVERY_MS);
	return {
		end(): NonNullable<Cost['live']> {
			clearInterval(timer);
			const resultBytes = liveBytes() - before;
			return { peakBytes: Math.max(peak - before, resultBytes), resultBytes };
		},
	};
}

async function measure(task: Task, pay: (task: Task) => Promise<Payment>): Promise<Message> {
	const scale = task.weigh ? startWeighing() : undefined;
	const cpuBefore = process.cpuUsage();
	const startedAt = performance.now();
	const payment = await pay(task);
	const wallMs = performance.now() - startedAt;
	const { user, system } = process.cpuUsage(cpuBefore);
	const live = scale?.end();
	// not what Node says itself: that counts the process that this one was forked from
	const { peakBytes } = await figuresOf(process.pid);
	// the result must be alive until it has been weighed
	return { cost: { wallMs, cpuMs: (user + system) / 1000, peakBytes, live }, paid: payment.paid() };
}

/** What came of a payment. Holds all that the contender returns. */
export interface Payment {
	/** The orders that it says are paid. */
	paid(): string[];
}

/** Makes this process a contender: it pays what it is told to and says what that cost. */
export function serve(pay: (task: Task) => Promise<Payment>): void {
	process.on('message', (task: Task) => {
		measure(task, pay)
			.catch((error: unknown): Message => ({ problem: String(error) }))
			.then((message) => process.send?.(message))
			.catch(() => undefined);
	});
}
