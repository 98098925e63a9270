import ora from 'ora';
import { clearInterval, process, setInterval } from '../node';
import { colors, isTerminal } from './colors';

/** How often a long step says that it is still at work where there is no terminal. */
const PLAIN_INTERVAL_MS = 15_000;

/** One step of work a person watches. */
export interface Step {
	/** Says what the step is doing just now. */
	update(detail: string): void;
}

/** Out: a duration for people, in seconds: `3.4 s`, `249 s`. */
export function seconds(milliseconds: number): string {
	const value = milliseconds / 1000;
	return `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
}

/**
 * Shows a step while it is under way and one line with its time when it is done.
 *
 * In: what is being done; the work; and what to say once it is done (by default the title). Out:
 * what the work returned; what it throws passes through.
 */
export async function step<T>(
	title: string,
	work: (step: Step) => Promise<T>,
	done: (result: T) => string = () => title,
): Promise<T> {
	const started = Date.now();
	const timed = (text: string) => `${text} ${colors.dim(seconds(Date.now() - started))}`;
	const spinner = ora({ stream: process.stdout, isEnabled: isTerminal, discardStdin: false });
	let text = title;
	if (isTerminal) spinner.start(title);
	const timer = setInterval(
		() => {
			spinner.text = timed(text);
			if (!isTerminal) process.stdout.write(`  ${timed(text)}\n`);
		},
		isTerminal ? 1_000 : PLAIN_INTERVAL_MS,
	);
	let show = () => spinner.fail(timed(title));
	try {
		const result = await work({ update: (detail) => (text = `${title}: ${detail}`) });
		show = () => spinner.succeed(timed(done(result)));
		return result;
	} finally {
		clearInterval(timer);
		show();
	}
}
