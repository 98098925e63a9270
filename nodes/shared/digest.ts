import { createHash } from 'crypto';

/** A short fixed text that stands for a long one. With 12 characters (72 bits) no two share theirs. */
export const digestOf = (text: string, length: number): string =>
	createHash('sha256').update(text).digest('base64url').slice(0, length);
