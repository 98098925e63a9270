import { isEmpty } from '../shared/json';

/** The market a message is about, and the number it has in a message (documented). */
const PLATFORM_NUMBERS = { '1688': 1, taobao: 0 } as const;

export type Platform = keyof typeof PLATFORM_NUMBERS;

/** The choices of *Platform*. */
export const PLATFORM_CHOICES = ['1688', 'taobao', 'both'] as const;

/** Whether a message's `messagePlatform` is this one, as a number or as its digits. */
export const isPlatform = (messagePlatform: unknown, platform: Platform): boolean =>
	messagePlatform === PLATFORM_NUMBERS[platform] ||
	messagePlatform === String(PLATFORM_NUMBERS[platform]);

/**
 * Whether a message may be about this one: one that says nothing of its platform may be about any.
 * Who left it out would acknowledge it, and it would be lost.
 */
export const mayBePlatform = (messagePlatform: unknown, platform: Platform): boolean =>
	isEmpty(messagePlatform) || isPlatform(messagePlatform, platform);
