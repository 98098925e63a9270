import { createHash, randomInt } from 'crypto';
import { UserError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { isEndpointPath } from '../nodes/shared/paths';
import type { EndpointPaths } from '../nodes/shared/paths';
import { maskSecrets } from '../nodes/shared/secretMask';
import { readEndpointPaths } from './endpointPaths';
import { choice, refuseOddCharacters, requiredText, textOf } from './fields';
import { INVISIBLE } from './oddCharacter';

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

/** An address without a user name, a query or a fragment in it. */
const WEB_ADDRESS = /^https?:\/\/[^/?#@\\]+(\/[^?#]*)?$/i;

/**
 * Checks a decrypted `xportcnApi` credential and returns its fields, blanks around them removed.
 * @throws UserError naming the field that is missing or unusable, but no secret
 */
export function readKeys(credential: ICredentialDataDecryptedObject): XportcnKeys {
	const keys: XportcnKeys = {
		baseUrl: requiredText(credential, 'baseUrl', 'Base URL').replace(/\/+$/, ''),
		userId: requiredText(credential, 'userId', 'User ID'),
		accessKey: requiredText(credential, 'accessKey', 'Access Key'),
		accessSecret: requiredText(credential, 'accessSecret', 'Access Secret'),
		timestampUnit: choice(credential, 'timestampUnit', 'Timestamp Unit', [
			'milliseconds',
			'seconds',
		]),
		stringToSign: textOf(credential, 'stringToSign', 'String to Sign') || DEFAULT_STRING_TO_SIGN,
		endpointPaths: {},
		amountUnit: choice(credential, 'amountUnit', 'Amount Unit', ['fen', 'yuan']),
	};
	const path = WEB_ADDRESS.exec(keys.baseUrl)?.[1] ?? '/';
	if (!WEB_ADDRESS.test(keys.baseUrl) || !isEndpointPath(path) || !URL.canParse(keys.baseUrl)) {
		throw new UserError(
			"'Base URL' in the Xportcn API credential is not a web address. It should look like https://www.xportcn.com/api.",
		);
	}
	refuseOddCharacters(keys.stringToSign, 'String to Sign', INVISIBLE);
	fillIn(keys.stringToSign, { ...keys, timestamp: '', nonceStr: '' });
	const secrets = [keys.accessSecret, keys.accessKey];
	refuseWrittenKeys(keys.stringToSign, secrets);
	return { ...keys, endpointPaths: readEndpointPaths(credential.endpointPaths, secrets) };
}

/**
 * Refuses a key that is written out in the string to sign: Check Setup shows this field.
 * @throws UserError that shows nothing of the field
 */
function refuseWrittenKeys(stringToSign: string, secrets: readonly string[]): void {
	// what is between the placeholders: nothing, in every rule that is known
	const parts = stringToSign.split(/\{[^{}]*\}/).filter((part) => part !== '');
	if (parts.every((part) => maskSecrets(part, secrets) === part)) return;
	throw new UserError(
		"'String to Sign' in the Xportcn API credential holds the Access Secret or the Access Key itself. Write {accessSecret} or {accessKey} in its place.",
	);
}

/** Where an order is one and the same, however the Base URL is written and whoever the user is. */
export function serverOf({ baseUrl }: Pick<XportcnKeys, 'baseUrl'>): string {
	const { origin, pathname, search } = new URL(baseUrl);
	return origin + decodeURI(pathname).replace(/\/+/g, '/') + search;
}

/** Whose orders and money it is, however the credential is written and whichever key it has. */
export const accountIdOf = (keys: Pick<XportcnKeys, 'baseUrl' | 'userId'>): string =>
	JSON.stringify([serverOf(keys), keys.userId]);

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
	return template.replace(PLACEHOLDER, (_, name: string) => {
		if (isSignable(name)) return values[name];
		// what stands between the braces is not shown: somebody may have pasted the secret there
		throw new UserError(
			`'String to Sign' in the Xportcn API credential has a placeholder that does not exist. Use {${SIGNABLE.join('}, {')}}.`,
		);
	});
}
