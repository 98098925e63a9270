/**
 * Texts and ids that come from outside and are shown in items. What this run knows to be secret is
 * hidden before (secretMask.ts); here also goes whatever else could be a signature or a nonce, both
 * 32 letters and digits, or be glued to one.
 */

import { MASKED } from './secretMask';

const MAX_TEXT_LENGTH = 500;
const LIKE_A_SIGNATURE = /[A-Za-z0-9]{32,}/g;
const REQUEST_ID = /^[0-9a-f-]{1,64}$/;

/** A vendor's text, shortened, with whatever could be a signature masked. Null when it is none. */
export const vendorText = (value: unknown): string | null =>
	typeof value === 'string' && value !== ''
		? value.replace(LIKE_A_SIGNATURE, MASKED).slice(0, MAX_TEXT_LENGTH)
		: null;

/** A request id (documented samples: 32 lower-case hex digits). Null when it is none. */
export const requestIdOrNull = (value: unknown): string | null =>
	typeof value === 'string' && REQUEST_ID.test(value) ? value : null;
