import { createHash, randomInt } from 'crypto';
import { UserError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { EndpointPaths } from '../nodes/shared/paths';
import { readEndpointPaths } from './endpointPaths';

/**
 * Xportcn's request signature. That exactly access key, timestamp and nonce are signed is
 * documented (development manual); the order, the secret at the end and MD5 in upper-case hex come
 * from a public client of the platform, which is why the string to sign is a setting.
 */
export const DEFAULT_STRING_TO_SIGN = '{accessKey}{timestamp}{nonceStr}{accessSecret}';

/** The headers every call carries, all documented. */
export const SIGNATURE_HEADERS = [
	'access-key',
	'timestamp',
	'nonce-str',
	'user-id',
	'signature',
] as const;

export type SignedHeaders = Record<(typeof SIGNATURE_HEADERS)[number], string>;

/** A credential whose fields were checked for being there. */
export interface XportcnKeys {
	baseUrl: string;
	userId: string;
	accessKey: string;
	accessSecret: string;
	timestampUnit: 'milliseconds' | 'seconds';
	stringToSign: string;
	/** The paths that differ from the built-in ones, by operation. */
	endpointPaths: EndpointPaths;
	/** Of amounts in the order list and details. */
	amountUnit: 'fen' | 'yuan';
}

const NONCE_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const NONCE_LENGTH = 32;
const PLACEHOLDER = /\{([^{}]*)\}/g;

const REQUIRED = {
	baseUrl: 'Base URL',
	userId: 'User ID',
	accessKey: 'Access Key',
	accessSecret: 'Access Secret',
} as const;

/**
 * Checks a decrypted `xportcnApi` credential and returns its fields, blanks around them removed.
 * @throws UserError naming the field that is missing or unusable
 */
export function readKeys(credential: ICredentialDataDecryptedObject): XportcnKeys {
	const field = (name: string) => String(credential[name] ?? '').trim();
	for (const [name, label] of Object.entries(REQUIRED)) {
		if (field(name) === '') {
			throw new UserError(
				`'${label}' is empty in the Xportcn API credential. Fill it in and save.`,
			);
		}
	}
	const keys: XportcnKeys = {
		baseUrl: field('baseUrl').replace(/\/+$/, ''),
		userId: field('userId'),
		accessKey: field('accessKey'),
		accessSecret: field('accessSecret'),
		timestampUnit: choice(credential, 'timestampUnit', 'Timestamp Unit', [
			'milliseconds',
			'seconds',
		]),
		stringToSign: field('stringToSign') || DEFAULT_STRING_TO_SIGN,
		endpointPaths: readEndpointPaths(credential.endpointPaths),
		amountUnit: choice(credential, 'amountUnit', 'Amount Unit', ['fen', 'yuan']),
	};
	if (!/^https?:\/\/[^?#]+$/i.test(keys.baseUrl) || !URL.canParse(keys.baseUrl)) {
		throw new UserError(
			"'Base URL' in the Xportcn API credential is not a web address. It should look like https://www.xportcn.com/api.",
		);
	}
	fillIn(keys.stringToSign, { ...keys, timestamp: '', nonceStr: '' });
	return keys;
}

/**
 * The value of a field with options; its first when the credential was saved without the field. An
 * expression that gives anything else must not pass for the default: guards of money rely on it.
 */
function choice<T extends string>(
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

/** A fresh `nonce-str`: 32 random characters of `[A-Za-z0-9]`. */
export function newNonce(): string {
	let nonce = '';
	while (nonce.length < NONCE_LENGTH) {
		nonce += NONCE_CHARACTERS.charAt(randomInt(NONCE_CHARACTERS.length));
	}
	return nonce;
}

/** A point in time (ms since 1970) as the text the `timestamp` header carries. */
export const timestampOf = (now: number, unit: XportcnKeys['timestampUnit']) =>
	String(unit === 'seconds' ? Math.floor(now / 1000) : now);

/**
 * The signature: upper-case hex MD5 of the string to sign.
 * @throws UserError when the string to sign has a placeholder that does not exist
 */
export function signatureOf(
	keys: Pick<XportcnKeys, 'accessKey' | 'accessSecret' | 'userId' | 'stringToSign'>,
	timestamp: string,
	nonceStr: string,
): string {
	const { accessKey, accessSecret, userId } = keys;
	const values = { accessKey, accessSecret, userId, timestamp, nonceStr };
	const text = fillIn(keys.stringToSign, values);
	return createHash('md5').update(text, 'utf8').digest('hex').toUpperCase();
}

/** The five signed headers for one attempt at time `now` (ms since 1970). */
export function signedHeaders(
	keys: XportcnKeys,
	now = Date.now(),
	nonceStr = newNonce(),
): SignedHeaders {
	const timestamp = timestampOf(now, keys.timestampUnit);
	return {
		'access-key': keys.accessKey,
		timestamp,
		'nonce-str': nonceStr,
		'user-id': keys.userId,
		signature: signatureOf(keys, timestamp, nonceStr),
	};
}

/** What the string to sign may be made of. */
const SIGNABLE = ['accessKey', 'timestamp', 'nonceStr', 'accessSecret', 'userId'] as const;
type SignableValues = Record<(typeof SIGNABLE)[number], string>;

const isSignable = (name: string): name is keyof SignableValues =>
	(SIGNABLE as readonly string[]).includes(name);

function fillIn(template: string, values: SignableValues): string {
	return template.replace(PLACEHOLDER, (placeholder, name: string) => {
		if (isSignable(name)) return values[name];
		// a secret that was pasted between the braces must not show up in a message
		const shown = name === values.accessSecret ? '' : ` ${placeholder}`;
		throw new UserError(
			`'String to Sign' in the Xportcn API credential has an unknown placeholder${shown}. Use {${SIGNABLE.join('}, {')}}.`,
		);
	});
}
