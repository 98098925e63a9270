import { createColors } from 'picocolors';
import { process } from '../node';

/** Whether a person watches: only then are lines redrawn and colored. */
export const isTerminal = Boolean(process.stdout.isTTY) && process.env.TERM !== 'dumb';

/** Colors for a terminal; plain text everywhere else (picocolors alone would color CI logs too). */
export const colors = createColors(isTerminal && !process.env.NO_COLOR);
