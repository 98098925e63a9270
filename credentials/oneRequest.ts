import { UserError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { NO_TEST, TEST_ONLY_FIELD } from './testOnly';
import { readKeys } from './signing';
import type { SignedHeaders, XportcnKeys } from './signing';

/** What is thrown when n8n wants to send a request again: the first one has been sent. */
export const SENT_BEFORE =
	'n8n wanted to send the same request a second time. It was not sent again, because that could do the same thing twice.';

/** The one request that a copy of a credential is good for. */
interface OneRequest {
	signed: boolean;
	/** The fields of the credential, if they were checked before. */
	keys: XportcnKeys | undefined;
	onSigned(headers: SignedHeaders): void;
}

/** What becomes of the credential data that are good for one request, by these data. */
const requests = new WeakMap<object, OneRequest>();

/**
 * A copy of a decrypted credential that signs one request, and no other. n8n signs and sends a
 * request once more after some failures; a write must not be sent twice, so signing it again throws.
 * @param onSigned is told the headers right before the request leaves. Before that it has certainly
 * not been sent; after that it may have been, whatever is thrown.
 * @param keys its fields, if they were checked before: checking them again for each request takes time
 */
export function forOneRequest(
	credential: ICredentialDataDecryptedObject,
	onSigned: (headers: SignedHeaders) => void = () => undefined,
	keys?: XportcnKeys,
): ICredentialDataDecryptedObject {
	const copy = { ...credential, [TEST_ONLY_FIELD]: NO_TEST };
	requests.set(copy, { signed: false, keys, onSigned });
	return copy;
}

/**
 * The fields of a credential that a request is to be signed with.
 * @throws UserError naming the field that is missing or unusable
 */
export const keysOf = (credential: ICredentialDataDecryptedObject): XportcnKeys =>
	requests.get(credential)?.keys ?? readKeys(credential);

/**
 * Notes that a request is signed with these credential data.
 * @throws UserError when they were good for one request, and have signed it before
 */
export function noteSigning(credential: object, headers: SignedHeaders): void {
	const request = requests.get(credential);
	if (!request) return;
	if (request.signed) {
		throw new UserError(SENT_BEFORE);
	}
	request.signed = true;
	request.onSigned(headers);
}
