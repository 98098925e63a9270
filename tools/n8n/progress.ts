/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console */
import { colors, isTerminal } from './colors';

/** How often a long step says that it is still at work where there is no terminal. */
const PLAIN_INTERVAL_MS = 15_000;
const FRAME_MS = 100;
/** What is shorter than this took no time. */
const NOTHING_MS = 50;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

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

/** A line that is redrawn in place: spinner, title, what goes on, time. */
function drawInPlace(title: string, detail: () => string, started: number): () => void {
	let frame = 0;
	const draw = () => {
		const spinner = colors.cyan(FRAMES[frame++ % FRAMES.length]);
		const room = (process.stdout.columns || 80) - 14;
		const text = `${title}${detail() ? `: ${detail()}` : ''}`;
		const shown = text.length > room ? `${text.slice(0, room - 1)}…` : text;
		process.stdout.write(
			`\r\x1b[2K${spinner} ${shown} ${colors.dim(seconds(Date.now() - started))}`,
		);
	};
	draw();
	const timer = setInterval(draw, FRAME_MS);
	return () => {
		clearInterval(timer);
		process.stdout.write('\r\x1b[2K');
	};
}

/** Plain lines for logs, only for what takes long. */
function printNowAndThen(title: string, detail: () => string, started: number): () => void {
	const timer = setInterval(() => {
		const text = `${title}${detail() ? `: ${detail()}` : ''}`;
		console.log(`  ${text} (${seconds(Date.now() - started)})`);
	}, PLAIN_INTERVAL_MS);
	return () => clearInterval(timer);
}

/**
 * Shows a step while it is under way and one line with its time when it is done.
 *
 * In: what is being done; the work; and what to say once it is done (by default the title; an
 * empty text says nothing). Out: what the work returned; what it throws passes through.
 */
export async function step<T>(
	title: string,
	work: (step: Step) => Promise<T>,
	done: (result: T) => string = () => title,
): Promise<T> {
	const started = Date.now();
	let detail = '';
	const show = isTerminal ? drawInPlace : printNowAndThen;
	const hide = show(title, () => detail, started);
	let last = colors.red(`✖ ${title}`);
	try {
		const result = await work({
			update: (text) => {
				detail = text;
			},
		});
		const text = done(result);
		last = text && `${colors.green('✔')} ${text}`;
		return result;
	} finally {
		hide();
		const took = Date.now() - started;
		const time = took < NOTHING_MS ? '' : colors.dim(` ${seconds(took)}`);
		if (last) console.log(`${last}${time}`);
	}
}
