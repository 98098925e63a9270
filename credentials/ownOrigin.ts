import { UserError } from 'n8n-workflow';
import type { IHttpRequestOptions } from 'n8n-workflow';

/** The request options n8n's HTTP Request node still builds: `uri`, and its own redirect switches. */
interface LegacyRequestOptions {
	uri?: unknown;
	followRedirect?: boolean;
	followAllRedirects?: boolean;
}

export type AnyRequestOptions = IHttpRequestOptions & LegacyRequestOptions;

const WITH_SCHEME = /^[a-z][a-z\d+.-]*:/i;
const WEB_ADDRESS = /^https?:\/\/[^/\\]/i;
/** A path or a query, which can only be put behind an address. */
const RELATIVE = /^(?:\/(?![/\\])|\?|$)/;

/**
 * Makes sure that a request stays at the credential's own address, first hop and every other: a
 * signature is a credential too. HTTP libraries differ in what they make of an odd address, so each
 * of a request's addresses has to be plain, and at home.
 * @returns the options with redirects switched off, as those would carry the signed headers along
 * @throws UserError when the request goes to another origin, or may
 */
export function stayAtHome(options: AnyRequestOptions, baseUrl: string): AnyRequestOptions {
	const home = new URL(baseUrl).origin;
	const base = options.baseURL || baseUrl;
	const targets = [options.url, options.uri].filter((target) => target !== undefined);
	if (!isAt(home, base) || !targets.every((target) => isAt(home, String(target), base))) {
		throw new UserError(
			`The Xportcn API credential signs requests to ${home} only. Change the address of this request, or 'Base URL' in the credential.`,
		);
	}
	return {
		...options,
		disableFollowRedirect: true,
		followRedirect: false,
		followAllRedirects: false,
	};
}

/** Whether an address is at an origin; one without a scheme is put behind `base`, if there is one. */
function isAt(home: string, address: string, base?: string): boolean {
	// what a URL parser leaves out, so that it cannot hide a scheme
	const plain = address.replace(/[\t\n\r]/g, '').trim();
	if (!WITH_SCHEME.test(plain)) return base !== undefined && RELATIVE.test(plain);
	if (!WEB_ADDRESS.test(plain) || !URL.canParse(plain)) return false;
	const { origin, username, password } = new URL(plain);
	return origin === home && username === '' && password === '';
}
