import { UserError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { NOT_PRINTABLE_ASCII, oddCharacterIn } from './oddCharacter';

/**
 * A field's text, without blanks around it. Empty when there is none. A number is its digits.
 * @throws UserError naming the field when an expression gave anything else
 */
export function textOf(
	credential: ICredentialDataDecryptedObject,
	name: string,
	label: string,
): string {
	const value: unknown = credential[name] ?? '';
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
	throw new UserError(
		`'${label}' in the Xportcn API credential is not a text. Correct the expression in it.`,
	);
}

/**
 * A field that must be there and that a header or an address can carry: printable ASCII.
 * @throws UserError naming the field, and what is wrong with it, but nothing of its value
 */
export function requiredText(
	credential: ICredentialDataDecryptedObject,
	name: string,
	label: string,
): string {
	const text = textOf(credential, name, label);
	if (text === '') {
		throw new UserError(`'${label}' is empty in the Xportcn API credential. Fill it in and save.`);
	}
	refuseOddCharacters(text, label, NOT_PRINTABLE_ASCII);
	return text;
}

/** @throws UserError naming the field and the odd character in it, but nothing of its value */
export function refuseOddCharacters(text: string, label: string, odd: RegExp): void {
	const found = oddCharacterIn(text, odd);
	if (found === undefined) return;
	throw new UserError(
		`'${label}' in the Xportcn API credential has an odd character in it: ${found}. Delete everything in the field, then copy the value again or type it.`,
	);
}

/**
 * The value of a field with options; the first when the credential was saved without the field. An
 * expression that gives anything else must not pass for it: guards of money rely on these fields.
 * @throws UserError naming the field and its values
 */
export function choice<T extends string>(
	credential: ICredentialDataDecryptedObject,
	name: string,
	label: string,
	values: readonly [T, ...T[]],
): T {
	if (!(name in credential)) return values[0];
	const chosen = values.find((value) => value === credential[name]);
	if (chosen !== undefined) return chosen;
	throw new UserError(
		`'${label}' in the Xportcn API credential must be ${values.join(' or ')}. Choose one of them, or correct the expression.`,
	);
}
