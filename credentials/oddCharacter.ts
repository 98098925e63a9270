/** What a request's header cannot carry as it is. */
export const NOT_PRINTABLE_ASCII = /[^ -~]/u;
/** What nobody types on purpose; a line break may be a part of a rule. */
export const INVISIBLE = /[\p{Cf}\u115f\u1160\u3164\uffa0]/u;

/** Names for characters that are not printable ASCII. The first that fits is taken. */
const KINDS: Array<[characters: RegExp, name: string]> = [
	[/[\n\v\f\r\u0085\u2028\u2029]/, 'a line break'],
	[/\t/, 'a tab'],
	[/\p{Cc}/u, 'a control character'],
	[INVISIBLE, 'an invisible character'],
	[/\p{Zs}/u, 'a blank that is not an ordinary one'],
	[/\p{Script=Han}/u, 'a Chinese character'],
	[/[\u3000-\u303f\uff01-\uffee]/, 'a full-width character of a Chinese keyboard'],
];
/** Those a person cannot see, so that the number says more than the name. */
const UNSEEN = /[\p{C}\p{Z}\u115f\u1160\u3164\uffa0]/u;

/**
 * The first odd character of a text, in words, such as "an invisible character (U+200B)". Never the
 * character: the text may be a secret.
 */
export function oddCharacterIn(text: string, odd: RegExp): string | undefined {
	const character = odd.exec(text)?.[0];
	if (character === undefined) return undefined;
	const [, name] = KINDS.find(([characters]) => characters.test(character)) ?? [];
	const kind = name ?? 'a character that is no English letter, digit or sign';
	return UNSEEN.test(character) ? `${kind} (${numberOf(character)})` : kind;
}

const numberOf = (character: string) =>
	`U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
